package gradus.core.op;

/// Functions of one number, applied to each element.
public enum UnaryFn {
    /// `x`; marks a place in a graph, as the point where a derivative is taken.
    IDENTITY,
    /// `x`, with a zero derivative.
    STOP_GRADIENT,
    /// `−x`.
    NEGATE,
    /// `|x|`; the derivative at 0 is 0.
    ABS,
    /// −1, 0 or 1; NaN stays NaN.
    SIGN,
    /// `x²`.
    SQUARE,
    /// `√x`.
    SQRT,
    /// `1/√x`.
    RSQRT,
    /// `1/x`.
    RECIPROCAL,
    /// `eˣ`.
    EXP,
    /// `eˣ − 1`, exact near 0.
    EXPM1,
    /// `ln x`.
    LOG,
    /// `ln(1 + x)`, exact near 0.
    LOG1P,
    /// `sin x`.
    SIN,
    /// `cos x`.
    COS,
    /// `tanh x`.
    TANH,
    /// `1/(1 + e⁻ˣ)`.
    SIGMOID,
    /// `ln(1 + eˣ)`, without overflow.
    SOFTPLUS,
    /// `2/√π ∫₀ˣ e^(−t²) dt`.
    ERF,
    /// `max(x, 0)`; the derivative at 0 is 0.
    RELU,
    /// The largest integer not above x.
    FLOOR,
    /// The smallest integer not below x.
    CEIL,
    /// The nearest integer, ties to even.
    ROUND
}
