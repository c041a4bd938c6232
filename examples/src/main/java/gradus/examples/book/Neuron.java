package gradus.examples.book;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import java.util.List;

/// Chapter 2: weights, a bias and an activation.
public final class Neuron {
    private Neuron() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(new Page(System.out));
    }

    static void show(Page page) {
        one(page);
        page.space();
        activations(page);
        page.space();
        layer(page);
        page.space();
        and(page);
        page.space();
        learn(page);
        page.space();
        collapse(page);
    }

    private static void one(Page page) {
        // snippet neuron
        double[] x = {2, 3, -1};
        double[] w = {0.2, -0.5, 0.1};
        double b = 0.3;
        double z = b;
        for (int i = 0; i < x.length; i++) {
            z += w[i] * x[i];
        }
        double a = sigmoid(z);
        page.line("z = %.1f, a = %.10f", z, a);
        // end
    }

    // snippet sigmoid
    static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }
    // end

    private static void activations(Page page) {
        // snippet activations
        page.line("    z   sigmoid      tanh      relu");
        for (double z = -2; z <= 2; z++) {
            page.line("%5.0f  %8.4f  %8.4f  %8.4f", z, sigmoid(z), Math.tanh(z), Math.max(z, 0));
        }
        // end
    }

    private static void layer(Page page) {
        // snippet layer
        Tensor x = Tensor.of(new double[][] {{2, 3, -1}}); // one sample of three numbers
        Tensor w = Tensor.of(new double[][] {{0.2, -0.3}, {-0.5, 0.4}, {0.1, 0.2}}); // 3 inputs, 2 units
        Tensor b = Tensor.of(0.3, -0.1);
        Tensor a = x.matmul(w).add(b).sigmoid();
        page.line("shape %s: %s", a.shape(), Page.row("%.10f", a.toDoubles()));
        // end
    }

    private static void and(Page page) {
        // snippet and
        for (int first = 0; first <= 1; first++) {
            for (int second = 0; second <= 1; second++) {
                page.line("%d and %d: %.4f", first, second, sigmoid(10 * first + 10 * second - 15));
            }
        }
        // end
    }

    private static void learn(Page page) {
        // snippet learn
        Tensor x = Tensor.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
        Tensor y = Tensor.of(new double[][] {{0}, {0}, {0}, {1}});
        Tensor w = Tensor.of(new double[][] {{0}, {0}});
        Tensor b = Tensor.of(new double[] {0});
        for (int step = 0; step < 2000; step++) {
            var slopes = Autodiff.valueAndGradients(
                            p -> x.matmul(p.get(0))
                                    .add(p.get(1))
                                    .sigmoid()
                                    .subtract(y)
                                    .square()
                                    .sum(),
                            List.of(w, b))
                    .gradients();
            w = w.subtract(slopes.get(0));
            b = b.subtract(slopes.get(1));
        }
        page.line("w %s, b %.2f", Page.row("%.2f", w.toDoubles()), b.item());
        page.line("answers %s", Page.row("%.2f", x.matmul(w).add(b).sigmoid().toDoubles()));
        // end
    }

    private static void collapse(Page page) {
        // snippet collapse
        Tensor x = Tensor.of(new double[][] {{2, 3}});
        Tensor first = Tensor.of(new double[][] {{1, -2, 0.5}, {0.25, 1, 3}});
        Tensor second = Tensor.of(new double[][] {{2}, {-1}, {0.5}});
        Tensor both = first.matmul(second); // one layer in place of two
        page.line("two layers %.3f", x.matmul(first).matmul(second).item());
        page.line("one layer  %.3f", x.matmul(both).item());
        // end
    }
}
