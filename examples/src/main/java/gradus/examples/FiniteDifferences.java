package gradus.examples;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Function;

/// The partial derivatives of a loss twice: by nudging one weight at a time, and by the chain rule.
public final class FiniteDifferences {
    private FiniteDifferences() {}

    /// Prints both beside each other.
    public static void main(String... args) {
        show(System.out);
    }

    /// Gives the largest difference of the two.
    static double show(PrintStream out) {
        // snippet nudge
        Tensor x = Tensor.of(new double[] {2, 3, -1});
        Function<Tensor, Tensor> loss =
                w -> w.multiply(x).sum().sigmoid().subtract(1).square();
        Tensor w = Tensor.of(0.2, -0.5, 0.1);
        Tensor nudged = Autodiff.finiteDifference(loss, w);
        Tensor chained = Autodiff.gradient(loss, w);
        // end
        double largest = 0;
        for (int i = 0; i < w.size(0); i++) {
            double difference = Math.abs(nudged.get(i) - chained.get(i));
            largest = Math.max(largest, difference);
            out.printf(
                    Locale.ROOT,
                    "weight %d: nudged %.12f, chain rule %.12f, difference %.1e%n",
                    i,
                    nudged.get(i),
                    chained.get(i),
                    difference);
        }
        return largest;
    }
}
