package gradus.nn.data;

import gradus.core.type.FormatException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Takes the numbers of the encoders from training rows.
final class Fitting {
    private static final double SKEWED = 2;
    private static final int FEW_VALUES = 10;
    private static final int WIDEST_EMBEDDING = 50;

    private final Table table;

    private Fitting(Table table) {
        this.table = table;
    }

    static Preprocessing fit(TargetTable train) {
        Features features =
                features(train.table(), train.profile(), train.options().oneHotLimit());
        return new Preprocessing(features.encoders(), new Fitting(train.table()).target(train));
    }

    static Features features(Table train, TableProfile profile, int oneHotLimit) {
        if (train.rowCount() == 0) {
            throw new FormatException("preprocessing: it needs training rows, got none");
        }
        Fitting fitting = new Fitting(train);
        List<FeatureEncoder> features = new ArrayList<>();
        for (ColumnProfile column : profile.used()) {
            features.add(fitting.feature(column, oneHotLimit));
        }
        // columns that a network looks up in a table come last, so that the others are one block
        features.sort(Comparator.comparing(feature -> feature instanceof FeatureEncoder.Embed));
        return new Features(features);
    }

    private FeatureEncoder feature(ColumnProfile column, int oneHotLimit) {
        int index = table.index(column.name());
        ColumnScan scan = new ColumnScan(table, index);
        return switch (column.type()) {
            case NUMBER -> number(column, scan);
            case CATEGORY -> category(column.name(), scan, oneHotLimit);
            case BOOLEAN -> flag(column, scan);
            case DATE -> date(column, index);
            case TEXT, IDENTIFIER, CONSTANT, IGNORED ->
                throw new IllegalArgumentException("column '" + column.name() + "': it is not used");
        };
    }

    private static FeatureEncoder number(ColumnProfile column, ColumnScan scan) {
        double[] known = Arrays.stream(scan.values)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        double fill = known.length == 0 ? 0 : median(known);
        double logUnit = logUnit(known, scan.distinctNumbers());
        double[] squashed = Arrays.stream(scan.values)
                .map(v -> Encoding.squash(Double.isNaN(v) ? fill : v, logUnit))
                .toArray();
        double mean = mean(squashed);
        return new FeatureEncoder.Standardize(
                column.name(),
                column.markers(),
                fill,
                logUnit,
                mean,
                scale(squashed, mean),
                flag(known.length < scan.rows));
    }

    /// The median of the positive values if the logarithm at least halves a strong skew of values that are not
    /// negative, otherwise 0.
    private static double logUnit(double[] sorted, int distinct) {
        if (distinct <= FEW_VALUES || sorted[0] < 0 || skew(sorted) <= SKEWED) {
            return 0;
        }
        double unit = median(Arrays.stream(sorted).filter(v -> v > 0).toArray());
        double after =
                skew(Arrays.stream(sorted).map(v -> Encoding.squash(v, unit)).toArray());
        return Math.abs(after) <= skew(sorted) / 2 ? unit : 0;
    }

