package gradus.core.op;

/// Functions of two numbers, applied to each pair of elements.
public enum BinaryFn {
    /// `x + y`.
    ADD,
    /// `x − y`.
    SUBTRACT,
    /// `x · y`.
    MULTIPLY,
    /// `x / y`; floating point only.
    DIVIDE,
    /// `x^y`; floating point only.
    POWER,
    /// The larger one, NaN if either is; "or" of truth values. A tie's gradient goes to the first.
    MAX,
    /// The smaller one, NaN if either is; "and" of truth values. A tie's gradient goes to the first.
    MIN
}
