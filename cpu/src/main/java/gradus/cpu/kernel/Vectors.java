package gradus.cpu.kernel;

import java.lang.invoke.MethodHandle;
import jdk.incubator.vector.FloatVector;

/// Which width the float32 kernels of this process run at, and why.
///
/// The width is the processor's preferred one, or the system property `gradus.vectorBits` = 128, 256, 512 or 0
/// (scalar code). Without the module `jdk.incubator.vector` the scalar code runs, and no class that mentions the
/// Vector API is ever loaded.
public final class Vectors {
    /// Width of the vectors in bits: 128, 256, 512, or 0 for scalar code.
    public static final int BITS;

    private static final String DESCRIPTION;
    private static final VectorStart START;
    /// [VectorStart#asleep] as a constant, so that compiled kernels contain the loops of one kind alone and
    /// ask nothing. (Asked through [#START] it cost some ten nanoseconds for each loop.)
    private static final MethodHandle ASLEEP;

    static {
        boolean resolved = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        Integer wanted = Integer.getInteger("gradus.vectorBits");
        int preferred = resolved ? Preferred.bits() : 0;
        BITS = !resolved ? 0 : wanted == null ? preferred : checked(wanted);
        DESCRIPTION = describe(resolved, wanted != null);
        VectorStart.Kind kind = VectorStart.Kind.ofProperty(System.getProperty("gradus.start"));
        START = new VectorStart(BITS == 0 ? VectorStart.Kind.VECTORS : kind);
        ASLEEP = START.answer();
    }

    private Vectors() {}

    /// One line for people: `AVX-512, 16 floats`, or `scalar: ` and the reason.
    public static String description() {
        return DESCRIPTION;
    }

    /// Whether a kernel called now takes its scalar loop: always at a width of 0, else while the vector loops are
    /// compiled ([VectorStart]). The bits are the same.
    static boolean scalar() {
        return BITS == 0 || (asleep() && START.scalar());
    }

    private static boolean asleep() {
        try {
            return (boolean) ASLEEP.invokeExact();
        } catch (Throwable e) { // a constant cannot fail
            throw new IllegalStateException(e);
        }
    }

    /// How the kernels of this process begin.
    public static VectorStart start() {
        return START;
    }

    private static int checked(int bits) {
        if (bits != 0 && bits != 128 && bits != 256 && bits != 512) {
            throw new IllegalArgumentException("gradus.vectorBits: must be 0, 128, 256 or 512, got " + bits);
        }
        return bits;
    }

    private static String describe(boolean resolved, boolean chosen) {
        if (!resolved) {
            return "scalar: start with --add-modules jdk.incubator.vector";
        }
        if (BITS == 0) {
            return chosen
                    ? "scalar: gradus.vectorBits is 0"
                    : "scalar: this processor has no vectors of 128 bits or more";
        }
        String arch = System.getProperty("os.arch", "");
        boolean intel = arch.equals("amd64") || arch.equals("x86_64");
        String name = !intel ? arch + " vectors" : BITS == 512 ? "AVX-512" : BITS == 256 ? "AVX2" : "SSE";
        return name + ", " + BITS / Float.SIZE + " floats" + (chosen ? " (gradus.vectorBits)" : "");
    }

    /// Kept apart so that the Vector API is only touched where its module is present.
    private static final class Preferred {
        static int bits() {
            int bits = Math.min(512, FloatVector.SPECIES_PREFERRED.vectorBitSize());
            return bits < 128 ? 0 : bits;
        }
    }
}
