package gradus.bench.scaling;

import java.util.List;

/// What was measured at one size of a series.
///
/// @param size the size that the series changes
/// @param samples how many samples the measured work has
/// @param windows the microseconds that the work took in each window, ascending
/// @param flops floating-point operations of the work, counted in its plans
/// @param memory bytes: the working memory of the plans, for tables the heap in use
record Point(int size, int samples, List<Double> windows, long flops, long memory) {
    Point {
        windows = windows.stream().sorted().toList();
    }

    /// Gives the median of the windows in microseconds.
    double median() {
        int count = windows.size();
        return (windows.get((count - 1) / 2) + windows.get(count / 2)) / 2;
    }

    /// Gives the distance of the slowest from the fastest window, as a share of the median.
    double spread() {
        return (windows.getLast() - windows.getFirst()) / median();
    }

    /// Gives how much faster time grew than work since a smaller size: above 1 time grew more than the
    /// operations did.
    double growthSince(Point smaller) {
        return median() / smaller.median() / ((double) flops / smaller.flops());
    }
}
