package gradus.explain.plot;

import gradus.core.tensor.Tensor;
import gradus.explain.chart.Axis;
import gradus.explain.chart.Chart;
import gradus.explain.chart.Figure;
import gradus.explain.chart.Histogram;
import gradus.explain.chart.Mark;
import gradus.explain.chart.Panel;
import gradus.nn.layer.Parameters;
import gradus.nn.optim.PathPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The weights of each parameter as a histogram.
///
/// {@snippet file="PlotSnippets.java" region="WeightPlot"}
public final class WeightPlot {
    private static final int COLUMNS = 3;

    private WeightPlot() {}

    /// Gives the plot of all parameters of a network.
    ///
    /// @throws IllegalArgumentException if it has none
    public static Figure of(Object network) {
        return of(network, new PathPattern("**"));
    }

    /// Gives the plot of the parameters whose paths fit a pattern.
    ///
    /// @throws IllegalArgumentException if there is none
    public static Figure of(Object network, PathPattern pattern) {
        Map<String, Tensor> parameters = Parameters.of(network);
        List<Panel> panels = new ArrayList<>();
        parameters.forEach((path, value) -> {
            if (pattern.matches(path)) {
                panels.add(panel(path, value));
            }
        });
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("weight plot: some parameter must fit the pattern, but none does; "
                    + "the paths are " + String.join(", ", parameters.keySet()));
        }
        String words = "How often weights lie where, for " + Words.count(panels.size(), "parameter", "parameters")
                + (panels.size() == parameters.size() ? "" : " of " + parameters.size()) + " with "
                + Words.count(Parameters.count(network), "number", "numbers") + " in the whole network.";
        return new Figure("Weights", words, COLUMNS, panels);
    }

    private static Panel panel(String path, Tensor value) {
        Histogram histogram = Histogram.of(value.toDoubles());
        List<Mark.Bar> bars = new ArrayList<>();
        for (int bin = 0; bin < histogram.counts().size(); bin++) {
            double from = histogram.low() + bin * histogram.width();
            bars.add(new Mark.Bar(
                    from, from + histogram.width(), histogram.counts().get(bin)));
        }
        String lost = histogram.notFinite() == 0 ? "" : ", " + histogram.notFinite() + " not finite";
        return new Chart(
                path + " " + value.shape() + lost,
                Axis.of("weight"),
                Axis.whole("count"),
                List.of(new Mark.Bars("", 0, bars)));
    }
}
