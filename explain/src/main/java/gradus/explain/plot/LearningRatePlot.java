package gradus.explain.plot;

import gradus.explain.chart.Axis;
import gradus.explain.chart.Chart;
import gradus.explain.chart.Figure;
import gradus.explain.chart.Mark;
import gradus.explain.chart.Point;
import gradus.nn.train.RateSearch;
import java.util.List;

/// The loss over a rising learning rate, with the rates that the search suggests.
///
/// {@snippet file="PlotSnippets.java" region="LearningRateFinder"}
public final class LearningRatePlot {
    private LearningRatePlot() {}

    /// Gives the plot of a search.
    public static Figure of(RateSearch search) {
        List<Point> smoothed = search.points().stream()
                .map(point -> new Point(point.rate(), point.smoothed()))
                .toList();
        List<Point> each = search.points().stream()
                .map(point -> new Point(point.rate(), point.loss()))
                .toList();
        double least = smoothed.stream().mapToDouble(Point::y).min().orElse(0);
        double most = smoothed.stream().mapToDouble(Point::y).max().orElse(0);
        double room = 0.05 * (most - least);
        Axis losses = room > 0 ? Axis.of("loss").between(least - room, most + room) : Axis.of("loss");
        String words = "The loss of " + search.points().size() + " updates with a rising rate, until "
                + search.end() + ". Suggestions: "
                + Words.number(search.valley().rate())
                + " (middle of the fall), " + Words.number(search.steepest().rate())
                + " (steepest fall), " + Words.number(search.tenthOfLowest()) + " (a tenth of the lowest).";
        Chart chart = new Chart(
                "",
                Axis.of("learning rate").logarithmic(),
                losses,
                List.of(
                        new Mark.Dots("each batch", 1, within(each, least - room, most + room)),
                        new Mark.Line("smoothed", 0, smoothed),
                        rule("middle of the fall", search.valley().rate()),
                        rule("steepest", search.steepest().rate()),
                        rule("lowest / 10", search.tenthOfLowest())));
        return Figure.of("Search for a learning rate", words, chart);
    }

    private static List<Point> within(List<Point> points, double least, double most) {
        return points.stream()
                .filter(point -> point.y() >= least && point.y() <= most)
                .toList();
    }

    private static Mark rule(String words, double rate) {
        return new Mark.Rule(words, Mark.Across.UPRIGHT, rate);
    }
}
