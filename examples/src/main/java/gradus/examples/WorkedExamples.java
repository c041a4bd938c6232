package gradus.examples;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// Small examples that can be followed with pencil and paper.
public final class WorkedExamples {
    private WorkedExamples() {}

    /// Prints all four.
    public static void main(String... args) {
        line(0.1, 4, System.out);
        line(1, 1, System.out);
        threeTwoOne(System.out);
        twoTwoTwo(10_000, System.out);
        sigmoids(System.out);
    }

    /// A: `y = kx` with the sample (2, 4), loss `(ŷ − y)²`, from k = 1.
    static List<Double> line(double rate, int steps, PrintStream out) {
        List<Double> found = new ArrayList<>();
        Tensor k = Tensor.of(new double[] {1});
        for (int step = 1; step <= steps; step++) {
            Tensor gradient =
                    Autodiff.gradient(p -> p.multiply(2).subtract(4).square().sum(), k);
            k = k.subtract(gradient.multiply(rate));
            found.add(k.item());
            out.printf(Locale.ROOT, "A, rate %s: gradient %.6f, k → %.6f%n", rate, gradient.item(), k.item());
        }
        return found;
    }

    /// The weighted input, activation and loss of both layers, then one step of descent.
    ///
    /// @param before the loss before the step
    /// @param after the loss after it
    /// @param gradients of W1, b1, W2 and b2
    record Step(double before, double after, List<Tensor> gradients) {}

    /// B: three inputs, two hidden units, one output, all sigmoid; loss `(a − y)²` with y = 1, rate 0.1.
    static Step threeTwoOne(PrintStream out) {
        Tensor x = Tensor.of(new double[][] {{2, 3, -1}});
        List<Tensor> start = List.of(
                Tensor.of(new double[][] {{0.2, -0.3}, {-0.5, 0.4}, {0.1, 0.2}}), // Wᵀ of the usual notation
                Tensor.of(0.3, -0.1),
                Tensor.of(new double[][] {{0.5}, {0.2}}),
                Tensor.of(new double[] {0.1}));
        Tensor z1 = x.matmul(start.get(0)).add(start.get(1));
        Tensor a1 = z1.sigmoid();
        Tensor z2 = a1.matmul(start.get(2)).add(start.get(3));
        out.println(
                "B, z1 " + digits(z1) + ", a1 " + digits(a1) + ", z2 " + digits(z2) + ", a2 " + digits(z2.sigmoid()));
        var result = Autodiff.valueAndGradients(p -> loss(x, p), start);
        List<Tensor> after = descend(start, result.gradients(), 0.1);
        Step step = new Step(result.value().item(), loss(x, after).item(), result.gradients());
        List<String> names = List.of("W1", "b1", "W2", "b2");
        for (int i = 0; i < names.size(); i++) {
            Tensor gradient = step.gradients().get(i);
            out.println(
                    "B, ∂C/∂" + names.get(i) + " " + digits(gradient.rank() == 2 ? gradient.transpose() : gradient));
        }
        out.printf(Locale.ROOT, "B, C %.10f → %.10f%n", step.before(), step.after());
        return step;
    }

    private static Tensor loss(Tensor x, List<Tensor> p) {
        return forward(x, p.get(0), p.get(1), p.get(2), p.get(3))
                .subtract(1)
                .square()
                .sum();
    }

    private static Tensor forward(Tensor x, Tensor w1, Tensor b1, Tensor w2, Tensor b2) {
        return x.matmul(w1).add(b1).sigmoid().matmul(w2).add(b2).sigmoid();
    }

    /// C: two inputs, two hidden units, two outputs, all sigmoid; loss `Σ½(t − o)²`, rate 0.5, biases fixed. Gives
    /// the losses before the first update, after it, and after all.
    static List<Double> twoTwoTwo(int updates, PrintStream out) {
        Tensor x = Tensor.of(new double[][] {{0.05, 0.10}});
        Tensor t = Tensor.of(new double[][] {{0.01, 0.99}});
        List<Tensor> w = List.of(Tensor.of(new double[][] {{0.15, 0.25}, {0.20, 0.30}}), Tensor.of(new double[][] {
            {0.40, 0.50}, {0.45, 0.55}
        }));
        List<Double> losses = new ArrayList<>();
        for (int update = 0; update <= updates; update++) {
            var step = Autodiff.valueAndGradients(p -> half(x, t, p), w);
            if (update <= 1 || update == updates) {
                losses.add(step.value().item());
                out.printf(
                        Locale.ROOT,
                        "C, after %d updates: loss %.10f, w1 %.9f, w5 %.9f%n",
                        update,
                        step.value().item(),
                        w.get(0).get(0, 0),
                        w.get(1).get(0, 0));
            }
            w = descend(w, step.gradients(), 0.5);
        }
        return losses;
    }

    private static Tensor half(Tensor x, Tensor t, List<Tensor> w) {
        Tensor output = forward(x, w.get(0), Tensor.of(0.35, 0.35), w.get(1), Tensor.of(0.60, 0.60));
        return t.subtract(output).square().multiply(0.5).sum();
    }

    /// D: the sigmoid of 1, 10 and 2.
    static Tensor sigmoids(PrintStream out) {
        Tensor values = Tensor.of(1.0, 10.0, 2.0).sigmoid();
        out.println("D, sigmoid of 1, 10 and 2: " + digits(values));
        return values;
    }

    private static List<Tensor> descend(List<Tensor> values, List<Tensor> gradients, double rate) {
        List<Tensor> after = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            after.add(values.get(i).subtract(gradients.get(i).multiply(rate)));
        }
        return after;
    }

    private static String digits(Tensor values) {
        return DoubleStream.of(values.toDoubles())
                .mapToObj(v -> String.format(Locale.ROOT, "%.10f", v))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
