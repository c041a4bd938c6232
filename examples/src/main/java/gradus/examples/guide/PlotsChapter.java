package gradus.examples.guide;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.explain.chart.Axis;
import gradus.explain.chart.Chart;
import gradus.explain.chart.Figure;
import gradus.explain.chart.Mark;
import gradus.explain.chart.Point;
import gradus.explain.plot.ActivationPlot;
import gradus.explain.plot.GatePlot;
import gradus.explain.plot.HistoryPlot;
import gradus.explain.plot.LayerMoment;
import gradus.explain.plot.LayerWatch;
import gradus.explain.plot.LossPlot;
import gradus.explain.plot.SchedulePlot;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Schedule;
import gradus.nn.recurrent.LastStep;
import gradus.nn.recurrent.Lstm;
import gradus.nn.train.Training;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Chapter 16: plots.
public final class PlotsChapter {
    private PlotsChapter() {}

    /// Prints what the chapter shows and writes its pictures into the folder that is named, or the working
    /// directory.
    public static void main(String... args) throws IOException {
        show(System.out, Path.of(args.length > 0 ? args[0] : ""));
    }

    static void show(PrintStream out, Path folder) throws IOException {
        // snippet activation
        Figure gelu = ActivationPlot.of(Activation.GELU);
        Files.writeString(folder.resolve("gelu.svg"), gelu.svg());
        out.println(gelu.description());
        // end
        // snippet schedule
        Schedule rates = Schedule.CosineDecay.of(3e-3, 900).withWarmUp(100);
        Files.writeString(
                folder.resolve("schedule.svg"), SchedulePlot.of(rates, 1000).svg());
        // end
        run(out, folder);
        gates(folder);
        own(out);
    }

    private static ArrayDataset waves(int count, double phase) {
        float[] places = new float[count];
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            places[i] = (float) (6.0 * i / count - 3 + phase);
            values[i] = (float) Math.sin(2 * places[i]);
        }
        return ArrayDataset.ofValues(places, 1, values);
    }

    private static void run(PrintStream out, Path folder) throws IOException {
        ArrayDataset known = waves(48, 0);
        ArrayDataset unknown = waves(16, 0.06);
        Sequential network =
                Sequential.of(Linear.of(1, 24, Key.of(1)), new Activate(Activation.TANH), Linear.of(24, 1, Key.of(2)));
        // snippet run
        var training = Training.of(network, known, Loss.MEAN_SQUARED_ERROR)
                .optimizer(Adam.of(0.02))
                .epochs(30)
                .validation(unknown);
        List<LayerMoment> history = new ArrayList<>();
        var run = training.listener(LayerWatch.of(training, history::add)).fit();
        Files.writeString(folder.resolve("loss.svg"), LossPlot.of(run).svg());
        Files.writeString(
                folder.resolve("weights.svg"), HistoryPlot.weights(history).svg());
        out.println(
                history.size() + " epochs, " + history.getFirst().parameters().keySet());
        // end
    }

    private static void gates(Path folder) throws IOException {
        // snippet gates
        var reader = Sequential.of(Lstm.of(3, 4, Key.of(1)), new LastStep(), Linear.of(4, 2, Key.of(2)));
        Tensor sequence = Tensor.normal(Key.of(3), 1, 12, 3); // one sequence of 12 steps of 3 numbers
        Files.writeString(
                folder.resolve("gates.svg"),
                GatePlot.of(reader, sequence, List.of(), 0).svg());
        // end
    }

    private static void own(PrintStream out) {
        // snippet own
        List<Point> line = List.of(new Point(1, 40), new Point(2, 21), new Point(3, 11), new Point(4, 5.6));
        Chart chart = new Chart(
                "",
                Axis.whole("workers"),
                Axis.of("seconds"),
                List.of(new Mark.Rule("wanted", Mark.Across.LEVEL, 10), new Mark.Line("measured", 0, line)));
        String svg = Figure.of("Time by workers", "Ten seconds are reached with four.", chart)
                .svg();
        // end
        out.println(svg.lines().skip(1).findFirst().orElseThrow());
    }
}
