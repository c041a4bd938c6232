package gradus.onednn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The functions of oneDNN's C interface that are called, as `dnnl.h` of version 3 declares them. Pointers are passed
/// as
/// addresses, so that a call makes no object. To be touched only after [Native#require].
@SuppressWarnings("restricted")
final class Dnnl {
    private static final String[] STATUS = {
        "success",
        "out of memory",
        "invalid arguments",
        "unimplemented",
        "last implementation reached",
        "runtime error",
        "not required"
    };

    private static final MethodHandle VERSION = handle("dnnl_version", FunctionDescriptor.of(JAVA_LONG));
    private static final MethodHandle ISA = handle("dnnl_get_effective_cpu_isa", FunctionDescriptor.of(JAVA_INT));
    private static final MethodHandle ISA_NAME = handle("dnnl_cpu_isa2str", FunctionDescriptor.of(JAVA_LONG, JAVA_INT));
    private static final MethodHandle THREADS = handle("omp_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT));
    private static final MethodHandle SGEMM = handle(
            "dnnl_sgemm",
            FunctionDescriptor.of(
                    JAVA_INT,
                    JAVA_BYTE,
                    JAVA_BYTE,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_FLOAT,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_FLOAT,
                    JAVA_LONG,
                    JAVA_LONG));

    private Dnnl() {}

    static MethodHandle handle(String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(Native.functions().findOrThrow(name), type);
    }

    /// Gives the version, as `3.13.0`: three numbers of C's type `int`, major, minor and patch, lead the structure.
    static String version() {
        try {
            MemorySegment version = MemorySegment.ofAddress((long) VERSION.invokeExact())
                    .reinterpret(MemoryLayout.sequenceLayout(3, JAVA_INT).byteSize());
            return version.getAtIndex(JAVA_INT, 0) + "." + version.getAtIndex(JAVA_INT, 1) + "."
                    + version.getAtIndex(JAVA_INT, 2);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Gives the instructions that it uses here, a `dnnl_cpu_isa_t`.
    static int instructions() {
        try {
            return (int) ISA.invokeExact();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Gives the name of a `dnnl_cpu_isa_t`, as `cpu_isa_avx512_core`.
    static String instructionsName(int isa) {
        try {
            return MemorySegment.ofAddress((long) ISA_NAME.invokeExact(isa))
                    .reinterpret(Long.MAX_VALUE)
                    .getString(0);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Lets a call of the current thread use that thread only, whatever others do.
    static void useOneThread() {
        try {
            THREADS.invokeExact(1);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Computes `C = op(A)·op(B)`, all row-major: `op(A)` is m × k, rows `lda` apart in memory, and so on.
    static void sgemm(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            long a,
            int lda,
            long b,
            int ldb,
            long c,
            int ldc) {
        int status;
        try {
            status = (int) SGEMM.invokeExact(
                    flag(transposeA),
                    flag(transposeB),
                    (long) m,
                    (long) n,
                    (long) k,
                    1f,
                    a,
                    (long) lda,
                    b,
                    (long) ldb,
                    0f,
                    c,
                    (long) ldc);
        } catch (Throwable e) {
            throw unexpected(e);
        }
        check("dnnl_sgemm", status);
    }

    private static byte flag(boolean transpose) {
        return (byte) (transpose ? 'T' : 'N');
    }

    static void check(String function, int status) {
        if (status != 0) {
            String meaning = status > 0 && status < STATUS.length ? STATUS[status] : "unknown";
            throw new IllegalStateException("onednn: " + function + " must succeed, got status " + status + " ("
                    + meaning + "); the backend cpu computes the same");
        }
    }

    static IllegalStateException unexpected(Throwable e) {
        return new IllegalStateException("onednn: a native call failed", e);
    }
}
