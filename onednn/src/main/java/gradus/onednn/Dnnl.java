package gradus.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The functions of oneDNN's C interface that are called, as `dnnl.h` of version 3 declares them. Pointers are
/// passed as addresses, so that a call makes no object. To be touched only after [Native#require].
@SuppressWarnings("restricted")
final class Dnnl {
    private static final int AVX512_BF16 = 0xE7;
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
    private static final MethodHandle EXECUTE = handle(
            "dnnl_primitive_execute", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MEMORY =
            handle("dnnl_memory_create", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle LAYOUT =
            handle("dnnl_primitive_desc_query_md", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT));
    private static final MethodHandle BYTES =
            handle("dnnl_memory_desc_get_size", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
    private static final MethodHandle END_PRIMITIVE = destroyer("dnnl_primitive_destroy");
    private static final MethodHandle END_DESCRIPTION = destroyer("dnnl_primitive_desc_destroy");
    private static final MethodHandle END_LAYOUT = destroyer("dnnl_memory_desc_destroy");
    private static final MethodHandle END_MEMORY = destroyer("dnnl_memory_destroy");
    private static final MethodHandle END_STREAM = destroyer("dnnl_stream_destroy");

    private Dnnl() {}

    private static MethodHandle destroyer(String name) {
        return handle(name, FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
    }

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

    /// Says whether it multiplies in bfloat16 by instructions made for that: AVX-512 BF16, and AMX and AVX10,
    /// which have it too.
    static boolean multipliesBfloat16() {
        return (instructions() & AVX512_BF16) == AVX512_BF16;
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

    /// Runs a primitive on the current thread.
    static void execute(long primitive, long stream, int count, long arguments) {
        int status;
        try {
            status = (int) EXECUTE.invokeExact(primitive, stream, count, arguments);
        } catch (Throwable e) {
            throw unexpected(e);
        }
        check("dnnl_primitive_execute", status);
    }

    /// Makes a memory object for numbers at an address and writes its own address to `made`.
    static void createMemory(long made, long layout, long address) {
        int status;
        try {
            status = (int) MEMORY.invokeExact(made, layout, Construction.ENGINE, address);
        } catch (Throwable e) {
            throw unexpected(e);
        }
        check("dnnl_memory_create", status);
    }

    /// Gives the layout of an operand, which the description of a primitive owns.
    static long layout(long description, Role role) {
        try {
            return (long) LAYOUT.invokeExact(description, role.query, 0);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Gives the size of what lies so.
    static long bytes(long layout) {
        try {
            return (long) BYTES.invokeExact(layout);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static void destroyPrimitive(long primitive) {
        destroy(END_PRIMITIVE, primitive);
    }

    static void destroyDescription(long description) {
        destroy(END_DESCRIPTION, description);
    }

    static void destroyLayout(long layout) {
        destroy(END_LAYOUT, layout);
    }

    static void destroyStream(long stream) {
        destroy(END_STREAM, stream);
    }

    /// Ends a memory object; the numbers stay.
    static void destroyMemory(long memory) {
        int status;
        try {
            status = (int) END_MEMORY.invokeExact(memory);
        } catch (Throwable e) {
            throw unexpected(e);
        }
        check("dnnl_memory_destroy", status);
    }

    private static void destroy(MethodHandle destroyer, long object) {
        int status;
        try {
            status = (int) destroyer.invokeExact(object);
        } catch (Throwable e) {
            throw unexpected(e);
        }
        check("the end of an object", status);
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
