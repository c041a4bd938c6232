package gradus.cpu.kernel;

/// A float32 matrix product C = op(A)·op(B) and where its operands lie, dense row-major.
///
/// @param sizes the sizes
/// @param transposesA whether `a` is k × m, not m × k
/// @param transposesB whether `b` is n × k, not k × n
/// @param a the left operand
/// @param b the right operand
/// @param c the result, m × n, which overlaps neither
public record Product(Sizes sizes, boolean transposesA, boolean transposesB, Floats a, Floats b, Floats c) {
    /// The sizes of a product.
    ///
    /// @param m rows of the result
    /// @param n columns of the result
    /// @param k terms of each sum
    public record Sizes(int m, int n, int k) {
        /// Multiply-adds of the whole.
        public long work() {
            return (long) m * n * k;
        }
    }
}
