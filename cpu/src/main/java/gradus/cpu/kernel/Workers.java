package gradus.cpu.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A pool of threads that runs the numbered tasks of one kernel, the caller among them.
///
/// Work is cut by task index, never by thread: a kernel fixes what task `i` computes, the pool only decides who
/// computes it, so results do not depend on the thread count. Threads are daemons named `gradus-worker-1` …,
/// started at the first parallel run; an idle one spins for some tens of microseconds (the gap between two kernels
/// of one training step) and then parks, so that other processes do not suffer.
///
/// A call made while the pool is at work (a second caller, or a task that calls again) runs its tasks in order on
/// the calling thread. A run allocates nothing.
public final class Workers implements AutoCloseable {
    /// The work of one run, called once for every index in `[0, tasks)`, from several threads at a time.
    @FunctionalInterface
    public interface Task {
        /// Does the part numbered `index`.
        void run(int index);
    }

    private static final Task NOTHING = index -> {};
    /// Some tens of microseconds. Ladder, time of a training step of a small perceptron ÷ with four times
    /// as many, medians: 1,000 spins 1.02 and 1.04 with plain descent, 1.04 and 1.07 with Adam; the least
    /// times are the same.
    private static final int SPINS = 4_000;
    /// The index of a state between two runs: larger than any task count, so nobody can claim from it.
    private static final long CLOSED_INDEX = 0x7fff_ffffL;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Workers.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// Holds the pool of the process; made at first use.
    private static final class Shared {
        static final Optional<String> PROBLEM;
        static final Workers POOL;

        static {
            int threads = 1;
            String problem = null;
            try {
                threads = wanted(System.getProperty("gradus.threads", ""));
            } catch (IllegalArgumentException e) { // kept, because an error here would be wrapped and told but once
                problem = e.getMessage();
            }
            PROBLEM = Optional.ofNullable(problem);
            POOL = new Workers(threads);
        }
    }

    private final Seat[] seats;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicInteger completed = new AtomicInteger();
    private boolean started; // only touched while `busy` is held

    /// Generation of the run in the upper half, next unclaimed index in the lower half.
    @SuppressWarnings("unused") // written through STATE
    private volatile long state = CLOSED_INDEX;

    private volatile @Nullable Thread waiter;
    private volatile boolean closed;
    private volatile int failedIndex = Integer.MAX_VALUE;
    private @Nullable Throwable failure; // guarded by this
    private Task task = NOTHING; // published by `state`
    private int tasks; // published by `state`

    /// A pool of `threads` threads, the caller's included.
    ///
    /// @throws IllegalArgumentException if `threads` is below 1
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: must be at least 1, got " + threads);
        }
        seats = new Seat[threads - 1];
        for (int i = 0; i < seats.length; i++) {
            seats[i] = new Seat(this, i + 1);
        }
    }

    /// The pool of the process: as many threads as processors, or the system property `gradus.threads`.
    ///
    /// @throws IllegalArgumentException if the property is no number of threads
    public static Workers shared() {
        Shared.PROBLEM.ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return Shared.POOL;
    }

    /// The number of threads that the property `gradus.threads` asks for; empty for one per processor.
    static int wanted(String property) {
        String text = property.strip();
        if (!text.isEmpty() && !text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("gradus.threads: must be a number of threads from 1 to 9999, got " + text
                    + "; leave it out for one per processor");
        }
        return text.isEmpty() ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(text);
    }

    /// The number of threads that work on a run, the caller included.
    public int threads() {
        return seats.length + 1;
    }

    /// Runs `task` for every index in `[0, tasks)` and returns when all are done.
    ///
    /// If tasks throw, tasks of higher index that have not begun are left out and the exception of the lowest
    /// index is thrown.
    public void run(int tasks, Task task) {
        if (tasks <= 1 || seats.length == 0 || closed || !busy.compareAndSet(false, true)) {
            for (int i = 0; i < tasks; i++) {
                task.run(i);
            }
            return;
        }
        try {
            runTogether(tasks, task);
        } finally {
            this.task = NOTHING;
            busy.set(false);
        }
    }

    private void runTogether(int tasks, Task task) {
        if (!started) {
            started = true;
            for (Seat seat : seats) {
                seat.thread.start();
            }
        }
        this.task = task;
        this.tasks = tasks;
        completed.set(0);
        long generation = (state >>> 32) + 1;
        state = generation << 32;
        for (int i = 0; i < Math.min(seats.length, tasks - 1); i++) {
            seats[i].wake();
        }
        drain((int) generation);
        awaitCompletion(tasks);
        state = (generation << 32) | CLOSED_INDEX;
        if (failedIndex != Integer.MAX_VALUE) {
            throwFailure();
        }
    }

    /// Claims and runs tasks of run `generation` until none is left.
    private void drain(int generation) {
        while (true) {
            long seen = state;
            int index = (int) seen;
            int count = tasks;
            Task body = task;
            if ((int) (seen >>> 32) != generation || index >= count) {
                return;
            }
            // success proves that the run was still open, hence that `body` and `count` were its own
            if (STATE.compareAndSet(this, seen, seen + 1)) {
                execute(body, index, count);
            }
        }
    }

    private void execute(Task body, int index, int count) {
        try {
            if (index < failedIndex) {
                body.run(index);
            }
        } catch (Throwable t) { // handed to the caller
            fail(index, t);
        }
        if (completed.incrementAndGet() == count) {
            Thread parked = waiter;
            if (parked != null) {
                LockSupport.unpark(parked);
            }
        }
    }

    private synchronized void fail(int index, Throwable t) {
        if (index < failedIndex) {
            failedIndex = index;
            failure = t;
        }
    }

    private synchronized void throwFailure() {
        Throwable t = failure;
        failure = null;
        failedIndex = Integer.MAX_VALUE;
        switch (t) {
            case Error e -> throw e;
            case RuntimeException e -> throw e;
            case null, default -> throw new IllegalStateException("a task threw a checked exception", t);
        }
    }

    private void awaitCompletion(int tasks) {
        for (int i = 0; i < SPINS; i++) {
            if (completed.get() == tasks) {
                return;
            }
            Thread.onSpinWait();
        }
        boolean interrupted = false;
        waiter = Thread.currentThread();
        while (completed.get() != tasks) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted(); // a set flag would turn park into a busy loop
        }
        waiter = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends the pool's threads; later runs happen on the caller alone.
    @Override
    public void close() {
        closed = true;
        for (Seat seat : seats) {
            LockSupport.unpark(seat.thread);
        }
    }

    /// One thread of the pool and whether it sleeps.
    private static final class Seat implements Runnable {
        private final Workers pool;
        private final Thread thread;
        private volatile boolean parked;

        Seat(Workers pool, int number) {
            this.pool = pool;
            this.thread =
                    Thread.ofPlatform().daemon().name("gradus-worker-" + number).unstarted(this);
        }

        void wake() {
            if (parked) {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void run() {
            int seen = 0;
            while (!pool.closed) {
                int generation = (int) (pool.state >>> 32);
                if (generation != seen) {
                    seen = generation;
                    pool.drain(generation);
                }
                awaitChange(seen);
            }
        }

        private void awaitChange(int seen) {
            for (int i = 0; i < SPINS; i++) {
                if ((int) (pool.state >>> 32) != seen) {
                    return;
                }
                Thread.onSpinWait();
            }
            parked = true;
            while ((int) (pool.state >>> 32) == seen && !pool.closed) {
                LockSupport.park(this);
            }
            parked = false;
        }
    }
}
