package gradus.examples.book;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.train.Training;

/// Chapter 5: what a hidden layer can do, and what a second one adds.
public final class Depth {
    private Depth() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(new Page(System.out));
    }

    static void show(Page page) {
        exclusive(page);
        page.space();
        byHand(page);
        page.space();
        approximate(page);
        page.space();
        fold(page);
    }

    private static void exclusive(Page page) {
        // snippet xor
        float[] x = {0, 0, 0, 1, 1, 0, 1, 1};
        var data = ArrayDataset.ofClasses(x, 2, new int[] {0, 1, 1, 0}); // one, but not both
        var straight = Networks.linear().build(Shape.of(2), 2, Key.of(1));
        var hidden = Networks.mlp(8).activation(Activation.TANH).build(Shape.of(2), 2, Key.of(1));
        for (var network : new Layer[] {straight, hidden}) {
            var run = Training.of(network, data, Loss.CROSS_ENTROPY)
                    .optimizer(Adam.of(0.05))
                    .epochs(300)
                    .fit();
            Tensor answers = run.network()
                    .forward(Tensor.of(x).reshape(4, 2), Context.inference())
                    .softmax(1);
            page.line(
                    "loss %.2f, probability of 'one but not both': %s",
                    run.history().getLast().trainingLoss(),
                    Page.row("%.2f", answers.slice(1, 1, 2).toDoubles()));
        }
        // end
    }

    private static void byHand(Page page) {
        // snippet by-hand
        for (int a = 0; a <= 1; a++) {
            for (int b = 0; b <= 1; b++) {
                double either = Math.max(a + b, 0); // two units of ReLU
                double both = Math.max(a + b - 1, 0);
                page.line("%d, %d: units %.0f and %.0f, answer %.0f", a, b, either, both, either - 2 * both);
            }
        }
        // end
    }

    private static void approximate(Page page) {
        // snippet approximate
        for (int units = 4; units <= 64; units *= 2) {
            double width = 2 * Math.PI / units;
            double largest = 0;
            for (int i = 0; i <= 1000; i++) {
                double x = -Math.PI + 2 * Math.PI * i / 1000;
                double y = 0;
                double slope = 0;
                for (int unit = 0; unit < units; unit++) { // each unit bends the line at its place
                    double place = -Math.PI + unit * width;
                    double wanted = (Math.sin(place + width) - Math.sin(place)) / width;
                    y += (wanted - slope) * Math.max(x - place, 0);
                    slope = wanted;
                }
                largest = Math.max(largest, Math.abs(y - Math.sin(x)));
            }
            page.line("%2d units: the error is at most %.4f", units, largest);
        }
        // end
    }

    private static void fold(Page page) {
        // snippet fold
        for (int layers = 1; layers <= 5; layers++) {
            int pieces = 1;
            double before = 0;
            for (int i = 0; i < 1024; i++) {
                double rise = folded((i + 1) / 1024.0, layers) - folded(i / 1024.0, layers);
                if (i > 0 && rise * before < 0) {
                    pieces++; // the line turned
                }
                before = rise;
            }
            page.line("depth %d, %2d units in all: %2d straight pieces", layers, 2 * layers, pieces);
        }
        // end
    }

    // snippet tent
    private static double folded(double x, int layers) {
        double y = x;
        for (int layer = 0; layer < layers; layer++) {
            y = 2 * Math.max(y, 0) - 4 * Math.max(y - 0.5, 0); // up to the middle, then down
        }
        return y;
    }
    // end
}
