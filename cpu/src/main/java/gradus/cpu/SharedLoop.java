package gradus.cpu;

import gradus.cpu.kernel.Workers;

/// A kernel over equal, independent parts: short ones in one go, long ones shared among threads. What is computed for
/// a part does not depend on how they are shared.
final class SharedLoop implements Kernel {
    /// Element operations below which a hand-over to other threads costs more than it saves.
    private static final long PARALLEL = 1L << 16;
    /// Element operations of a task.
    private static final long TASK = 1L << 14;

    private final Workers workers;
    private final int parts;
    private final int partsPerTask;
    private final RangeTask body;
    private final Workers.Task task = this::task;

    private SharedLoop(Workers workers, int parts, long work, RangeTask body) {
        this.workers = workers;
        this.parts = parts;
        this.body = body;
        this.partsPerTask = work < PARALLEL ? parts : (int) Math.max(1, TASK * parts / work);
    }

    /// Gives the kernel.
    ///
    /// @param workers the threads
    /// @param parts how many parts there are
    /// @param work the element operations of all of them
    /// @param body works on some of them
    static Kernel of(Workers workers, int parts, long work, RangeTask body) {
        return new SharedLoop(workers, parts, work, body);
    }

    @Override
    public void run() {
        if (partsPerTask >= parts) {
            body.run(0, parts);
        } else {
            workers.run((parts + partsPerTask - 1) / partsPerTask, task);
        }
    }

    private void task(int index) {
        int from = index * partsPerTask;
        body.run(from, Math.min(parts, from + partsPerTask));
    }
}
