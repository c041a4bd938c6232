package gradus.explain.doctor;

import gradus.nn.data.FeatureEncoder;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.TargetEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What the numbers of a sample are called, which of them come from one column of a table, and what its classes are
/// called.
///
/// @param columns the columns
/// @param classes the names of the classes of the target; empty if they have none
record Columns(List<Column> columns, List<String> classes) {
    /// A column.
    ///
    /// @param name what it is called
    /// @param kind what its numbers are
    /// @param features where its numbers stand in a sample; the first tells most
    record Column(String name, Kind kind, List<Integer> features) {}

    /// What the numbers of a column are.
    enum Kind {
        /// A measured number, perhaps with a mark for missing.
        NUMBER,
        /// Categories, one number for each, or their numbers.
        CATEGORIES
    }

    /// Gives a column for each number, called `feature 0` and so on.
    static Columns numbered(int width) {
        return named(IntStream.range(0, width).mapToObj(i -> "feature " + i).toList());
    }

    /// Gives a column of this name for each number.
    static Columns named(List<String> names) {
        List<Column> columns = IntStream.range(0, names.size())
                .mapToObj(i -> new Column(names.get(i), Kind.NUMBER, List.of(i)))
                .toList();
        return new Columns(columns, List.of());
    }

    /// Gives the columns of a table.
    static Columns of(Preprocessing preprocessing) {
        List<String> names = preprocessing.featureNames();
        List<Column> columns = new ArrayList<>();
        for (FeatureEncoder encoder : preprocessing.features()) {
            List<Integer> features =
                    encoder.featureNames().stream().map(names::indexOf).toList();
            columns.add(new Column(encoder.column(), kind(encoder), features));
        }
        List<String> classes =
                preprocessing.target() instanceof TargetEncoder.Classes known ? known.labels() : List.of();
        return new Columns(columns, classes);
    }

    private static Kind kind(FeatureEncoder encoder) {
        return switch (encoder) {
            case FeatureEncoder.Standardize _, FeatureEncoder.DateParts _ -> Kind.NUMBER;
            case FeatureEncoder.OneHot _, FeatureEncoder.Embed _, FeatureEncoder.Flag _ -> Kind.CATEGORIES;
        };
    }

    /// Gives what a class is called: its name in quotes, else its number.
    String className(double target) {
        int number = (int) target;
        return number >= 0 && number < classes.size() ? "'" + classes.get(number) + "'" : String.valueOf(number);
    }

    String name(int feature) {
        return columns.stream()
                .filter(column -> column.features().contains(feature))
                .map(Column::name)
                .findFirst()
                .orElse("feature " + feature);
    }
}
