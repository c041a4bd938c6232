package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/// Losses between points of a space rather than between a prediction and a target; each gives one number per row,
/// without
/// reduction.
public final class Distances {
    private static final double LEAST_NORM = 1e-8;

    private Distances() {}

    /// Gives `a·b/(‖a‖‖b‖)` along the last axis; norms below 10⁻⁸ count as 10⁻⁸, so a zero vector has similarity 0.
    ///
    /// @throws gradus.core.type.ShapeException if the shapes differ
    public static Tensor cosineSimilarity(Tensor a, Tensor b) {
        Tensor other = Fit.same("cosine similarity", a, b);
        Tensor norms = a.norm(-1).maximum(LEAST_NORM).multiply(other.norm(-1).maximum(LEAST_NORM));
        return a.multiply(other).sum(-1).divide(norms);
    }

    /// Gives `max(0, ‖a − p‖ − ‖a − n‖ + margin)` along the last axis: the anchor a should lie nearer to the
    /// positive p than
    /// to the negative n by the margin (Schroff et al. 2015, with plain distances as in PyTorch).
    ///
    /// @throws gradus.core.type.ShapeException if the shapes differ
    public static Tensor triplet(Tensor anchor, Tensor positive, Tensor negative, double margin) {
        Fit.positive("triplet loss", "margin", margin);
        Tensor near =
                anchor.subtract(Fit.same("triplet loss", anchor, positive)).norm(-1);
        Tensor far = anchor.subtract(Fit.same("triplet loss", anchor, negative)).norm(-1);
        return near.subtract(far).add(margin).relu();
    }

    /// Gives `max(0, −y(a − b) + margin)`: where y is 1 a should rank above b by the margin, where it is −1 below.
    ///
    /// @throws gradus.core.type.ShapeException if the shapes differ
    public static Tensor marginRanking(Tensor a, Tensor b, Tensor target, double margin) {
        Tensor difference = a.subtract(Fit.same("margin ranking", a, b));
        return Fit.same("margin ranking", a, target)
                .multiply(difference)
                .negate()
                .add(margin)
                .relu();
    }
}
