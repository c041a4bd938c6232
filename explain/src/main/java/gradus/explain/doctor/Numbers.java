package gradus.explain.doctor;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Small sums over arrays, and numbers in words.
final class Numbers {
    private Numbers() {}

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(0));
    }

    static double rootMeanSquare(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(v -> v * v).average().orElse(0));
    }

    static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static boolean allFinite(double[] values) {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    /// Gives the correlation of Pearson, 0 where one of the two does not vary.
    static double correlation(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
    }

    static String brief(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    static String percent(double share) {
        double percent = 100 * share;
        boolean tiny = percent > 0 && percent < 0.1;
        return tiny
                ? brief(percent) + " %"
                : String.format(Locale.ROOT, percent > 0 && percent < 10 ? "%.1f %%" : "%.0f %%", percent);
    }

    /// Gives numbers by name, in this order.
    static Map<String, Double> named(Object... namesAndNumbers) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i + 1 < namesAndNumbers.length; i += 2) {
            named.put(namesAndNumbers[i].toString(), ((Number) namesAndNumbers[i + 1]).doubleValue());
        }
        return named;
    }
}
