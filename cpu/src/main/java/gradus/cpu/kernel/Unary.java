package gradus.cpu.kernel;

/// A function of one float32 number that [Pointwise#unary] applies to arrays.
public enum Unary {
    /// e^x.
    EXP,
    /// Natural logarithm; −∞ at 0, NaN below.
    LOG,
    /// log(1 + x).
    LOG1P,
    /// e^x − 1.
    EXPM1,
    /// √x; NaN below 0.
    SQRT,
    /// 1/√x.
    RSQRT,
    /// 1/x.
    RECIPROCAL,
    /// Sine.
    SIN,
    /// Cosine.
    COS,
    /// Hyperbolic tangent.
    TANH,
    /// 1/(1 + e^−x).
    SIGMOID,
    /// Error function.
    ERF,
    /// log(1 + e^x).
    SOFTPLUS,
    /// max(x, 0); NaN stays NaN.
    RELU,
    /// |x|.
    ABS,
    /// −x.
    NEG,
    /// 1, −1, or x itself at ±0 and NaN.
    SIGN,
    /// x².
    SQUARE,
    /// Largest whole number not above x.
    FLOOR,
    /// Smallest whole number not below x.
    CEIL,
    /// Nearest whole number, the even one of two.
    ROUND
}
