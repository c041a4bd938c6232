package gradus.examples.api;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.explain.chart.Axis;
import gradus.explain.chart.Chart;
import gradus.explain.chart.Figure;
import gradus.explain.chart.Mark;
import gradus.explain.chart.Point;
import gradus.explain.display.Display;
import gradus.explain.doctor.Examination;
import gradus.explain.plot.ActivationPlot;
import gradus.explain.plot.ConfusionPlot;
import gradus.explain.plot.FilterPlot;
import gradus.explain.plot.HistoryPlot;
import gradus.explain.plot.LayerMoment;
import gradus.explain.plot.LayerWatch;
import gradus.explain.plot.LearningRatePlot;
import gradus.explain.plot.LossPlot;
import gradus.explain.plot.ProbabilityPlot;
import gradus.explain.plot.RunPage;
import gradus.explain.plot.SchedulePlot;
import gradus.explain.plot.TablePlot;
import gradus.explain.plot.WeightPlot;
import gradus.explain.replay.Replay;
import gradus.explain.replay.Why;
import gradus.nn.activation.Activation;
import gradus.nn.data.Table;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.layer.Layer;
import gradus.nn.metric.ConfusionMatrix;
import gradus.nn.network.Networks;
import gradus.nn.optim.Schedule;
import gradus.nn.train.LearningRateFinder;
import gradus.nn.train.Run;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Snippets of plots, replays and examinations.
final class PlotSnippets {
    private PlotSnippets() {}

    /// Runs them.
    static void run(Training<Layer, Run<Layer>> training, PrintStream out) {
        functions(out);
        charts(out);
        insides(training, out);
        regions(out);
        replayed(training, out);
    }

    private static void functions(PrintStream out) {
        // @start region="ActivationPlot"
        String svg = ActivationPlot.of(Activation.GELU).svg(); // the function and its derivative
        // @end
        // @start region="SchedulePlot"
        String rates = SchedulePlot.of(Schedule.CosineDecay.of(3e-3, 1000).withWarmUp(50), 1000)
                .svg();
        // @end
        // @start region="ConfusionPlot"
        var matrix = ConfusionMatrix.of(List.of("cat", "dog"), new int[] {0, 0, 1}, new int[] {0, 1, 1});
        String squares = ConfusionPlot.of(matrix).svg();
        // @end
        // @start region="ProbabilityPlot"
        double[] sure = {0.9, 0.1, 0.6, 0.4, 0.2, 0.8}; // of three samples
        String curve = ProbabilityPlot.roc(List.of("cat", "dog"), new int[] {0, 1, 1}, sure)
                .svg();
        String dots = ProbabilityPlot.calibration(new int[] {0, 1, 1}, sure).svg();
        // @end
        // @start region="FilterPlot"
        Layer network = Networks.of("conv(4,3) relu dense(classes)").build(Shape.of(8, 8, 1), 2, Key.of(1));
        String filters = FilterPlot.of(network, "layers.0", 0).svg();
        // @end
        out.println(
                svg.length() + rates.length() + squares.length() + filters.length() + curve.length() + dots.length());
    }

    private static void charts(PrintStream out) {
        // @start region="Figure"
        var line = new Mark.Line("twice", 0, List.of(new Point(0, 0), new Point(1, 2)));
        var chart = new Chart("y = 2x", Axis.of("x"), Axis.of("y"), List.of(line));
        String picture =
                Figure.of("A line", "A line through the origin.", chart).svg();
        // @end
        out.println(picture.length());
    }

    private static void insides(Training<Layer, Run<Layer>> training, PrintStream out) {
        // @start region="LayerWatch"
        List<LayerMoment> history = new ArrayList<>();
        training.listener(LayerWatch.of(training, history::add)).fit();
        String page = HistoryPlot.weights(history).svg();
        // @end
        // @start region="WeightPlot"
        String weights = WeightPlot.of(training.network()).svg(); // a histogram for each parameter
        // @end
        // @start region="LearningRateFinder"
        var search = LearningRateFinder.of(training).updates(30).search();
        double rate = search.valley().rate();
        String curve = LearningRatePlot.of(search).svg();
        // @end
        out.println(page.length() + weights.length() + rate + curve.length());
    }

    private static void regions(PrintStream out) {
        // @start region="TablePlot"
        var moons = Table.of(
                SampleSet.MOONS.columns(), SampleSet.MOONS.rows(100, Key.of(1)).toList());
        var run = Training.of(Networks.mlp(8), moons.target("moon").split(0.8, 0.2, 0, Key.of(2)))
                .epochs(3)
                .fit();
        String regions = TablePlot.of(run.model(), moons, "x", "y").svg(); // what it answers where
        // @end
        // @start region="Display"
        out.println(Display.text(moons)); // aligned columns; gradus jshell has show(moons)
        String curves = Display.html(run); // for a notebook: loss curves and metrics
        // @end
        // @start region="LossPlot"
        var losses = LossPlot.of(run.run());
        // @end
        // @start region="RunPage"
        var page = new RunPage("Moons", List.of(new RunPage.Plots("Course", List.of(losses))));
        String html = page.html(); // one file that works offline
        // @end
        out.println(regions.length() + curves.length() + html.length());
    }

    private static void replayed(Training<Layer, Run<Layer>> training, PrintStream out) {
        // @start region="Why"
        out.println(Why.of(training, 3).toText()); // what update 3 did, and what is to blame
        // @end
        // @start region="Replay"
        var update = Replay.of(training).to(3); // the very update, by the same numbers
        out.println(update.loss() + " of samples " + update.samples());
        // @end
        // @start region="Examination"
        var run = training.fit();
        var diagnosis = Examination.of(training).trained(run).diagnose();
        // @end
        out.println(diagnosis.findings());
    }
}
