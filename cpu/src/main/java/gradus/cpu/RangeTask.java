package gradus.cpu;

/// Work on a range of the elements or equal parts of a loop.
@FunctionalInterface
interface RangeTask {
    /// Works on those numbered `from` to `to − 1`.
    void run(int from, int to);
}
