package gradus.bench;

/// How long is measured.
///
/// @param windows how many times each process has its turn
/// @param windowSeconds how long a turn is measured, as far as whole steps allow
/// @param leastWarmUp seconds of steps before the first turn
/// @param mostWarmUp seconds after which times that do not settle are taken as they are
public record Effort(int windows, double windowSeconds, double leastWarmUp, double mostWarmUp) {
    /// Gives what a full measurement takes.
    public static Effort full(int windows) {
        return new Effort(windows, 0.5, 3, 20);
    }
}
