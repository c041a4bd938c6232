package gradus.explain.doctor;

import gradus.core.type.Key;
import gradus.explain.doctor.Columns.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Suspects columns that predict the target alone. A rule of one column is fitted to a random half of the samples and
/// judged by the other: the target of the nearest value. Nothing is suspected where most columns can do it, for then
/// the task is easy, or where there is no other column.
final class LeakageRule {
    /// With fewer held-out samples a column is right by chance.
    private static final int FEWEST = 15;

    /// The mean recall of the classes, or the share of the target's variance, of what tells nearly all.
    private static final double NEARLY_ALL = 0.985;

    /// Each class must be judged by at least so many samples.
    private static final int FEWEST_OF_CLASS = 4;

    /// Of many columns fewer samples are looked at, so that it takes a blink.
    private static final int MOST_WORK = 20_000;

    private static final int FEWEST_OF_MANY = 200;

    private final Rows rows;
    private final Columns columns;
    private final int[] fitted;
    private final int[] judged;

    LeakageRule(Rows rows, Columns columns) {
        this.rows = rows;
        this.columns = columns;
        int[] order = Key.of(0).fold("leakage").permutation(rows.count());
        int half = Math.min(order.length / 2, Math.max(FEWEST_OF_MANY, MOST_WORK / Math.max(1, rows.width())));
        this.fitted = Arrays.copyOfRange(order, 0, half);
        this.judged = Arrays.copyOfRange(order, half, Math.min(order.length, 2 * half + 1));
    }

    List<Finding> examine() {
        boolean fits = rows.hasFeatures() && rows.hasTarget() && rows.featureRank() == 1;
        if (!fits || judged.length < FEWEST || columns.columns().size() < 2 || Numbers.deviation(rows.targets()) == 0) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (Column column : columns.columns()) {
            double score = rows.hasClasses() ? recall(column) : explained(column);
            if (score >= NEARLY_ALL) {
                findings.add(finding(column, score));
            }
        }
        return findings.size() * 2 <= columns.columns().size() ? findings : List.of();
    }

    private Finding finding(Column column, double score) {
        String words = rows.hasClasses()
                ? "alone it names the classes of " + judged.length + " held-out samples with a mean recall of "
                : "alone it explains of the variance of " + judged.length + " held-out targets ";
        return new Finding(
                Illness.LEAKAGE,
                Place.column(column.name()),
                words + Numbers.percent(score),
                Numbers.named(rows.hasClasses() ? "recall" : "explained", score, "samples", judged.length));
    }

    /// Gives the mean recall of the classes that were judged by enough samples, 0 if one class was not.
    private double recall(Column column) {
        double[] said = predictions(column);
        Map<Double, int[]> rightAndAll = new TreeMap<>();
        for (int i = 0; i < judged.length; i++) {
            int[] counts = rightAndAll.computeIfAbsent(rows.target(judged[i]), _ -> new int[2]);
            counts[0] += said[i] == rows.target(judged[i]) ? 1 : 0;
            counts[1]++;
        }
        boolean enough = rightAndAll.size() > 1
                && rightAndAll.values().stream().allMatch(counts -> counts[1] >= FEWEST_OF_CLASS);
        return enough
                ? rightAndAll.values().stream()
                        .mapToDouble(counts -> (double) counts[0] / counts[1])
                        .average()
                        .orElse(0)
                : 0;
    }

    private double explained(Column column) {
        double[] said = predictions(column);
        double[] wanted = Arrays.stream(judged).mapToDouble(rows::target).toArray();
        double error = 0;
        for (int i = 0; i < said.length; i++) {
            error += (said[i] - wanted[i]) * (said[i] - wanted[i]) / said.length;
        }
        double variance = Math.pow(Numbers.deviation(wanted), 2);
        return variance == 0 ? 0 : 1 - error / variance;
    }

    /// Gives the answers for the judged samples.
    private double[] predictions(Column column) {
        return column.features().size() > 1
                ? byCategory(column)
                : byNearest(column.features().getFirst());
    }

    private double[] byCategory(Column column) {
        Map<List<Double>, List<Double>> seen = new HashMap<>();
        for (int row : fitted) {
            seen.computeIfAbsent(values(column, row), _ -> new ArrayList<>()).add(rows.target(row));
        }
        double usual = answer(Arrays.stream(fitted).mapToObj(rows::target).toList());
        return Arrays.stream(judged)
                .mapToDouble(row -> seen.containsKey(values(column, row))
                        ? answer(seen.getOrDefault(values(column, row), List.of()))
                        : usual)
                .toArray();
    }

    private List<Double> values(Column column, int row) {
        return column.features().stream()
                .map(feature -> rows.feature(row, feature))
                .toList();
    }

    /// The mean of numbers, the commonest of classes.
    private double answer(List<Double> targets) {
        if (!rows.hasClasses()) {
            return targets.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        }
        Map<Double, Integer> counts = new TreeMap<>();
        targets.forEach(target -> counts.merge(target, 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(-1.0);
    }

    /// Numbers between two neighbours are interpolated, classes are those of the nearer one.
    private double[] byNearest(int feature) {
        TreeMap<Double, List<Double>> seen = new TreeMap<>();
        IntStream.of(fitted)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> rows.feature(row, feature)))
                .forEach(row -> seen.computeIfAbsent(rows.feature(row, feature), _ -> new ArrayList<>())
                        .add(rows.target(row)));
        return Arrays.stream(judged)
                .mapToDouble(row -> between(seen, rows.feature(row, feature)))
                .toArray();
    }

    private double between(NavigableMap<Double, List<Double>> seen, double x) {
        Map.Entry<Double, List<Double>> below = seen.floorEntry(x);
        Map.Entry<Double, List<Double>> above = seen.ceilingEntry(x);
        if (below == null || above == null) {
            Map.Entry<Double, List<Double>> only = below == null ? above : below;
            return only == null ? 0 : answer(only.getValue());
        }
        double low = answer(below.getValue());
        double high = answer(above.getValue());
        double gap = above.getKey() - below.getKey();
        double share = gap == 0 ? 0 : (x - below.getKey()) / gap;
        return rows.hasClasses() ? (share <= 0.5 ? low : high) : low + share * (high - low);
    }
}
