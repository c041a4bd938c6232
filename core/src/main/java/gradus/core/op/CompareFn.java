package gradus.core.op;

/// Comparisons, applied to each pair of elements; with a NaN only [#NOT_EQUAL] holds.
public enum CompareFn {
    /// `x = y`.
    EQUAL,
    /// `x ≠ y`.
    NOT_EQUAL,
    /// `x < y`.
    LESS,
    /// `x ≤ y`.
    LESS_OR_EQUAL,
    /// `x > y`.
    GREATER,
    /// `x ≥ y`.
    GREATER_OR_EQUAL
}
