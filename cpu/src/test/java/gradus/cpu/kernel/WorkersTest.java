package gradus.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void everyTaskRunsExactlyOnceInEveryOfManyRuns(int threads) {
        try (Workers workers = new Workers(threads)) {
            for (int run = 0; run < 3_000; run++) {
                int tasks = run % 23;
                AtomicIntegerArray counts = new AtomicIntegerArray(tasks + 1);
                workers.run(tasks, counts::incrementAndGet);
                for (int i = 0; i <= tasks; i++) {
                    assertThat(counts.get(i)).as("task %s of run %s", i, run).isEqualTo(i < tasks ? 1 : 0);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void whatTasksWriteIsSeenByTheCaller(int threads) {
        try (Workers workers = new Workers(threads)) {
            int[] plain = new int[64];
            for (int run = 1; run <= 2_000; run++) {
                int value = run;
                workers.run(plain.length, i -> plain[i] = value + i);
                for (int i = 0; i < plain.length; i++) {
                    assertThat(plain[i]).isEqualTo(value + i);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void theExceptionOfTheLowestIndexIsThrownAndThePoolGoesOn(int threads) {
        try (Workers workers = new Workers(threads)) {
            for (int run = 0; run < 200; run++) {
                assertThatThrownBy(() -> workers.run(50, i -> {
                            if (i == 11 || i > 13) {
                                throw new IllegalStateException("task " + i);
                            }
                        }))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("task 11");
                AtomicInteger done = new AtomicInteger();
                workers.run(50, _ -> done.incrementAndGet());
                assertThat(done).hasValue(50);
            }
        }
    }

    @Test
    void threadsThatAreNoNumberAreToldInProse() {
        assertThat(Workers.wanted(" 3 ")).isEqualTo(3);
        assertThat(Workers.wanted("")).isPositive();
        for (String wrong : List.of("0", "-2", "two")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Workers.wanted(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("gradus.threads: must be a number of threads from 1 to 9999, got " + wrong
                            + "; leave it out for one per processor");
        }
    }

    @Test
    void errorsAreThrownAsTheyAre() {
        try (Workers workers = new Workers(2)) {
            assertThatThrownBy(() -> workers.run(4, i -> {
                        throw new StackOverflowError("task " + i);
                    }))
                    .isInstanceOf(StackOverflowError.class)
                    .hasMessage("task 0");
        }
    }

    @Test
    void aTaskMayCallThePoolItself() {
        try (Workers workers = new Workers(3)) {
            AtomicInteger done = new AtomicInteger();
            workers.run(8, _ -> workers.run(8, _ -> workers.run(2, _ -> done.incrementAndGet())));
            assertThat(done).hasValue(128);
        }
    }

    @Test
    void callersOnManyThreadsDoNotDisturbOneAnother() throws InterruptedException {
        try (Workers workers = new Workers(3)) {
            AtomicInteger done = new AtomicInteger();
            Thread[] callers = new Thread[4];
            for (int c = 0; c < callers.length; c++) {
                callers[c] = Thread.ofPlatform().start(() -> {
                    for (int run = 0; run < 500; run++) {
                        workers.run(9, _ -> done.incrementAndGet());
                    }
                });
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(done).hasValue(4 * 500 * 9);
        }
    }

    @Test
    void parkedThreadsWakeAgain() throws InterruptedException {
        try (Workers workers = new Workers(4)) {
            for (int run = 0; run < 20; run++) {
                AtomicInteger done = new AtomicInteger();
                workers.run(16, _ -> {
                    LockSupport.parkNanos(1);
                    done.incrementAndGet();
                });
                assertThat(done).hasValue(16);
                Thread.sleep(2);
            }
        }
    }

    @Test
    void threadsAreNamedDaemonsStartedAtTheFirstParallelRun() {
        try (Workers workers = new Workers(2)) {
            workers.run(1, _ -> assertThat(Thread.currentThread().getName()).doesNotContain("gradus"));
            AtomicInteger seen = new AtomicInteger();
            for (int run = 0; run < 1_000 && seen.get() == 0; run++) {
                workers.run(64, _ -> {
                    Thread thread = Thread.currentThread();
                    if (thread.getName().equals("gradus-worker-1") && thread.isDaemon()) {
                        seen.incrementAndGet();
                    }
                    LockSupport.parkNanos(1);
                });
            }
            assertThat(seen.get()).isPositive();
        }
    }

    @Test
    void aRunAllocatesNothing() {
        try (Workers workers = new Workers(2)) {
            float[] x = new float[1 << 14];
            Workers.Task task = i -> x[i]++;
            assertThat(Allocation.bytes(20_000, () -> workers.run(8, task))).isLessThanOrEqualTo(20_000);
        }
    }

    @Test
    void aClosedPoolRunsOnTheCaller() {
        Workers workers = new Workers(2);
        workers.close();
        AtomicInteger done = new AtomicInteger();
        workers.run(3, _ -> done.incrementAndGet());
        assertThat(done).hasValue(3);
    }

    @Test
    void aPoolNeedsAThread() {
        assertThatThrownBy(() -> new Workers(0)).hasMessage("threads: must be at least 1, got 0");
    }
}
