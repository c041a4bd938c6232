package gradus.cpu.kernel;

/// A way to make one number of many, for [Reductions].
public enum Reduction {
    /// Sum; 0 of nothing.
    SUM,
    /// Sum divided by the count; NaN of nothing.
    MEAN,
    /// Largest; NaN if any is NaN, −∞ of nothing.
    MAX,
    /// Smallest; NaN if any is NaN, ∞ of nothing.
    MIN
}
