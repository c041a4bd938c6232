package gradus.explain.step;

import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.optim.PathPattern;
import gradus.nn.optim.Sgd;
import gradus.nn.train.Goal;
import gradus.nn.train.Moment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The worked examples of MISSION.md as training steps.
final class WorkedSteps {
    private WorkedSteps() {}

    /// A: `y = kx` with the sample (2, 4), loss `(ŷ − y)²`, k = 1.
    static Moment<Layer> line(double rate) {
        return line(2, rate);
    }

    /// As A, with another input.
    static Moment<Layer> line(double x, double rate) {
        Layer network = new Linear(param(new double[][] {{1}}), Optional.empty());
        return Moment.first(
                network, Goal.of(Loss.SUM_SQUARED_ERROR), Sgd.of(rate), batch(new double[][] {{x}}, new double[][] {{4}
                }));
    }

    /// B: three inputs, two hidden units, one output, all sigmoid; loss `(a − y)²`, rate 0.1.
    static Moment<Layer> threeTwoOne() {
        Layer network = Sequential.of(
                linear(new double[][] {{0.2, -0.3}, {-0.5, 0.4}, {0.1, 0.2}}, 0.3, -0.1),
                new Activate(Activation.SIGMOID),
                linear(new double[][] {{0.5}, {0.2}}, 0.1),
                new Activate(Activation.SIGMOID));
        return Moment.first(
                network,
                Goal.of(Loss.SUM_SQUARED_ERROR),
                Sgd.of(0.1),
                batch(new double[][] {{2, 3, -1}}, new double[][] {{1}}));
    }

    /// C: two inputs, two hidden units, two outputs, all sigmoid; loss `Σ½(t − o)²`, rate 0.5, biases fixed.
    static Moment<Layer> twoTwoTwo() {
        Layer network = Sequential.of(
                linear(new double[][] {{0.15, 0.25}, {0.20, 0.30}}, 0.35, 0.35),
                new Activate(Activation.SIGMOID),
                linear(new double[][] {{0.40, 0.50}, {0.45, 0.55}}, 0.60, 0.60),
                new Activate(Activation.SIGMOID));
        return Moment.first(
                        network,
                        Goal.of(Loss.HALF_SUM_SQUARED_ERROR),
                        Sgd.of(0.5),
                        batch(new double[][] {{0.05, 0.10}}, new double[][] {{0.01, 0.99}}))
                .freezing(List.of(new PathPattern("**.bias")));
    }

    /// D: the sigmoid of 1, 10 and 2, as a network `σ(wx)` with w = 1 that is to give ½ for all three.
    static Moment<Layer> sigmoids() {
        Layer network = Sequential.of(
                new Linear(param(new double[][] {{1}}), Optional.empty()), new Activate(Activation.SIGMOID));
        return Moment.first(
                network,
                Goal.of(Loss.MEAN_SQUARED_ERROR),
                Sgd.of(0.1),
                batch(new double[][] {{1}, {10}, {2}}, new double[][] {{0.5}, {0.5}, {0.5}}));
    }

    private static Linear linear(double[][] weight, double... bias) {
        return new Linear(param(weight), Optional.of(new Param(Tensor.of(bias))));
    }

    private static Param param(double[][] values) {
        return new Param(Tensor.of(values));
    }

    static Map<String, Literal> batch(double[][] x, double[][] y) {
        Map<String, Literal> batch = new LinkedHashMap<>();
        batch.put("features", Tensor.of(x).literal());
        batch.put("target", Tensor.of(y).literal());
        return batch;
    }
}
