package gradus.examples;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Table;
import gradus.nn.data.TableSplit;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.train.TableModel;
import gradus.nn.train.TrainEvent;
import gradus.nn.train.Training;
import java.util.Map;

/// Shows that memory stays flat: many predictions of single rows, or a long training loop. Prints the memory in use
/// after each tenth of the work, and ends with 1 if it grew. How to run it stands in `docs/memory.md`.
public final class FlatMemory {
    private static final int PARTS = 10;
    private static final int SAMPLES = 200_000;
    /// What caches of the Java machine may add after the first third.
    private static final long TOLERANCE = 2L << 20;

    private FlatMemory() {}

    /// Runs `predictions COUNT` or `training STEPS`.
    public static void main(String[] arguments) {
        long count = arguments.length == 2 ? Long.parseLong(arguments[1]) : 0;
        if (count < PARTS) {
            System.err.println("usage: FlatMemory predictions COUNT | FlatMemory training STEPS, at least " + PARTS);
            System.exit(2);
        }
        Memory memory = new Memory();
        switch (arguments[0]) {
            case "predictions" -> predictions(count, memory);
            case "training" -> training(count, memory);
            default -> throw new IllegalArgumentException("predictions or training, got " + arguments[0]);
        }
        System.exit(memory.isFlat() ? 0 : 1);
    }

    private static TableSplit spirals() {
        SampleSet set = SampleSet.SPIRALS;
        Table table = Table.of(set.columns(), set.rows(600, Key.of(1)).toList());
        return table.target(set.target()).split(0.8, 0.1, 0.1, Key.of(1));
    }

    private static void predictions(long count, Memory memory) {
        TableModel model =
                Training.of(Networks.mlp(16), spirals()).epochs(5).fit().model();
        long right = 0;
        for (long i = 1; i <= count; i++) {
            var row = SampleSet.SPIRALS.rows(1, Key.of(i)).findFirst().orElseThrow();
            var answer = model.predict(Map.of("x", row.get(0), "y", row.get(1)));
            right += answer.text().equals(row.get(2)) ? 1 : 0;
            if (i % (count / PARTS) == 0) {
                memory.measure(i + " predictions, " + 100 * right / i + " % right");
            }
        }
    }

    private static void training(long steps, Memory memory) {
        Key key = Key.of(1);
        float[] points = new float[2 * SAMPLES];
        int[] classes = new int[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            points[2 * i] = (float) key.normal(2L * i);
            points[2 * i + 1] = (float) key.normal(2L * i + 1);
            classes[i] = points[2 * i] * points[2 * i + 1] > 0 ? 1 : 0;
        }
        ArrayDataset data = ArrayDataset.ofClasses(points, 2, classes);
        Training.of(Networks.mlp(16).build(Shape.of(2), 2, key), data, Loss.CROSS_ENTROPY)
                .epochs(Integer.MAX_VALUE)
                .steps(steps)
                .prefetch(2)
                .listener(event -> {
                    if (event instanceof TrainEvent.StepDone done && done.step() % (steps / PARTS) == 0) {
                        memory.measure(done.step() + " steps");
                    }
                })
                .fit();
    }

    /// The memory in use after each part of the work.
    private static final class Memory {
        private long first;
        private long last;
        private int parts;

        void measure(String done) {
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            last = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            parts++;
            if (parts == PARTS / 3) {
                first = last;
            }
            System.out.printf("%s: %d KiB in use%n", done, last >> 10);
        }

        boolean isFlat() {
            return last - first <= TOLERANCE;
        }
    }
}
