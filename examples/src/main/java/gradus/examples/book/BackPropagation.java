package gradus.examples.book;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.explain.Explain;
import gradus.explain.document.Phase;
import gradus.explain.maths.Symbol;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Sgd;
import java.util.List;
import java.util.Optional;

/// Chapter 4: three inputs, two hidden units, one output, and the error signals from the top down.
public final class BackPropagation {
    private BackPropagation() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(new Page(System.out));
    }

    static void show(Page page) {
        byHand(page);
        page.space();
        explained(page);
        page.space();
        published(page);
    }

    private static void byHand(Page page) {
        // snippet forward
        Tensor x = Tensor.of(new double[][] {{2, 3, -1}});
        Tensor w1 = Tensor.of(new double[][] {{0.2, -0.3}, {-0.5, 0.4}, {0.1, 0.2}});
        Tensor b1 = Tensor.of(0.3, -0.1);
        Tensor w2 = Tensor.of(new double[][] {{0.5}, {0.2}});
        Tensor b2 = Tensor.of(new double[] {0.1});
        Tensor z1 = x.matmul(w1).add(b1);
        Tensor a1 = z1.sigmoid();
        Tensor z2 = a1.matmul(w2).add(b2);
        Tensor a2 = z2.sigmoid();
        Tensor c = a2.subtract(1).square();
        page.line("z1 %s   a1 %s", digits(z1), digits(a1));
        page.line("z2 %s   a2 %s   C %s", digits(z2), digits(a2), digits(c));
        // end
        page.space();
        // snippet backward
        Tensor delta2 = a2.subtract(1).multiply(2).multiply(slope(a2));
        Tensor delta1 = delta2.matmul(w2.transpose()).multiply(slope(a1));
        page.line("δ2 %s", digits(delta2));
        page.line("δ1 %s", digits(delta1));
        // end
        page.space();
        // snippet gradients
        Tensor byW2 = a1.transpose().matmul(delta2);
        Tensor byW1 = x.transpose().matmul(delta1);
        page.line("∂C/∂W2 %s   ∂C/∂b2 %s", digits(byW2), digits(delta2));
        page.line("∂C/∂W1, unit by unit: %s", digits(byW1.transpose()));
        // end
        page.space();
        // snippet update
        Tensor newW1 = w1.subtract(byW1.multiply(0.1));
        Tensor newB1 = b1.subtract(delta1.reshape(2).multiply(0.1));
        Tensor newW2 = w2.subtract(byW2.multiply(0.1));
        Tensor newB2 = b2.subtract(delta2.reshape(1).multiply(0.1));
        Tensor hidden = x.matmul(newW1).add(newB1).sigmoid();
        Tensor after = hidden.matmul(newW2).add(newB2).sigmoid();
        page.line("a2 %s   C %s", digits(after), digits(after.subtract(1).square()));
        // end
    }

    // snippet slope
    /// The derivative of the sigmoid, from its value.
    private static Tensor slope(Tensor a) {
        return a.subtract(a.square());
    }
    // end

    private static String digits(Tensor values) {
        return Page.row("%.10f", values.toDoubles());
    }

    private static void explained(Page page) {
        // snippet network
        Layer network = Sequential.of(
                linear(new double[][] {{0.2, -0.3}, {-0.5, 0.4}, {0.1, 0.2}}, 0.3, -0.1),
                new Activate(Activation.SIGMOID),
                linear(new double[][] {{0.5}, {0.2}}, 0.1),
                new Activate(Activation.SIGMOID));
        Tensor x = Tensor.of(new double[][] {{2, 3, -1}});
        Tensor y = Tensor.of(new double[][] {{1}});
        // end
        // snippet explain
        var step =
                Explain.step(network, x, y, Loss.SUM_SQUARED_ERROR, Sgd.of(0.1)).explanation();
        var delta = Symbol.of("C").by(new Symbol.Name("z", "1", List.of(1)));
        var weight = Symbol.of("C").by(new Symbol.Name("W", "1", List.of(3, 1)));
        page.line(
                "δ of the first hidden unit   %.10f",
                step.find(Phase.BACKWARD, delta).orElseThrow().value());
        page.line(
                "∂C/∂W, third input to unit 1 %.10f",
                step.find(Phase.BACKWARD, weight).orElseThrow().value());
        page.line("%d numbers in all", step.lines().size());
        // end
    }

    private static Linear linear(double[][] weights, double... biases) {
        return new Linear(new Param(Tensor.of(weights)), Optional.of(new Param(Tensor.of(biases))));
    }

    private static void published(Page page) {
        // snippet published
        Tensor x = Tensor.of(new double[][] {{0.05, 0.10}});
        Tensor t = Tensor.of(new double[][] {{0.01, 0.99}});
        Tensor w1 = Tensor.of(new double[][] {{0.15, 0.25}, {0.20, 0.30}});
        Tensor w2 = Tensor.of(new double[][] {{0.40, 0.50}, {0.45, 0.55}});
        for (int update = 0; update <= 10_000; update++) {
            var found = Autodiff.valueAndGradients(p -> halfError(x, t, p.get(0), p.get(1)), List.of(w1, w2));
            if (update < 2 || update % 5000 == 0) {
                page.line("after %5d updates: C %.10f", update, found.value().item());
            }
            w1 = w1.subtract(found.gradients().get(0).multiply(0.5));
            w2 = w2.subtract(found.gradients().get(1).multiply(0.5));
        }
        // end
    }

    // snippet half-error
    private static Tensor halfError(Tensor x, Tensor t, Tensor w1, Tensor w2) {
        Tensor hidden = x.matmul(w1).add(0.35).sigmoid();
        Tensor outputs = hidden.matmul(w2).add(0.60).sigmoid();
        return outputs.subtract(t).square().sum().multiply(0.5);
    }
    // end
}
