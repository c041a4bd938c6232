package gradus.explain.plot;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorMoves;
import gradus.explain.chart.Axis;
import gradus.explain.chart.Chart;
import gradus.explain.chart.Figure;
import gradus.explain.chart.Mark;
import gradus.explain.chart.Point;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Prelu;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// An activation and its derivative, which the chain rule gives in float64. Where one of them jumps, its line is
/// interrupted.
///
/// {@snippet file="PlotSnippets.java" region="ActivationPlot"}
public final class ActivationPlot {
    private static final int STEPS = 480;
    private static final double JUMP = 0.08;

    private ActivationPlot() {}

    /// Gives the plot where the activation is of interest: most from −6 to 6.
    public static Figure of(Activation activation) {
        return switch (activation) {
            case Activation.Fixed fixed ->
                switch (fixed) {
                    case RELU6 -> of(activation, -4, 10);
                    case SQUARE -> of(activation, -3, 3);
                    case IDENTITY,
                            RELU,
                            SIGMOID,
                            TANH,
                            SIN,
                            COS,
                            SELU,
                            GELU,
                            GELU_TANH,
                            SILU,
                            MISH,
                            HARD_SWISH,
                            SOFTSIGN,
                            TANH_SHRINK,
                            LOG_SIGMOID,
                            SOFTMAX,
                            LOG_SOFTMAX -> of(activation, -6, 6);
                };
            case Activation.LeakyRelu _,
                    Activation.Elu _,
                    Activation.Celu _,
                    Activation.Softplus _,
                    Activation.HardSigmoid _ -> of(activation, -6, 6);
            case Activation.HardTanh(double low, double high) ->
                of(activation, around(low, high, -1), around(low, high, 1));
            case Activation.ThresholdedRelu(double threshold) -> of(activation, threshold - 6, threshold + 6);
        };
    }

    /// Gives an end that shows as much beside the bend as lies in it.
    private static double around(double low, double high, int side) {
        return (low + high) / 2 + side * (high - low) * 1.5;
    }

    /// Gives the plot from one number to another. Of [Activation#SOFTMAX] and [Activation#LOG_SOFTMAX] it is the
    /// first of the two results for the row (x, 0).
    ///
    /// @throws IllegalArgumentException if the first number does not lie below the second
    public static Figure of(Activation activation, double from, double to) {
        boolean row = activation.equals(Activation.SOFTMAX) || activation.equals(Activation.LOG_SOFTMAX);
        String words = "f(x) = " + activation.formula() + (row ? ", the first result for the row (x, 0)," : "")
                + " and its derivative f′(x).";
        return figure(name(activation), words, row ? x -> first(activation, x) : activation::apply, from, to);
    }

    /// Gives the plot of a layer with learned slopes, by its first slope, from −6 to 6.
    public static Figure of(Prelu layer) {
        Tensor slope = layer.slope().value().reshape(-1).slice(0, 0, 1).wide();
        String words =
                "f(x) = max(x, 0) + α min(x, 0) with learned α, here " + slope.get(0) + ", and its derivative f′(x).";
        return figure("prelu", words, x -> x.prelu(slope.as(x.dtype())), -6, 6);
    }

    /// Gives the name with the options, as in networks of words.
    private static String name(Activation activation) {
        return switch (activation) {
            case Activation.Fixed fixed -> fixed.toString();
            case Activation.LeakyRelu(double slope) -> "leaky-relu(" + Words.number(slope) + ")";
            case Activation.Elu(double alpha) -> "elu(" + Words.number(alpha) + ")";
            case Activation.Celu(double alpha) -> "celu(" + Words.number(alpha) + ")";
            case Activation.Softplus(double beta) -> "softplus(" + Words.number(beta) + ")";
            case Activation.HardSigmoid(double alpha, double beta) ->
                "hard-sigmoid(" + Words.number(alpha) + ", " + Words.number(beta) + ")";
            case Activation.HardTanh(double low, double high) ->
                "hard-tanh(" + Words.number(low) + ", " + Words.number(high) + ")";
            case Activation.ThresholdedRelu(double threshold) -> "thresholded-relu(" + Words.number(threshold) + ")";
        };
    }

    private static Tensor first(Activation activation, Tensor x) {
        Tensor zeros = x.multiply(0);
        return activation.apply(TensorMoves.stack(1, List.of(x, zeros))).at(1, 0);
    }

    private static Figure figure(String name, String words, UnaryOperator<Tensor> function, double from, double to) {
        if (!(from < to) || !Double.isFinite(to - from)) {
            throw new IllegalArgumentException("activation plot: it goes from a number to a larger one, got " + from
                    + " and " + to + "; −6 and 6 show most activations");
        }
        double[] places = new double[STEPS + 1];
        Arrays.setAll(places, i -> from + (to - from) * i / STEPS);
        Tensor x = Tensor.of(places);
        double[] values = function.apply(x).toDoubles();
        double[] slopes =
                Autodiff.gradient(point -> function.apply(point).sum(), x).toDoubles();
        Chart chart = new Chart(
                "",
                Axis.of("x").between(from, to),
                Axis.of(""),
                List.of(
                        new Mark.Line("f(x)", 0, line(places, values)),
                        new Mark.Line("f′(x)", 1, line(places, slopes))));
        return Figure.of(name + " and its derivative", words, chart);
    }

    /// A step from one point to the next that is a good part of all the height is a jump.
    private static List<Point> line(double[] x, double[] y) {
        double height =
                Arrays.stream(y).max().orElse(0) - Arrays.stream(y).min().orElse(0);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            if (i > 0 && Math.abs(y[i] - y[i - 1]) > JUMP * height) {
                points.add(new Point(x[i], Double.NaN));
            }
            points.add(new Point(x[i], y[i]));
        }
        return points;
    }
}
