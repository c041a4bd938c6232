package gradus.bench.scaling;

/// How long and how much is measured.
///
/// @param windows how many windows each size has
/// @param windowSeconds how long a window is, as far as whole updates allow
/// @param warmUpSeconds seconds of updates before the first window
/// @param largest the most that a size may be as a share of the full series, 0 … 1; the smallest two are always there
/// @param rows the most rows of a table
public record Effort(int windows, double windowSeconds, double warmUpSeconds, double largest, int rows) {
    /// Gives the full form, which takes minutes.
    ///
    /// @param seconds what one size may take, warm-up included
    /// @param rows the most rows of a table
    public static Effort full(double seconds, int rows) {
        return new Effort(5, seconds / 10, seconds / 2, 1, rows);
    }

    /// Gives the form that shows in seconds that all of it works: small sizes, short windows.
    public static Effort quick() {
        return new Effort(3, 0.01, 0.05, 1.0 / 16, 10_000);
    }
}
