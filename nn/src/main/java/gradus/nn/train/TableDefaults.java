package gradus.nn.train;

import gradus.nn.data.Task;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.Optimizer;

/// The settings of a training on a table of which the user says nothing, by task and number of rows. They are the same
/// for all tables; ADR 0007 tells on which ones they were compared, whose scores are therefore optimistic.
///
/// @param batchSize samples per update: 32 for small tables, growing so that an epoch of a large one has about 500
/// @param epochs the most epochs: 200 for classes and 800 for numbers, fewer where rows are many
/// @param patience epochs without improvement before it ends: a quarter of that
record TableDefaults(int batchSize, int epochs, int patience) {
    private static final int SMALLEST_BATCH = 32;
    private static final int LARGEST_BATCH = 1024;
    private static final int BATCHES = 500;
    private static final int FEWEST_EPOCHS = 20;
    private static final long SAMPLES = 2_000_000;

    static TableDefaults of(Task task, int rows) {
        int batch = Math.clamp(Integer.highestOneBit(Math.max(1, rows / BATCHES)), SMALLEST_BATCH, LARGEST_BATCH);
        int most = task.isClassification() ? 200 : 800;
        int epochs = Math.clamp(SAMPLES / rows, FEWEST_EPOCHS, most);
        return new TableDefaults(Math.min(batch, rows), epochs, Math.max(FEWEST_EPOCHS / 2, epochs / 4));
    }

    static Optimizer optimizer(Task task) {
        return AdamW.of(task.isClassification() ? 2e-3 : 1e-3);
    }
}
