package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.core.type.ShapeException;

/// Losses between points of a space rather than between a prediction and a target; each gives one number per row,
/// without reduction.
///
/// {@snippet file="LossSnippets.java" region="Distances"}
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
    /// positive p than to the negative n by the margin (Schroff et al. 2015, with plain distances as in PyTorch).
    ///
    /// @throws gradus.core.type.ShapeException if the shapes differ
    public static Tensor triplet(Tensor anchor, Tensor positive, Tensor negative, double margin) {
        Fit.positive("triplet loss", "margin", margin);
        Tensor near =
                anchor.subtract(Fit.same("triplet loss", anchor, positive)).norm(-1);
        Tensor far = anchor.subtract(Fit.same("triplet loss", anchor, negative)).norm(-1);
        return near.subtract(far).add(margin).relu();
    }

    /// Gives `½(yd² + (1 − y) max(0, margin − d)²)` along the last axis with d = ‖a − b‖: pairs of one kind (y = 1)
    /// are drawn together, others (y = 0) pushed apart up to the margin (Hadsell et al. 2006).
    ///
    /// @param same 1 or 0 for each pair
    /// @throws gradus.core.type.ShapeException if the shapes do not fit
    public static Tensor contrastive(Tensor a, Tensor b, Tensor same, double margin) {
        Fit.positive("contrastive loss", "margin", margin);
        Tensor distance = a.subtract(Fit.same("contrastive loss", a, b)).norm(-1);
        Tensor kind = Fit.same("contrastive loss", distance, same);
        Tensor apart = distance.negate().add(margin).relu().square();
        return kind.multiply(distance.square())
                .add(kind.negate().add(1).multiply(apart))
                .multiply(0.5);
    }

    /// Gives InfoNCE, `−ln (e^(s(aᵢ, bᵢ)/τ) / Σⱼ e^(s(aᵢ, bⱼ)/τ))` for each row i with s the cosine similarity: row
    /// i of `a` should be likest to row i of `b` among all rows of the batch (van den Oord et al. 2018; one half of
    /// the loss of CLIP).
    ///
    /// @param a points `[samples, size]`
    /// @param b points of the same shape, row i belonging to row i of `a`
    /// @param temperature τ, above 0; common is 0.07
    /// @throws gradus.core.type.ShapeException if the shapes do not fit
    public static Tensor infoNce(Tensor a, Tensor b, double temperature) {
        Fit.positive("InfoNCE", "temperature", temperature);
        Tensor other = Fit.same("InfoNCE", a, b);
        if (a.rank() != 2) {
            throw new ShapeException("InfoNCE: points must be [samples, size], got " + a.shape());
        }
        Tensor similarity = unit(a).matmul(unit(other).transpose()).divide(temperature);
        return similarity.crossEntropy(Tensor.range(a.size(0)));
    }

    private static Tensor unit(Tensor points) {
        return points.divide(points.norm(-1).maximum(LEAST_NORM).expand(-1));
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
