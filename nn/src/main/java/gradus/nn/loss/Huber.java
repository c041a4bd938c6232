package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/// The mean of `½d²` where `|d| ≤ δ`, else `δ(|d| − ½δ)`, with d = ŷ − y: quadratic near, linear far (Huber 1964). The
/// gradient is d, at most ±δ.
///
/// {@snippet file="LossSnippets.java" region="Huber"}
///
/// @param delta where the line begins, above 0
public record Huber(double delta) implements Loss {
    public Huber {
        Fit.positive("Huber loss", "delta", delta);
    }

    /// Gives the loss with this δ.
    public static Huber of(double delta) {
        return new Huber(delta);
    }

    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        return linearFar(prediction.subtract(Fit.same(name(), prediction, target)), delta);
    }

    /// `a(|d| − ½a)` with a = min(|d|, δ): both branches in one formula, whose unused one can not overflow.
    static Tensor linearFar(Tensor difference, double delta) {
        Tensor size = difference.abs();
        Tensor near = size.minimum(delta);
        return near.multiply(size.subtract(near.multiply(0.5)));
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return Fit.elements(prediction);
    }

    @Override
    public String name() {
        return "Huber loss";
    }

    @Override
    public String formula() {
        return "½d² if |d| ≤ δ else δ(|d| − ½δ), d = ŷ − y, δ = " + delta;
    }
}
