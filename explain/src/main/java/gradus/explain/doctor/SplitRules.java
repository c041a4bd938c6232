package gradus.explain.doctor;

import gradus.nn.data.Loader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What can be wrong between the parts of the data: rows that stand in two, and parts that are not alike.
final class SplitRules {
    /// Fewer equal rows may be chance, such as two flowers of the same size.
    private static final int FEWEST_EQUAL = 3;

    /// A smaller share changes no measurement by more than its own uncertainty.
    private static final double LEAST_SHARE = 0.01;

    /// Rows of few values meet by chance. Columns that go together meet more often than independent ones would, so
    /// several times the chance is let pass.
    private static final double TIMES_CHANCE = 5;

    /// The mean of a column in two random parts differs by more than this many standard errors about once in a
    /// million columns.
    private static final double STANDARD_ERRORS = 6;

    /// A shift of less than half a standard deviation hardly matters.
    private static final double LEAST_SHIFT = 0.5;

    private static final int FEWEST_SHIFTED = 15;

    /// In a random order neighbours are of one class as often as the classes are common; this many samples suffice
    /// to tell.
    private static final int FEWEST_SORTED = 20;

    private static final double SORTED = 0.9;

    private final Rows training;
    private final Columns columns;
    private final Map<String, List<Long>> marks;

    /// Looks at parts beside the training samples.
    ///
    /// @param marks sums of the bits of whole samples by part, by which equal ones are found
    SplitRules(Rows training, Columns columns, Map<String, List<Long>> marks) {
        this.training = training;
        this.columns = columns;
        this.marks = marks;
    }

    /// Gives the findings about a part that judges.
    List<Finding> examine(String part, Rows rows) {
        if (!training.hasFeatures() || !rows.hasFeatures() || training.width() != rows.width()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>(duplicated(part, rows));
        boolean apart = training.featureRank() == 1 && findings.isEmpty();
        findings.addAll(apart ? shifted(part, rows) : List.of());
        return findings;
    }

    private List<Finding> duplicated(String part, Rows rows) {
        Set<Long> known = new HashSet<>(marks.getOrDefault(DataRules.TRAINING, List.of()));
        List<Long> judged = marks.getOrDefault(part, List.of());
        long equal = judged.stream().filter(known::contains).count();
        double share = (double) equal / Math.max(1, judged.size());
        if (equal < FEWEST_EQUAL
                || share < LEAST_SHARE
                || share < TIMES_CHANCE * chance(rows, known.size()) / rows.count()) {
            return List.of();
        }
        return List.of(new Finding(
                Illness.DUPLICATED_ROWS,
                Place.split(part),
                equal + " of " + judged.size() + " samples (" + Numbers.percent(share)
                        + ") are exactly equal to a training sample",
                Numbers.named("equal", equal, "samples", judged.size(), "share", share)));
    }

    /// Gives how many rows would stand in the training part if the columns were drawn independently.
    private double chance(Rows rows, int known) {
        List<Map<Double, Integer>> counts = new ArrayList<>();
        for (int i = 0; i < training.width(); i++) {
            Map<Double, Integer> column = new HashMap<>();
            Arrays.stream(training.column(i)).forEach(value -> column.merge(value, 1, Integer::sum));
            counts.add(column);
        }
        double expected = 0;
        for (int row = 0; row < rows.count(); row++) {
            double probability = 1;
            for (int i = 0; i < training.width(); i++) {
                probability *= counts.get(i).getOrDefault(rows.feature(row, i), 0) / (double) training.count();
            }
            expected += Math.min(1, probability * known);
        }
        return expected;
    }

    private List<Finding> shifted(String part, Rows rows) {
        if (Math.min(rows.count(), training.count()) < FEWEST_SHIFTED) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        if (training.hasClasses() && rows.hasClasses()) {
            Set<Double> missing = new TreeSet<>();
            Arrays.stream(rows.targets()).forEach(missing::add);
            Arrays.stream(training.targets()).forEach(missing::remove);
            if (!missing.isEmpty()) {
                findings.add(new Finding(
                        Illness.SHIFTED_SPLIT,
                        Place.split(part),
                        "it has classes that no training sample has: "
                                + missing.stream().map(columns::className).collect(Collectors.joining(", ")),
                        Numbers.named("classes", missing.size())));
            }
        }
        if (training.hasValues() && rows.hasValues()) {
            shift(training.targets(), rows.targets(), part, "the target").ifPresent(findings::add);
        }
        for (int i = 0; i < training.width() && findings.isEmpty(); i++) {
            shift(training.column(i), rows.column(i), part, columns.name(i)).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> shift(double[] before, double[] after, String part, String name) {
        double deviation = Numbers.deviation(before);
        double difference = Math.abs(Numbers.mean(before) - Numbers.mean(after));
        double error = Math.sqrt(
                Math.pow(deviation, 2) / before.length + Math.pow(Numbers.deviation(after), 2) / after.length);
        boolean apart = difference > STANDARD_ERRORS * error && difference > LEAST_SHIFT * deviation;
        return apart && Double.isFinite(difference)
                ? Optional.of(new Finding(
                        Illness.SHIFTED_SPLIT,
                        Place.split(part),
                        "the mean of " + name + " is " + Numbers.brief(Numbers.mean(after)) + " there and "
                                + Numbers.brief(Numbers.mean(before)) + " in the training part, "
                                + Numbers.brief(difference / error) + " standard errors apart",
                        Numbers.named("mean", Numbers.mean(after), "training mean", Numbers.mean(before))))
                : Optional.empty();
    }

    /// Says whether samples come class by class to a loader that does not shuffle.
    static List<Finding> order(Loader loader) {
        int count = Math.min(Rows.MOST, loader.dataset().size());
        if (loader.order() == Loader.Order.SHUFFLED || count < FEWEST_SORTED || loader.batchSize() * 2 > count) {
            return List.of();
        }
        List<Integer> neighbours = IntStream.range(0, count)
                .map(i -> (int) ((long) (i / 2) * 2 * loader.dataset().size() / (count + 1)) + i % 2)
                .boxed()
                .toList();
        Rows rows = Rows.read(loader.dataset(), neighbours);
        if (!rows.hasClasses()) {
            return List.of();
        }
        Map<Double, Integer> counts = new TreeMap<>();
        int same = 0;
        int pairs = count / 2;
        for (int i = 0; i < pairs; i++) {
            same += rows.target(2 * i) == rows.target(2 * i + 1) ? 1 : 0;
            counts.merge(rows.target(2 * i), 1, Integer::sum);
        }
        double usual = counts.values().stream()
                .mapToDouble(c -> Math.pow((double) c / pairs, 2))
                .sum();
        double share = (double) same / pairs;
        boolean sorted = share > SORTED && usual < SORTED * SORTED;
        return sorted
                ? List.of(new Finding(
                        Illness.NOT_SHUFFLED,
                        Place.training(),
                        Numbers.percent(share) + " of neighbouring samples are of one class, where a random order has "
                                + Numbers.percent(usual) + "; the order is that of the data set",
                        Numbers.named("same", share, "random", usual)))
                : List.of();
    }
}
