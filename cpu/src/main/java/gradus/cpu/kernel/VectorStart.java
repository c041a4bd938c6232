package gradus.cpu.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How the kernels of a process begin: by vectors at once, or by scalar loops until the vector loops are compiled.
///
/// A vector loop that C2 has not compiled yet boxes every vector and runs a hundred times slower than the scalar loop
/// of the same bits. With the system property `gradus.start=scalar`, which the command line sets, kernels begin by
/// scalar loops; a background thread runs vector loops on throw-away numbers meanwhile ([#warm]), and once they are
/// the faster ones, all threads take them. Without the property (`gradus.start=vectors`) they are taken at once.
public final class VectorStart {
    private static final double MOST_SECONDS = 10;
    private static final double NANOS = 1e9;

    private static final MethodHandle YES = MethodHandles.constant(boolean.class, true);
    private static final MethodHandle NO = MethodHandles.constant(boolean.class, false);

    /// A call site, because compiled kernels take its answer for a constant and are compiled anew when it changes.
    /// A thread that sees the change late computes the same bits.
    private final MutableCallSite site;

    private final MethodHandle answer;
    private volatile @Nullable Thread warmer;
    private boolean begun; // guarded by this

    /// A start by scalar loops, or one with vectors at once.
    VectorStart(Kind kind) {
        site = new MutableCallSite(kind == Kind.SCALAR ? YES : NO);
        answer = site.dynamicInvoker();
    }

    /// What the kernels begin with.
    enum Kind {
        SCALAR,
        VECTORS;

        static Kind ofProperty(@Nullable String value) {
            return switch (value) {
                case null -> VECTORS;
                case "vectors" -> VECTORS;
                case "scalar" -> SCALAR;
                default ->
                    throw new IllegalArgumentException(
                            "gradus.start: must be scalar or vectors, got " + value + "; leave it out for vectors");
            };
        }
    }

    /// Whether kernels of this thread take scalar loops now.
    boolean scalar() {
        return asleep() && !Thread.currentThread().equals(warmer);
    }

    /// Gives what answers [#asleep].
    MethodHandle answer() {
        return answer;
    }

    /// Whether the vector loops still wait to be compiled.
    public boolean asleep() {
        try {
            return (boolean) answer.invokeExact();
        } catch (Throwable e) { // a constant cannot fail
            throw new IllegalStateException(e);
        }
    }

    /// Makes a round on a thread in the background and runs it there, by vector loops, again and again until it
    /// takes less than `scalarNanos`, at most ten seconds; then wakes the vector loops for all threads and lets go
    /// of the round. Does nothing where such a thread runs or ran before.
    public synchronized void warm(Supplier<Runnable> maker, long scalarNanos) {
        if (asleep() && !begun) {
            begun = true;
            Thread thread = Thread.ofPlatform()
                    .daemon()
                    .name("gradus-vector-start")
                    .unstarted(() -> rounds(maker, scalarNanos));
            warmer = thread;
            thread.start();
        }
    }

    private void rounds(Supplier<Runnable> maker, long scalarNanos) {
        try {
            Runnable round = maker.get();
            long begin = System.nanoTime();
            long before = begin;
            long took = Long.MAX_VALUE;
            while (took >= scalarNanos && before - begin < MOST_SECONDS * NANOS) {
                round.run();
                long now = System.nanoTime();
                took = now - before;
                before = now;
            }
        } catch (RuntimeException | OutOfMemoryError _) {
            return; // throw-away numbers were no input of this plan; what is wrong with real ones, their own run tells
        } finally {
            site.setTarget(NO);
            MutableCallSite.syncAll(new MutableCallSite[] {site});
            warmer = null; // a thread keeps what it ran, even when it has ended
        }
    }
}
