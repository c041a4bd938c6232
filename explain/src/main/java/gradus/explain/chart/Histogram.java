package gradus.explain.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How often numbers lie in bins of equal width. Numbers that are not finite are left out and counted apart.
///
/// @param low the lower end of the first bin
/// @param high the upper end of the last bin
/// @param counts how many numbers lie in each bin
/// @param notFinite how many numbers are not finite
public record Histogram(double low, double high, List<Long> counts, long notFinite) {
    /// The bins of a histogram that asks for no other number.
    public static final int BINS = 40;

    /// Copies and checks.
    public Histogram {
        counts = List.copyOf(counts);
        if (!Double.isFinite(low) || !Double.isFinite(high) || low > high || counts.isEmpty()) {
            throw new IllegalArgumentException("histogram: two finite ends in order and at least one bin are needed,"
                    + " got " + low + ", " + high + " and " + counts.size() + " bins");
        }
    }

    /// Counts numbers in [#BINS] bins from the least to the greatest; equal numbers get a bin around them.
    public static Histogram of(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        double low = Arrays.stream(finite).min().orElse(0);
        double high = Arrays.stream(finite).max().orElse(0);
        if (low == high) {
            double around = low == 0 ? 1e-3 : Math.abs(low) * 1e-3;
            low = Math.max(-Double.MAX_VALUE, low - around);
            high = Math.min(Double.MAX_VALUE, high + around);
        }
        long[] counts = new long[BINS];
        for (double value : finite) {
            double share = (value / 2 - low / 2) / (high / 2 - low / 2);
            counts[Math.min(BINS - 1, (int) (share * BINS))]++;
        }
        List<Long> list = new ArrayList<>();
        Arrays.stream(counts).forEach(list::add);
        return new Histogram(low, high, list, values.length - finite.length);
    }

    /// Gives how many finite numbers were counted.
    public long total() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /// Gives the width of a bin.
    public double width() {
        return high / counts.size() - low / counts.size();
    }

    /// Gives the share of the numbers in a bin, per unit of the axis: the areas of all bins add up to 1.
    public double density(int bin) {
        long total = total();
        return total == 0 || width() == 0 ? 0 : counts.get(bin) / (total * width());
    }

    /// Gives the outline as points in the middles of the bins, from 0 to 0.
    List<Point> outline() {
        List<Point> points = new ArrayList<>(List.of(new Point(low, 0)));
        for (int bin = 0; bin < counts.size(); bin++) {
            points.add(new Point(low + (bin + 0.5) * width(), density(bin)));
        }
        points.add(new Point(high, 0));
        return points;
    }
}
