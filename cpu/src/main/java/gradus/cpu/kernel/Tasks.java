package gradus.cpu.kernel;

/// Runs tasks on the pool if they are worth handing over.
final class Tasks {
    private Tasks() {}

    static void run(Workers workers, int tasks, boolean worthIt, Workers.Task task) {
        if (worthIt) {
            workers.run(tasks, task);
            return;
        }
        for (int i = 0; i < tasks; i++) {
            task.run(i);
        }
    }
}