    private static FeatureEncoder category(String name, ColumnScan scan, int oneHotLimit) {
        TreeMap<String, Integer> counts = new TreeMap<>(scan.texts);
        if (counts.size() <= oneHotLimit) {
            return new FeatureEncoder.OneHot(name, List.copyOf(counts.keySet()), flag(scan.missing() > 0));
        }
        List<String> common = counts.entrySet().stream()
                .filter(e -> e.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        int dimension = (int) Math.min(WIDEST_EMBEDDING, Math.ceil(1.6 * Math.pow(counts.size(), 0.56)));
        return new FeatureEncoder.Embed(name, common, dimension);
    }

    private static FeatureEncoder flag(ColumnProfile column, ColumnScan scan) {
        // By alphabet f < t, false < true, n < y, no < yes, off < on.
        List<String> texts =
                column.examples().stream().sorted(String.CASE_INSENSITIVE_ORDER).toList();
        return new FeatureEncoder.Flag(column.name(), texts.get(0), texts.get(1), flag(scan.missing() > 0));
    }

    private FeatureEncoder date(ColumnProfile column, int index) {
        List<LocalDateTime> times = new ArrayList<>();
        DateForm form = form(column, index);
        int missing = 0;
        for (int row = 0; row < table.rowCount(); row++) {
            String text = table.text(row, index);
            if (text == null || column.markers().contains(text)) {
                missing++;
            } else {
                times.add(form.parse(text).orElseThrow());
            }
        }
        double[] days = times.stream().mapToDouble(Encoding::days).toArray();
        List<FeatureEncoder.DatePart> parts = new ArrayList<>();
        for (FeatureEncoder.DatePart part : FeatureEncoder.DatePart.values()) {
            if (isWorthwhile(part, times)) {
                parts.add(part);
            }
        }
        double mean = mean(days);
        return new FeatureEncoder.DateParts(
                column.name(), column.markers(), form, parts, mean, scale(days, mean), flag(missing > 0));
    }

    /// Days always; others if they vary. Of monthly dates the weekday says nothing.
    private static boolean isWorthwhile(FeatureEncoder.DatePart part, List<LocalDateTime> times) {
        return switch (part) {
            case DAYS -> true;
            case DAY_OF_WEEK -> times.stream().anyMatch(time -> time.getDayOfMonth() != 1) && varies(part, times);
            case DAY_OF_YEAR, TIME_OF_DAY -> varies(part, times);
        };
    }

    private static boolean varies(FeatureEncoder.DatePart part, List<LocalDateTime> times) {
        return times.stream()
                        .mapToDouble(time -> Encoding.turn(part, time))
                        .distinct()
                        .limit(2)
                        .count()
                > 1;
    }

    /// The first form that all texts of the column have that are no markers; the examples of the profile are among
    /// them, since the training rows may have no date.
    private DateForm form(ColumnProfile column, int index) {
        Set<String> texts = new HashSet<>(column.examples());
        for (int row = 0; row < table.rowCount(); row++) {
            String text = table.text(row, index);
            if (text != null) {
                texts.add(text);
            }
        }
        column.markers().forEach(texts::remove);
        return Arrays.stream(DateForm.values())
                .filter(form -> texts.stream().allMatch(text -> form.parse(text).isPresent()))
                .findFirst()
                .orElseThrow(() -> new FormatException("column '" + column.name()
                        + "': its dates are not all written in one way; make it a category or ignore it"));
    }

    private TargetEncoder target(TargetTable train) {
        int index = table.index(train.target());
        if (train.task().isClassification()) {
            TargetEncoder.Classes empty = new TargetEncoder.Classes(
                    train.target(),
                    train.labels(),
                    train.labels().stream().map(_ -> 0).toList());
            Integer[] counts = new Integer[train.labels().size()];
            Arrays.fill(counts, 0);
            for (int row = 0; row < table.rowCount(); row++) {
                counts[
                        empty.index(Objects.requireNonNull(table.text(row, index)))
                                .orElseThrow()]++;
            }
            return new TargetEncoder.Classes(train.target(), train.labels(), List.of(counts));
        }
        double[] values = new ColumnScan(table, index).values;
        double mean = mean(values);
        return new TargetEncoder.Scaled(train.target(), mean, scale(values, mean));
    }

    private static FeatureEncoder.MissingFlag flag(boolean added) {
        return added ? FeatureEncoder.MissingFlag.ADDED : FeatureEncoder.MissingFlag.NONE;
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
    }

    /// The mean, 0 of no values.
    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? 0 : sum / values.length;
    }

    /// The standard deviation (divided by n), 1 if there are no values or they do not vary beyond rounding.
    private static double scale(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(sum / values.length);
        return deviation > 1e-12 * Math.abs(mean) && Double.isFinite(deviation) ? deviation : 1;
    }

    private static double skew(double[] values) {
        double mean = mean(values);
        double scale = scale(values, mean);
        double sum = 0;
        for (double value : values) {
            sum += Math.pow((value - mean) / scale, 3);
        }
        return sum / values.length;
    }
}
