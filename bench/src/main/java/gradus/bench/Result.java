package gradus.bench;

import java.util.List;
import java.util.OptionalLong;

/// What was measured of a peer at a workload with a number of threads.
///
/// @param peer the peer
/// @param threads with how many threads
/// @param windows the mean microseconds of a step in each window, ascending
/// @param values what shows that the work is the same
/// @param facts what else is known of the process
record Result(Peer peer, int threads, List<Double> windows, Values values, Facts facts) {
    /// Values of the first and of the last step.
    record Values(double first, double last) {}

    /// What is known of a process.
    ///
    /// @param about what it says of itself
    /// @param peakMemory the most bytes it had, where the system tells
    /// @param startSeconds from its start to the end of the first step
    record Facts(String about, OptionalLong peakMemory, double startSeconds) {}

    double median() {
        int size = windows.size();
        return (windows.get((size - 1) / 2) + windows.get(size / 2)) / 2;
    }

    double best() {
        return windows.getFirst();
    }

    /// Gives the distance of the slowest from the fastest window, as a share of the median.
    double spread() {
        return (windows.getLast() - windows.getFirst()) / median();
    }
}
