package gradus.explain.plot;

import gradus.explain.chart.Axis;
import gradus.explain.chart.Chart;
import gradus.explain.chart.Figure;
import gradus.explain.chart.Mark;
import gradus.explain.chart.Panel;
import gradus.explain.chart.Point;
import gradus.nn.train.EpochReport;
import gradus.nn.train.Epochs;
import gradus.nn.train.Run;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// The losses of a training over its epochs, training beside validation with the gap between them, and a panel for
/// each other measure.
///
/// {@snippet file="PlotSnippets.java" region="LossPlot"}
public final class LossPlot {
    private static final double WIDE = 50;
    private static final String LOSS = "loss";

    private LossPlot() {}

    /// Gives the plot of a run.
    public static Figure of(Run<?> run) {
        return of(run.history(), run.bestEpoch(), "It ended because " + run.reason() + ".");
    }

    /// Gives the plot of the reports of epochs.
    ///
    /// @param history the reports in order
    /// @param bestEpoch the best epoch, from 1; 0 for none
    /// @param end why training ended, a sentence; may be empty
    public static Figure of(List<EpochReport> history, int bestEpoch, String end) {
        List<Panel> panels = new ArrayList<>(List.of(losses(history, bestEpoch)));
        for (String measure : measures(history)) {
            panels.add(measure(history, measure, bestEpoch));
        }
        String words = (words(history, bestEpoch) + " " + end).strip();
        return new Figure("Loss over the epochs", words, panels.size() == 1 ? 1 : 2, panels);
    }

    private static Panel losses(List<EpochReport> history, int bestEpoch) {
        List<Point> training = points(history, EpochReport::trainingLoss);
        List<Point> validation = points(history, report -> validation(report, LOSS));
        boolean judged = validation.stream().anyMatch(Point::isFinite);
        List<Mark> marks = new ArrayList<>();
        if (judged) {
            marks.add(new Mark.Band("gap", 1, training, validation));
        }
        best(bestEpoch).ifPresent(marks::add);
        marks.add(new Mark.Line("training", 0, training));
        if (judged) {
            marks.add(new Mark.Line("validation", 1, validation));
        }
        Axis axis = Axis.of(LOSS);
        return new Chart("", Axis.whole("epoch"), isWide(training) ? axis.logarithmic() : axis, marks);
    }

    /// Losses that fall by many times are told apart by their ratios.
    private static boolean isWide(List<Point> points) {
        double least = points.stream()
                .filter(Point::isFinite)
                .mapToDouble(Point::y)
                .min()
                .orElse(0);
        double most = points.stream()
                .filter(Point::isFinite)
                .mapToDouble(Point::y)
                .max()
                .orElse(0);
        return least > 0 && most / least > WIDE;
    }

    private static Optional<Mark> best(int epoch) {
        return epoch == 0
                ? Optional.empty()
                : Optional.of(new Mark.Rule("best epoch " + epoch, Mark.Across.UPRIGHT, epoch));
    }

    private static Set<String> measures(List<EpochReport> history) {
        Set<String> names = new LinkedHashSet<>();
        history.forEach(report -> names.addAll(report.validation().keySet()));
        history.forEach(report -> names.addAll(report.measures().keySet()));
        names.remove(LOSS);
        return names;
    }

    private static Panel measure(List<EpochReport> history, String name, int bestEpoch) {
        List<Mark> marks = new ArrayList<>();
        best(bestEpoch).ifPresent(marks::add);
        List<Point> training = points(history, report -> report.measures().getOrDefault(name, Double.NaN));
        List<Point> validation = points(history, report -> validation(report, name));
        if (training.stream().anyMatch(Point::isFinite)) {
            marks.add(new Mark.Line("training", 0, training));
        }
        if (validation.stream().anyMatch(Point::isFinite)) {
            marks.add(new Mark.Line("validation", 1, validation));
        }
        return new Chart("", Axis.whole("epoch"), Axis.of(name), marks);
    }

    private static double validation(EpochReport report, String name) {
        return report.validation().getOrDefault(name, Double.NaN);
    }

    private static List<Point> points(List<EpochReport> history, ToDoubleFunction<EpochReport> value) {
        return history.stream()
                .map(report -> new Point(report.epoch(), value.applyAsDouble(report)))
                .toList();
    }

    private static String words(List<EpochReport> history, int bestEpoch) {
        if (history.isEmpty()) {
            return "No epoch was finished.";
        }
        EpochReport shown = Epochs.find(history, bestEpoch).orElse(history.getLast());
        String which = bestEpoch == shown.epoch() ? "In the best epoch, " : "In epoch ";
        double judged = validation(shown, LOSS);
        String training = which + shown.epoch() + ", the training loss is " + Words.number(shown.trainingLoss());
        return Double.isNaN(judged)
                ? training + "."
                : training + ", the validation loss " + Words.number(judged) + ", the gap "
                        + Words.number(judged - shown.trainingLoss()) + ".";
    }
}
