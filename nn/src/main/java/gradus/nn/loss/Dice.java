package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.core.type.ShapeException;
import java.util.stream.IntStream;

/// The soft Dice loss `1 − (2Σpy + s)/(Σp + Σy + s)` of logits `[samples, …]` with targets in [0, 1], p =
/// sigmoid(z): how little two areas overlap, for segmentation (Milletari et al. 2016). Sums are over each sample,
/// averaged over samples.
///
/// @param smoothing s, above 0: what two empty areas are compared by
public record Dice(double smoothing) implements Loss {
    public Dice {
        Fit.positive("Dice loss", "smoothing", smoothing);
    }

    /// Gives the loss with s = 1.
    public static Dice defaults() {
        return new Dice(1);
    }

    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Tensor wanted = Fit.same(name(), prediction, target);
        if (prediction.rank() < 2) {
            throw new ShapeException("Dice loss: predictions must be [samples, …], got " + prediction.shape()
                    + "; add an axis of one sample");
        }
        int[] within = IntStream.range(1, prediction.rank()).toArray();
        Tensor chosen = prediction.sigmoid();
        Tensor both = chosen.multiply(wanted).sum(within).multiply(2).add(smoothing);
        Tensor either = chosen.add(wanted).sum(within).add(smoothing);
        return both.divide(either).negate().add(1);
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return Fit.scalar(prediction, prediction.size(0));
    }

    @Override
    public String name() {
        return "Dice loss";
    }

    @Override
    public String formula() {
        return "1 − (2Σpy + s)/(Σp + Σy + s)";
    }
}
