package gradus.explain.replay;

/// A number that a run recorded beside the one that doing it again gives.
///
/// @param what what it is, such as `the loss of update 12`
/// @param recorded the number of the run; NaN for one that was not finite
/// @param replayed the number of the replay
public record Comparison(String what, double recorded, double replayed) {
    /// Says whether the two are the same, bit for bit; numbers that are not finite count as the same.
    public boolean isSame() {
        return Double.isFinite(recorded) ? recorded == replayed : !Double.isFinite(replayed);
    }
}
