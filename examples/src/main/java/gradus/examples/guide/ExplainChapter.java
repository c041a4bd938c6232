package gradus.examples.guide;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.explain.Explain;
import gradus.explain.document.Explanation;
import gradus.explain.document.Line;
import gradus.explain.document.Phase;
import gradus.explain.maths.Symbol;
import gradus.explain.replay.Why;
import gradus.explain.step.Focus;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Sgd;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// The programs of chapter 18.
final class ExplainChapter {
    private ExplainChapter() {}

    static void show(PrintStream out) {
        Layer network = network();
        // snippet explain-step
        var x = Tensor.of(new double[][] {{2, 3, -1}});
        var y = Tensor.of(new double[][] {{1}});
        var explain = Explain.step(network, x, y, Loss.SUM_SQUARED_ERROR, Sgd.of(0.1));
        out.println(explain.toText());
        // end
        // snippet explain-find
        Explanation step = explain.explanation();
        var weight = new Symbol.Name("W", "2", List.of(1, 1)); // layer 2, from unit 1 to unit 1
        Line gradient = step.find(Phase.BACKWARD, Symbol.of("C").by(weight)).orElseThrow();
        out.printf(
                "%.10f, checked to %.0e%n",
                gradient.value(), gradient.check().orElseThrow().relativeError());
        // end
        // snippet explain-focus
        var one = explain.focus(Focus.defaults().onLayer("layers.0.weight").onWeight(List.of(2, 1)));
        one.explanation().heading().answer().forEach(out::println);
        // end
        why(out);
    }

    private static void why(PrintStream out) {
        // snippet explain-why
        var rows = ArrayDataset.ofValues(new float[] {1, 2, 3, 4}, 1, new float[] {2, 4, 6, 80}); // 80 should be 8
        var line = Training.of(Linear.of(1, 1, Key.of(1)), rows, Loss.MEAN_SQUARED_ERROR)
                .optimizer(Sgd.of(0.2));
        Why.of(line, 3).account().answer().forEach(out::println);
        // end
    }

    private static Layer network() {
        // snippet explain-network
        Layer network = Sequential.of(
                new Linear(
                        new Param(Tensor.of(new double[][] {{0.2, -0.3}, {-0.5, 0.4}, {0.1, 0.2}})),
                        Optional.of(new Param(Tensor.of(0.3, -0.1)))),
                new Activate(Activation.SIGMOID),
                new Linear(
                        new Param(Tensor.of(new double[][] {{0.5}, {0.2}})),
                        Optional.of(new Param(Tensor.of(new double[] {0.1})))),
                new Activate(Activation.SIGMOID));
        // end
        return network;
    }
}
