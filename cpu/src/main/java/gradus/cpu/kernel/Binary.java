package gradus.cpu.kernel;

/// A function of two float32 numbers that [Pairwise] applies to arrays.
public enum Binary {
    /// a + b.
    ADD,
    /// a − b.
    SUB,
    /// a·b.
    MUL,
    /// a/b.
    DIV,
    /// The larger; NaN if either is NaN, and 0 over −0.
    MAX,
    /// The smaller; NaN if either is NaN, and −0 over 0.
    MIN,
    /// a^b; computed in double.
    POW
}
