package gradus.explain.document;

/// An independent computation of the same number.
///
/// @param kind how it was computed
/// @param value what came out
/// @param relativeError the difference, divided by the larger of both absolute values; of derivatives by no less than
/// what the rounding of the loss lets a difference see
/// @param holds whether it is within what such a computation can give
public record Check(Kind kind, double value, double relativeError, boolean holds) {
    /// How a number was computed once more.
    public enum Kind {
        /// `(C(v + h) − C(v − h))/2h` in float64, from two forward passes.
        CENTRAL_DIFFERENCE,
        /// The slopes on both sides of a kink, as of ReLU at 0 or of a maximum with a tie: no derivative
        /// exists, and the
        /// number lies between them. The value is their mean.
        SLOPES_AT_KINK,
        /// A central difference of a derivative so small that the rounding of the loss hides it: the two
        /// are as near as rounding lets them be, which says little.
        BELOW_ROUNDING,
        /// The formula, computed from the operands shown.
        FORMULA
    }
}
