package gradus.explain.plot;

import gradus.explain.chart.Axis;
import gradus.explain.chart.Chart;
import gradus.explain.chart.Figure;
import gradus.explain.chart.Histogram;
import gradus.explain.chart.Mark;
import gradus.explain.chart.Panel;
import gradus.explain.chart.Point;
import gradus.explain.chart.Ridges;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// What became of each parameter over the epochs: its weights and gradients as histograms, and how large updates were
/// beside weights.
///
/// {@snippet file="PlotSnippets.java" region="LayerWatch"}
public final class HistoryPlot {
    private static final int MOST = 30;

    private HistoryPlot() {}

    /// Gives the plot of the weights of each parameter over the epochs.
    ///
    /// @throws IllegalArgumentException if no epoch was seen
    public static Figure weights(List<LayerMoment> history) {
        String words = "Histograms of the weights of each parameter, the first epoch at the back and the last in front"
                + left(history) + ".";
        return ridges(history, "Weights over the epochs", words, "weight", LayerMoment.Numbers::weights);
    }

    /// Gives the plot of the gradients of each parameter over the epochs.
    ///
    /// @throws IllegalArgumentException if no epoch was seen
    public static Figure gradients(List<LayerMoment> history) {
        String words =
                "Histograms of the gradients of the objective on the first batch, the first epoch at the back and"
                        + " the last in front" + left(history)
                        + ". Gradients that shrink towards the first layers vanish; ones that grow explode.";
        return ridges(history, "Gradients over the epochs", words, "gradient", LayerMoment.Numbers::gradients);
    }

    /// Gives the plot of how large the last update of each epoch was beside the weights that it changed.
    ///
    /// @throws IllegalArgumentException if no epoch was seen
    public static Figure ratios(List<LayerMoment> history) {
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark.Rule("1/1000, a usual size", Mark.Across.LEVEL, 1e-3));
        int look = 0;
        for (String path : paths(history)) {
            List<Point> points = history.stream()
                    .filter(moment -> moment.parameters().containsKey(path))
                    .map(moment ->
                            new Point(moment.epoch(), numbers(moment, path).updateRatio()))
                    .toList();
            marks.add(new Mark.Line(path, look++, points));
        }
        Chart chart = new Chart(
                "", Axis.whole("epoch"), Axis.of("‖update‖ / ‖weights‖").logarithmic(), marks);
        String words = "The norm of the last update of each epoch, divided by that of the weights before it. Far above"
                + " 1/1000 the rate is high for a parameter, far below it hardly learns.";
        return Figure.of("Updates beside weights", words, chart);
    }

    private static Figure ridges(
            List<LayerMoment> history,
            String title,
            String words,
            String axis,
            Function<LayerMoment.Numbers, Histogram> chosen) {
        List<Panel> panels = new ArrayList<>();
        for (String path : paths(history)) {
            List<Ridges.Ridge> ridges = shown(history).stream()
                    .filter(moment -> moment.parameters().containsKey(path))
                    .map(moment ->
                            new Ridges.Ridge(Integer.toString(moment.epoch()), chosen.apply(numbers(moment, path))))
                    .toList();
            panels.add(new Ridges(path, axis, "epoch", ridges));
        }
        return new Figure(title, words, 3, panels);
    }

    private static LayerMoment.Numbers numbers(LayerMoment moment, String path) {
        return Objects.requireNonNull(moment.parameters().get(path));
    }

    private static Set<String> paths(List<LayerMoment> history) {
        if (history.isEmpty()) {
            throw new IllegalArgumentException("history plot: at least one epoch must have been seen, got none");
        }
        Set<String> paths = new LinkedHashSet<>();
        history.forEach(moment -> paths.addAll(moment.parameters().keySet()));
        return paths;
    }

    /// Gives so many epochs as can be told apart: of more, some at even distances, with the first and the last.
    private static List<LayerMoment> shown(List<LayerMoment> history) {
        if (history.size() <= MOST) {
            return history;
        }
        return Stream.iterate(0, i -> i < MOST, i -> i + 1)
                .map(i -> history.get((int) Math.round((double) i / (MOST - 1) * (history.size() - 1))))
                .toList();
    }

    private static String left(List<LayerMoment> history) {
        return history.size() <= MOST ? "" : "; " + MOST + " of " + history.size() + " epochs are shown";
    }
}
