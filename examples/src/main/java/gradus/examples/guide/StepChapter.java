package gradus.examples.guide;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Parameters;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.train.Training;
import java.io.PrintStream;

/// Chapter 6: from a step to a trained network.
public final class StepChapter {
    private StepChapter() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(System.out);
    }

    static void show(PrintStream out) {
        // snippet training
        float[] x = {0, 0, 0, 1, 1, 0, 1, 1};
        var data = ArrayDataset.ofClasses(x, 2, new int[] {0, 1, 1, 0});
        var network = Networks.mlp(8).build(Shape.of(2), 2, Key.of(1));
        var training = Training.of(network, data, Loss.CROSS_ENTROPY).optimizer(Adam.of(0.05));
        out.println(Parameters.of(network).keySet());
        // end
        // snippet state
        var whole = training.epochs(50).fit();
        var half = training.epochs(20).fit();
        var rest = training.epochs(50).resume(half.state());
        out.println(whole.reason() + ", step " + whole.state().progress().step());
        out.println(rest.state().weights().equals(whole.state().weights()));
        // end
        // snippet vector
        var theta = Parameters.flatten(whole.network());
        var same = Parameters.restore(network, theta);
        out.println(theta.shape() + ", " + Parameters.count(same));
        // end
    }
}
