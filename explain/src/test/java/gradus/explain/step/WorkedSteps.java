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
import gradus.nn.optim.Sgd;
import gradus.nn.train.Goal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The worked examples of MISSION.md as training steps.
final class WorkedSteps {
    private WorkedSteps() {}

    /// A: `y = kx` with the sample (2, 4), loss `(ŷ − y)²`, k = 1.
    static Moment<Layer> line(double rate) {
        Layer network = new Linear(param(new double[][] {{1}}), Optional.empty());
        return Moment.first(
                network, Goal.of(Loss.SUM_SQUARED_ERROR), Sgd.of(rate), batch(new double[][] {{2}}, new double[][] {{4}
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
