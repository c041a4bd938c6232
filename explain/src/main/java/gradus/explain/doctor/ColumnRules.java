package gradus.explain.doctor;

import gradus.explain.doctor.Columns.Column;
import gradus.explain.doctor.Columns.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What can be wrong with single columns: values that are not finite, columns that never change or come twice.
final class ColumnRules {
    /// A column that has one value in fewer samples than this may have others.
    private static final int FEWEST = 10;

    /// Pictures and counts of words have many columns that are always at the bottom: at least so many columns, of
    /// which at least half share the least value, are taken for such.
    private static final int MANY_COLUMNS = 12;

    /// Exactly equal but for scale and place, to the rounding of float32.
    private static final double SAME = 1 - 1e-6;

    /// Columns that hardly vary are equal by chance: so many samples must differ from the commonest value.
    private static final int LEAST_VARIED = 10;

    /// Comparing each column with each is quick up to here.
    private static final int MOST_COMPARED = 200;

    private static final int MOST_NAMED = 5;

    private final Rows rows;
    private final Columns columns;

    ColumnRules(Rows rows, Columns columns) {
        this.rows = rows;
        this.columns = columns;
    }

    static List<Finding> notFinite(Rows rows, Columns columns, String part) {
        List<Finding> findings = new ArrayList<>();
        if (rows.hasFeatures()) {
            Map<String, Integer> spoilt = new HashMap<>();
            for (int i = 0; i < rows.parts().getFirst().count(); i++) {
                if (!Double.isFinite(rows.parts().getFirst().get(i))) {
                    spoilt.merge(columns.name(i % rows.width()), 1, Integer::sum);
                }
            }
            spoilt.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .limit(MOST_NAMED)
                    .forEach(entry -> findings.add(
                            notFinite(Place.column(entry.getKey()), entry.getValue(), rows.count(), part)));
        }
        if (rows.parts().size() > 1) {
            long spoilt = Arrays.stream(rows.parts().get(1).toDoubles())
                    .filter(value -> !Double.isFinite(value))
                    .count();
            if (spoilt > 0) {
                findings.add(notFinite(Place.target(), spoilt, rows.count(), part));
            }
        }
        return findings;
    }

    private static Finding notFinite(Place place, long spoilt, int rows, String part) {
        return new Finding(
                Illness.NOT_FINITE,
                place,
                spoilt + " values of " + rows + " " + part + " samples are NaN or infinite",
                Numbers.named("values", spoilt, "samples", rows));
    }

    /// Gives the findings about numbers as they are: for columns, not for pictures or sequences.
    List<Finding> examine() {
        if (!rows.hasFeatures() || rows.featureRank() != 1 || rows.count() < FEWEST || isBackground()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        List<Column> varied = new ArrayList<>();
        for (Column column : columns.columns()) {
            if (column.features().stream().allMatch(feature -> isConstant(rows.column(feature)))) {
                double value = rows.feature(0, column.features().getFirst());
                findings.add(new Finding(
                        Illness.CONSTANT_COLUMN,
                        Place.column(column.name()),
                        "it is " + Numbers.brief(value) + " in all of " + rows.count() + " samples",
                        Numbers.named("value", value, "samples", rows.count())));
            } else if (column.kind() == Kind.NUMBER) {
                varied.add(column);
            }
        }
        if (varied.size() <= MOST_COMPARED) {
            findings.addAll(doubled(varied));
        }
        return findings;
    }

    private static boolean isConstant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    private boolean isBackground() {
        int width = rows.width();
        if (width < MANY_COLUMNS) {
            return false;
        }
        double[] least = new double[width];
        for (int i = 0; i < width; i++) {
            least[i] = Arrays.stream(rows.column(i)).min().orElse(0);
        }
        double bottom = Arrays.stream(least).min().orElse(0);
        return Arrays.stream(least).filter(value -> value == bottom).count() * 2 >= width;
    }

    private List<Finding> doubled(List<Column> varied) {
        List<Finding> findings = new ArrayList<>();
        List<double[]> values = varied.stream()
                .map(column -> rows.column(column.features().getFirst()))
                .toList();
        for (int i = 0; i < varied.size(); i++) {
            for (int j = 0; j < i; j++) {
                double correlation = Numbers.correlation(values.get(i), values.get(j));
                if (correlation >= SAME && isVaried(values.get(i))) {
                    findings.add(new Finding(
                            Illness.DUPLICATED_COLUMN,
                            Place.column(varied.get(i).name()),
                            "it rises and falls exactly as " + varied.get(j).name() + " does in " + rows.count()
                                    + " samples",
                            Numbers.named("correlation", correlation, "samples", rows.count())));
                    break;
                }
            }
        }
        return findings;
    }

    private static boolean isVaried(double[] values) {
        Map<Double, Integer> counts = new HashMap<>();
        Arrays.stream(values).forEach(value -> counts.merge(value, 1, Integer::sum));
        int commonest = counts.values().stream().max(Integer::compare).orElse(0);
        return counts.size() > 2 && values.length - commonest >= LEAST_VARIED;
    }
}
