package gradus.examples.api;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.explain.Explain;
import gradus.explain.doctor.Doctor;
import gradus.explain.render.Digits;
import gradus.explain.render.Render;
import gradus.explain.step.Focus;
import gradus.nn.data.ArrayDataset;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Sgd;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.util.List;

/// Snippets of `gradus.explain`.
final class ExplainSnippets {
    private ExplainSnippets() {}

    /// Runs them.
    static void run(PrintStream out) {
        var network = Networks.mlp(2).build(Shape.of(2), 1, Key.of(1));
        // @start region="Explain"
        Tensor x = Tensor.of(new double[][] {{2, 3}});
        Tensor y = Tensor.of(new double[][] {{1}});
        var step = Explain.step(network, x, y, Loss.SUM_SQUARED_ERROR, Sgd.of(0.1));
        out.println(step.toText()); // every number with its formula, operands and check
        // @end
        // @start region="Focus"
        var weight = step.focus(Focus.defaults().onLayer("layers.0.weight").onWeight(List.of(1, 2)));
        out.println(weight.toText()); // why this weight moved
        // @end
        // @start region="Render"
        String page = Render.html(List.of(step.explanation()), Digits.SIX);
        // @end
        var data = ArrayDataset.ofClasses(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new int[] {0, 1, 1, 0});
        // @start region="Doctor"
        var training = Training.of(Networks.linear().build(Shape.of(2), 2, Key.of(1)), data, Loss.CROSS_ENTROPY);
        for (var finding : Doctor.examine(training).findings()) {
            out.println(finding.severity() + " " + finding.id() + ", " + finding.place());
        }
        // @end
        out.println(page.length());
    }
}
