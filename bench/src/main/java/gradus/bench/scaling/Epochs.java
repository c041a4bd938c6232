package gradus.bench.scaling;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.Loader;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Sgd;
import gradus.nn.train.Run;
import gradus.nn.train.StepByStep;
import gradus.nn.train.TrainEvent;
import gradus.nn.train.Training;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Times one epoch over generated tables that are read while they are trained on.
final class Epochs {
    static final String ABOUT = "9-32-1 ReLU, squared error, SGD, batch 250; a CSV file of 10 columns is read and"
            + " parsed batch by batch while it trains, planning included";

    private static final int BATCH = 250; // divides every number of rows
    private static final int FEWEST = 10_000;
    private static final int REPEATS = 3;
    private static final int ONCE = 10_000_000; // so many rows are trained on once

    private Epochs() {}

    /// Measures tables of 10⁴ rows and each ten times more.
    ///
    /// @param most the most rows
    /// @param folder where tables are written, and deleted after use
    static List<Point> measure(int most, Path folder) throws IOException {
        List<Point> points = new ArrayList<>();
        for (long rows = FEWEST; rows <= Math.max(most, FEWEST); rows *= 10) {
            Path file = folder.resolve(rows + ".csv");
            try {
                CsvRows.write(file, (int) rows);
                points.add(point(file, (int) rows));
            } finally {
                Files.deleteIfExists(file);
            }
        }
        return points;
    }

    private static Point point(Path file, int rows) throws IOException {
        AtomicLong memory = new AtomicLong();
        List<Double> windows = new ArrayList<>();
        try (CsvRows data = new CsvRows(file, rows)) {
            Layer network = Networks.mlp(32).build(Shape.of(CsvRows.COLUMNS - 1), 1, Key.of(0));
            Training<Layer, Run<Layer>> training = Training.of(network, data, Loss.MEAN_SQUARED_ERROR)
                    .optimizer(Sgd.of(0.01))
                    .batchSize(BATCH)
                    .order(Loader.Order.AS_STORED)
                    .epochs(1);
            for (int i = 0; i < (rows >= ONCE ? 1 : REPEATS); i++) {
                windows.add(epoch(training, memory));
            }
            long flops = StepByStep.of(training).plans().stream()
                    .mapToLong(plan -> plan.cost().flops())
                    .sum();
            return new Point(rows, rows, windows, flops * (rows / BATCH), memory.get());
        }
    }

    /// Trains and gives the microseconds until the epoch's end. What lives in the heap there is looked at behind
    /// it.
    private static double epoch(Training<Layer, Run<Layer>> training, AtomicLong memory) {
        AtomicLong end = new AtomicLong();
        long start = System.nanoTime();
        training.listener(event -> {
                    if (event instanceof TrainEvent.EpochDone) {
                        end.set(System.nanoTime());
                        System.gc();
                        memory.accumulateAndGet(
                                ManagementFactory.getMemoryMXBean()
                                        .getHeapMemoryUsage()
                                        .getUsed(),
                                Math::max);
                    }
                })
                .fit();
        return (end.get() - start) / 1e3;
    }
}
