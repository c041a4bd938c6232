package gradus.nn.train;

import gradus.nn.layer.ExponentialBasis;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Param;
import gradus.nn.layer.RadialBasis;

/// How nearness fades with the distance of two rows in a [KernelRidge].
public enum Bell {
    /// `exp(−γ d²)`: sums of it are smooth everywhere.
    GAUSSIAN,
    /// `exp(−γ d)`: it has a tip at the centre, and sums of it may be rough.
    EXPONENTIAL;

    private static final double ROUNDED = 1e-9;

    /// Gives the nearness.
    ///
    /// @param squared the squared distance
    /// @param gamma γ
    double at(double squared, double gamma) {
        return switch (this) {
            case GAUSSIAN -> Math.exp(-gamma * squared);
            case EXPONENTIAL -> Math.exp(-gamma * Math.sqrt(squared + ROUNDED));
        };
    }

    /// Gives the derivative of the nearness by the squared distance, for γ = 1.
    double slope(double squared) {
        return switch (this) {
            case GAUSSIAN -> -at(squared, 1);
            case EXPONENTIAL -> -at(squared, 1) / (2 * Math.sqrt(squared + ROUNDED));
        };
    }

    /// Gives the layer of these centres.
    Layer layer(Param centres, double gamma) {
        return switch (this) {
            case GAUSSIAN -> new RadialBasis(centres, gamma);
            case EXPONENTIAL -> new ExponentialBasis(centres, gamma);
        };
    }
}
