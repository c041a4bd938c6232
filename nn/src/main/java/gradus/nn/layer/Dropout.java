package gradus.nn.layer;

import gradus.core.op.CompareFn;
import gradus.core.tensor.Tensor;

/// In training each element becomes 0 with probability `rate`, and the others are multiplied by `1/(1 − rate)`, so
/// that the mean stays; in inference nothing happens (Srivastava et al. 2014, inverted scaling).
///
/// {@snippet file="NetworkSnippets.java" region="Dropout"}
///
/// @param rate the share that is dropped, in [0, 1)
public record Dropout(double rate) implements Layer {
    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException(
                    "dropout: the rate must be at least 0 and below 1, got " + rate + "; common is 0.1 to 0.5");
        }
    }

    /// Gives the layer with this rate.
    public static Dropout of(double rate) {
        return new Dropout(rate);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        if (!context.isTraining() || rate == 0) {
            return input;
        }
        Tensor kept = context.uniform(input.wide().type()).compare(CompareFn.GREATER_OR_EQUAL, rate);
        return kept.where(input.multiply(1 / (1 - rate)), Tensor.fill(input.type(), 0));
    }

    @Override
    public String toString() {
        return "Dropout " + rate;
    }
}
