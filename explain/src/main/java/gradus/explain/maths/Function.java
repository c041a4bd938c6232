package gradus.explain.maths;

/// The functions that formulas apply.
public enum Function {
    /// `|x|`.
    ABS,
    /// −1, 0 or 1.
    SIGN,
    /// `eˣ`.
    EXP,
    /// `eˣ − 1`.
    EXPM1,
    /// `ln x`.
    LOG,
    /// `ln(1 + x)`.
    LOG1P,
    /// `√x`.
    SQRT,
    /// `sin x`.
    SIN,
    /// `cos x`.
    COS,
    /// `tanh x`.
    TANH,
    /// `σ(x) = 1/(1 + e⁻ˣ)`.
    SIGMOID,
    /// `ln(1 + eˣ)`.
    SOFTPLUS,
    /// The error function.
    ERF,
    /// `max(x, 0)`.
    RELU,
    /// The largest integer not above x.
    FLOOR,
    /// The smallest integer not below x.
    CEIL,
    /// The nearest integer, ties to even.
    ROUND,
    /// The largest argument.
    MAX,
    /// The smallest argument.
    MIN,
    /// The value after rounding to the element type it is kept in.
    ROUNDED
}
