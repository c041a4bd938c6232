package gradus.examples.architecture;

/// What a program reached.
///
/// @param measure what was measured, such as `test accuracy`
/// @param value the number
/// @param bound the number that a full run must reach
/// @param better which side of the bound is right
record Result(String measure, double value, double bound, Better better) {
    /// Which numbers are good.
    enum Better {
        /// The larger the better.
        HIGHER,
        /// The smaller the better.
        LOWER
    }

    static Result atLeast(double bound, String measure, double value) {
        return new Result(measure, value, bound, Better.HIGHER);
    }

    static Result atMost(double bound, String measure, double value) {
        return new Result(measure, value, bound, Better.LOWER);
    }

    boolean isReached() {
        return switch (better) {
            case HIGHER -> value >= bound;
            case LOWER -> value <= bound;
        };
    }
}
