package gradus.examples.guide;

import gradus.core.type.Key;
import gradus.core.type.TensorType;
import gradus.io.csv.StreamedTable;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Dataset;
import gradus.nn.data.DatasetSplit;
import gradus.nn.data.Generated;
import gradus.nn.data.Joined;
import gradus.nn.data.Loader;
import gradus.nn.data.Mapped;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.data.series.Series;
import gradus.nn.data.series.SeriesSplit;
import gradus.nn.data.series.Windows;
import gradus.nn.layer.Linear;
import gradus.nn.loss.Loss;
import gradus.nn.train.Training;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Chapter 14: data sets of every kind.
public final class DataChapter {
    private DataChapter() {}

    /// Prints what the chapter shows.
    public static void main(String... args) throws IOException {
        show(System.out, Files.createTempDirectory("gradus"));
    }

    static void show(PrintStream out, Path folder) throws IOException {
        // snippet own
        Dataset squares = new Generated(
                100,
                List.of(TensorType.float32(1), TensorType.float32(1)), // x, then x²
                (index, key, batch, row) -> {
                    double x = key.uniform(0);
                    batch.get(0).set(row, x);
                    batch.get(1).set(row, x * x);
                });
        Dataset doubled = new Mapped(squares, squares.sampleTypes(), (sample, key, batch, row) -> {
            batch.get(0).set(row, sample.get(0).get(0));
            batch.get(1).set(row, 2 * sample.get(1).get(0));
        });
        out.println(Joined.of(squares, doubled).size());
        // end
        splits(out);
        series(out);
        prefetch(out, squares);
        streamed(out, folder);
    }

    private static void splits(PrintStream out) {
        // snippet split
        int[] classes = new int[100];
        Arrays.setAll(classes, i -> i < 90 ? 0 : 1);
        var data = ArrayDataset.ofClasses(new float[300], 3, classes);
        var parts = DatasetSplit.stratified(data, i -> classes[i], List.of(0.8, 0.1, 0.1), Key.of(1));
        out.println(parts.train().size() + ", " + parts.validation().size() + ", "
                + parts.test().size());
        // end
    }

    private static void series(PrintStream out) {
        // snippet series
        double[] numbers = new double[200];
        Arrays.setAll(numbers, t -> Math.sin(t / 5.0));
        var split = SeriesSplit.of(Series.of(List.of("height"), numbers), 0.7, 0.1, 0.2);
        var windows = Windows.of(24, 6); // 24 known times, the 6 after them wanted
        out.println(split.train(windows).sampleTypes() + " × "
                + split.train(windows).size());
        // end
    }

    private static void prefetch(PrintStream out, Dataset squares) {
        // snippet prefetch
        var training = Training.of(Linear.of(1, 1, Key.of(1)), squares, Loss.MEAN_SQUARED_ERROR)
                .order(Loader.Order.SHUFFLED)
                .lastBatch(Loader.LastBatch.DROP);
        var direct = training.fit();
        var ahead = training.prefetch(4, 2).fit(); // four batches ahead on two threads
        out.println(direct.state().weights().equals(ahead.state().weights()));
        // end
    }

    private static void streamed(PrintStream out, Path folder) throws IOException {
        Path csv = folder.resolve("sine.csv");
        Files.writeString(csv, SampleSet.SINE.csv(500, Key.of(1)));
        // snippet streamed
        try (var file = StreamedTable.open(csv)) {
            var preprocessing = Preprocessing.fit(file.sample(100, Key.of(1)).target("y"));
            Dataset rows = file.dataset(preprocessing);
            out.println(rows.size() + " samples " + rows.sampleTypes());
        }
        // end
    }
}
