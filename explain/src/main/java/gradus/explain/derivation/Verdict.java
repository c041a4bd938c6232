package gradus.explain.derivation;

/// What is said of a number.
public enum Verdict {
    /// Right to the digits written.
    RIGHT,
    /// Right but for its last digits, which carry the rounding of numbers before.
    ROUNDED,
    /// Wrong, but right given an earlier number that is wrong.
    FOLLOWS,
    /// Wrong.
    WRONG
}
