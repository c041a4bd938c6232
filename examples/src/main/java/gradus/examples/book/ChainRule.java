package gradus.examples.book;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;

/// Chapter 3: the gradient of a loss by nudging, by hand and by the machine.
public final class ChainRule {
    private ChainRule() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(new Page(System.out));
    }

    static void show(Page page) {
        nudge(page);
        page.space();
        steps(page);
        page.space();
        chain(page);
        page.space();
        automatic(page);
        page.space();
        conventions(page);
    }

    // snippet loss
    /// One neuron with two weights and a bias, its answer compared with 1.
    static double loss(double w1, double w2, double b) {
        double z = w1 * 2 + w2 * 3 + b;
        double a = 1 / (1 + Math.exp(-z));
        return (a - 1) * (a - 1);
    }
    // end

    private static void nudge(Page page) {
        // snippet nudge
        double h = 0.001;
        double slope = (loss(0.2 + h, -0.5, 0.1) - loss(0.2 - h, -0.5, 0.1)) / (2 * h);
        page.line("loss %.6f, slope in w1 %.6f", loss(0.2, -0.5, 0.1), slope);
        // end
    }

    private static void steps(Page page) {
        // snippet steps
        double exact = exactSlope();
        for (double h = 0.1; h > 0.0005; h /= 10) {
            double oneSide = (loss(0.2 + h, -0.5, 0.1) - loss(0.2, -0.5, 0.1)) / h;
            double bothSides = (loss(0.2 + h, -0.5, 0.1) - loss(0.2 - h, -0.5, 0.1)) / (2 * h);
            page.line("h = %.3f: one side wrong by %.1e, both sides by %.1e", h, oneSide - exact, bothSides - exact);
        }
        // end
    }

    private static double exactSlope() {
        double a = 1 / (1 + Math.exp(1));
        return 2 * (a - 1) * a * (1 - a) * 2;
    }

    private static void chain(Page page) {
        // snippet chain
        double z = 0.2 * 2 - 0.5 * 3 + 0.1;
        double a = 1 / (1 + Math.exp(-z));
        double lossByA = 2 * (a - 1);
        double aByZ = a * (1 - a);
        double delta = lossByA * aByZ; // ∂C/∂z, the error signal
        page.line("z %.1f, a %.6f, C %.6f", z, a, (a - 1) * (a - 1));
        page.line("∂C/∂a %.6f × ∂a/∂z %.6f = ∂C/∂z %.6f", lossByA, aByZ, delta);
        page.line("∂C/∂w1 %.6f, ∂C/∂w2 %.6f, ∂C/∂b %.6f", delta * 2, delta * 3, delta);
        // end
    }

    private static void automatic(Page page) {
        // snippet automatic
        Tensor x = Tensor.of(2.0, 3.0, 1.0); // the 1 goes with the bias
        Tensor w = Tensor.of(0.2, -0.5, 0.1);
        Tensor gradient =
                Autodiff.gradient(p -> p.multiply(x).sum().sigmoid().subtract(1).square(), w);
        page.line("gradient %s", Page.row("%.6f", gradient.toDoubles()));
        // end
        page.space();
        // snippet check
        Tensor nudged = Autodiff.finiteDifference(
                p -> p.multiply(x).sum().sigmoid().subtract(1).square(), w);
        double apart = nudged.subtract(gradient).abs().max().item();
        page.line("apart by less than 0.00000001: %s", apart < 1e-8);
        // end
    }

    private static void conventions(Page page) {
        // snippet conventions
        Tensor answers = Tensor.of(0.8, 0.3);
        Tensor wanted = Tensor.of(1.0, 0.0);
        Tensor sum = Autodiff.gradient(p -> p.subtract(wanted).square().sum(), answers);
        Tensor half = Autodiff.gradient(p -> p.subtract(wanted).square().sum().multiply(0.5), answers);
        Tensor mean = Autodiff.gradient(p -> p.subtract(wanted).square().mean(), answers);
        page.line("Σ(a − y)²   slopes %s", Page.row("%5.2f", sum.toDoubles()));
        page.line("½Σ(a − y)²  slopes %s", Page.row("%5.2f", half.toDoubles()));
        page.line("mean        slopes %s", Page.row("%5.2f", mean.toDoubles()));
        // end
    }
}
