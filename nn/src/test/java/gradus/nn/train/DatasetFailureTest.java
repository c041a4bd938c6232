package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.Loader;
import gradus.nn.data.Prefetcher;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes wrong while samples are read reaches the caller, with and without reading ahead; nothing hangs and no
/// thread is left.
@Timeout(60)
class DatasetFailureTest {
    private static Training<Sequential, Run<Sequential>> training(Consumer<Key> read) {
        VectorTargets data = new VectorTargets(new float[20][2], new float[20][1], read);
        return Training.of(Networks.mlp(3).build(Shape.of(2), 1, Key.of(1)), data, Loss.MEAN_SQUARED_ERROR)
                .batchSize(4);
    }

    private static void noThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("gradus-prefetch");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    void an_exception_of_the_data_set_reaches_the_caller_as_it_is(int prefetch) {
        AtomicInteger reads = new AtomicInteger();
        IllegalStateException broken = new IllegalStateException("image 9 is broken");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> training(_ -> {
                            if (reads.incrementAndGet() == 10) {
                                throw broken;
                            }
                        })
                        .prefetch(prefetch)
                        .fit())
                .isSameAs(broken);
        noThreadIsLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    void an_error_of_the_data_set_reaches_the_caller_as_it_is(int prefetch) {
        StackOverflowError deep = new StackOverflowError("too deep");
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> training(_ -> {
                            throw deep;
                        })
                        .prefetch(prefetch)
                        .fit())
                .isSameAs(deep);
        noThreadIsLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void batches_before_the_broken_one_are_trained_on(int prefetch) {
        AtomicInteger reads = new AtomicInteger();
        AtomicInteger steps = new AtomicInteger();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> training(_ -> {
                            if (reads.incrementAndGet() == 13) {
                                throw new IllegalStateException();
                            }
                        })
                        .prefetch(prefetch)
                        .listener(event -> {
                            if (event instanceof TrainEvent.StepDone) {
                                steps.incrementAndGet();
                            }
                        })
                        .fit());
        assertThat(steps).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    void the_data_set_is_not_read_any_more_once_training_has_ended(int prefetch) {
        AtomicInteger reads = new AtomicInteger();
        training(_ -> reads.incrementAndGet()).prefetch(prefetch).steps(3).fit();
        noThreadIsLeft();
        int read = reads.get();
        assertThat(read).isBetween(12, 12 + 4 * (prefetch + 1));
    }

    @Test
    void the_reading_thread_is_not_interrupted_for_that_would_close_files() {
        AtomicInteger interrupted = new AtomicInteger();
        CountDownLatch reading = new CountDownLatch(1);
        training(_ -> {
                    reading.countDown();
                    try {
                        Thread.sleep(2);
                    } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                    }
                })
                .prefetch(3)
                .steps(2)
                .fit();
        assertThat(interrupted).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void an_interrupted_thread_ends_training_after_its_step_and_stays_interrupted(int prefetch) {
        try {
            AtomicInteger saved = new AtomicInteger();
            Run<Sequential> run = training(_ -> {})
                    .prefetch(prefetch)
                    .listener(event -> {
                        if (event instanceof TrainEvent.StepDone done && done.step() == 7) {
                            Thread.currentThread().interrupt();
                        }
                    })
                    .checkpoints(new Checkpoints(
                            _ -> {
                                assertThat(Thread.currentThread().isInterrupted())
                                        .as("files can't be written by an interrupted thread")
                                        .isFalse();
                                saved.incrementAndGet();
                                return "";
                            },
                            1000,
                            Duration.ZERO))
                    .fit();
            assertThat(run.reason()).isEqualTo(StopReason.INTERRUPTED);
            assertThat(run.state().progress().step()).isEqualTo(7);
            assertThat(saved).hasValue(1);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void a_number_of_batches_out_of_range_is_refused() {
        Loader loader = new Loader(Small.values(10, 1), 3, Loader.Order.SHUFFLED, Key.of(1));
        for (int ahead : new int[] {-1, 0, Prefetcher.MOST_AHEAD + 1, Integer.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Prefetcher(loader, ahead, 0, 0).close())
                    .withMessage(
                            "prefetch: the number of batches to keep ready must lie between 1 and 1024, got " + ahead);
        }
    }

    @Test
    void closing_in_the_middle_of_a_wait_for_room_returns() {
        Loader loader = new Loader(Small.values(10, 1), 3, Loader.Order.SHUFFLED, Key.of(1));
        for (int i = 0; i < 50; i++) {
            try (Prefetcher ahead = new Prefetcher(loader, 1 + i % 3, i % 4, i % 2)) {
                assertThat(ahead.next()).hasSize(2);
            }
        }
        noThreadIsLeft();
    }
}
