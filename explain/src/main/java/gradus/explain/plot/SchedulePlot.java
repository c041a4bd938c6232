package gradus.explain.plot;

import gradus.explain.chart.Axis;
import gradus.explain.chart.Chart;
import gradus.explain.chart.Figure;
import gradus.explain.chart.Mark;
import gradus.explain.chart.Point;
import gradus.nn.optim.Schedule;
import java.util.ArrayList;
import java.util.List;

/// A learning rate over the steps of a training.
///
/// {@snippet file="PlotSnippets.java" region="SchedulePlot"}
public final class SchedulePlot {
    private static final long POINTS = 600;

    private SchedulePlot() {}

    /// Gives the plot of the first steps of a schedule.
    ///
    /// @param steps how many updates, at least 1
    public static Figure of(Schedule schedule, long steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("schedule plot: there must be at least 1 step, got " + steps);
        }
        List<Point> points = new ArrayList<>();
        long parts = Math.min(POINTS, steps - 1);
        for (long i = 0; i <= parts; i++) {
            long step = parts == 0 ? 0 : Math.round((double) i / parts * (steps - 1));
            points.add(new Point(step, schedule.at(step)));
        }
        double highest = points.stream().mapToDouble(Point::y).max().orElse(0);
        String words = "The rate of each of " + steps + (steps == 1 ? " update" : " updates") + ": the first has "
                + Words.number(points.getFirst().y()) + ", the highest is " + Words.number(highest)
                + ", the last " + Words.number(points.getLast().y()) + ".";
        Axis rates = highest > 0 ? Axis.of("learning rate").between(0, highest * 1.05) : Axis.of("learning rate");
        Chart chart = new Chart("", Axis.whole("step"), rates, List.of(new Mark.Line("", 0, points)));
        return Figure.of("Learning rate", words, chart);
    }
}
