package gradus.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class VectorStartTest {
    @Test
    void scalarLoopsRunUntilARoundOfVectorLoopsIsFaster() throws InterruptedException {
        VectorStart start = new VectorStart(VectorStart.Kind.SCALAR);
        assertThat(start.scalar()).isTrue();
        ConcurrentLinkedQueue<Boolean> seen = new ConcurrentLinkedQueue<>();
        long scalarNanos = 50_000_000;
        start.warm(
                () -> () -> {
                    seen.add(start.scalar());
                    if (seen.size() < 3) {
                        pause(2 * scalarNanos);
                    }
                },
                scalarNanos);
        start.warm(() -> () -> seen.add(true), 0); // a second one is not needed
        for (int i = 0; i < 1000 && start.asleep(); i++) {
            Thread.sleep(10);
        }
        assertThat(start.scalar()).isFalse();
        assertThat(seen).hasSizeGreaterThanOrEqualTo(3).containsOnly(false);
    }

    @Test
    void aFailureInTheBackgroundLeavesTheVectorLoopsInUse() throws InterruptedException {
        VectorStart start = new VectorStart(VectorStart.Kind.SCALAR);
        start.warm(
                () -> {
                    throw new IllegalStateException("as if a plan could not run on zeros");
                },
                1);
        for (int i = 0; i < 1000 && start.asleep(); i++) {
            Thread.sleep(10);
        }
        assertThat(start.asleep()).isFalse();
    }

    @Test
    void theRoundIsFreeOnceItIsDone() throws InterruptedException {
        VectorStart start = new VectorStart(VectorStart.Kind.SCALAR);
        WeakReference<Object> memory = warmed(start);
        for (int i = 0; i < 200 && !memory.refersTo(null); i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(memory.refersTo(null)).isTrue();
        assertThat(start.asleep()).isFalse();
    }

    private static WeakReference<Object> warmed(VectorStart start) {
        float[] memory = new float[1 << 16];
        start.warm(() -> () -> memory[0]++, Long.MAX_VALUE);
        return new WeakReference<>(memory);
    }

    @Test
    void withoutTheWordVectorsRunAtOnce() {
        assertThat(new VectorStart(VectorStart.Kind.ofProperty(null)).scalar()).isFalse();
        assertThat(new VectorStart(VectorStart.Kind.ofProperty("vectors")).scalar())
                .isFalse();
        assertThat(new VectorStart(VectorStart.Kind.ofProperty("scalar")).scalar())
                .isTrue();
        assertThatThrownBy(() -> VectorStart.Kind.ofProperty("fast"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gradus.start: must be scalar or vectors, got fast; leave it out for vectors");
    }

    private static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
