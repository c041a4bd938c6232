package gradus.examples.book;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Reshape;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.train.Training;
import java.util.List;

/// Chapter 10: a network that reads step by step, and what becomes of the gradient on the way back.
public final class ThroughTime {
    private ThroughTime() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(new Page(System.out));
    }

    static void show(Page page) {
        unroll(page);
        page.space();
        backward(page);
        page.space();
        vanish(page);
        page.space();
        remember(page);
    }

    private static void unroll(Page page) {
        // snippet unroll
        double[] x = {1, 0, 0, 1};
        double h = 0; // the state
        for (int t = 0; t < x.length; t++) {
            h = Math.tanh(0.8 * x[t] + 0.5 * h);
            page.line("step %d: reads %.0f, state %.6f", t + 1, x[t], h);
        }
        // end
    }

    private static void backward(Page page) {
        // snippet backward
        double w = 0.8;
        double u = 0.5;
        double[] x = {1, 0, 0, 1};
        double[] h = new double[5]; // h[0] is the empty state
        for (int t = 1; t <= 4; t++) {
            h[t] = Math.tanh(w * x[t - 1] + u * h[t - 1]);
        }
        double byW = 0;
        double byU = 0;
        double delta = 1; // how the last state changes with the state of step t
        for (int t = 4; t >= 1; t--) {
            double byZ = delta * (1 - h[t] * h[t]);
            byW += byZ * x[t - 1]; // the same weight at each step: add up
            byU += byZ * h[t - 1];
            delta = byZ * u;
        }
        page.line("by hand ∂h4/∂w %.6f, ∂h4/∂u %.6f", byW, byU);
        // end
        // snippet automatic
        Tensor found = Autodiff.gradient(
                p -> {
                    Tensor state = Tensor.of(new double[] {0});
                    for (double value : new double[] {1, 0, 0, 1}) {
                        state = p.slice(0, 0, 1)
                                .multiply(value)
                                .add(p.slice(0, 1, 2).multiply(state))
                                .tanh();
                    }
                    return state.sum();
                },
                Tensor.of(w, u));
        page.line("Gradus  ∂h4/∂w %.6f, ∂h4/∂u %.6f", found.get(0), found.get(1));
        // end
    }

    private static void vanish(Page page) {
        // snippet vanish
        for (double u : new double[] {0.5, 0.9, 1.0, 1.1, 2.0}) {
            page.line("u = %.1f: after 10 steps %10.6f, after 50 steps %.1e", u, Math.pow(u, 10), Math.pow(u, 50));
        }
        double gate = 1 / (1 + Math.exp(-5)); // nearly open, and learned
        page.line("gate %.4f: after 50 steps %.2f", gate, Math.pow(gate, 50));
        // end
    }

    private static ArrayDataset signs(int rows, int length, Key key) {
        // snippet signs
        float[] x = new float[rows * length];
        int[] first = new int[rows];
        for (int i = 0; i < x.length; i++) {
            x[i] = key.uniform(i) < 0.5 ? -1 : 1;
        }
        for (int row = 0; row < rows; row++) {
            first[row] = x[row * length] > 0 ? 1 : 0; // which sign stood first?
        }
        var data = ArrayDataset.ofClasses(x, length, first);
        // end
        return data;
    }

    private static void remember(Page page) {
        // snippet remember
        int length = 20;
        var training = signs(500, length, Key.of(1));
        var test = signs(200, length, Key.of(2));
        for (String words : List.of("rnn(16, last) dense(classes)", "gru(16, last) dense(classes)")) {
            var reader = Networks.of(words).build(Shape.of(length, 1), 2, Key.of(3));
            var run = Training.of(Sequential.of(Reshape.of(length, 1), reader), training, Loss.CROSS_ENTROPY)
                    .validation(test)
                    .optimizer(Adam.of(0.01))
                    .epochs(15)
                    .fit();
            page.line(
                    "%s: loss %.1f → %.1f",
                    words,
                    run.history().getFirst().decisive(),
                    run.history().getLast().decisive());
        }
        // end
    }
}
