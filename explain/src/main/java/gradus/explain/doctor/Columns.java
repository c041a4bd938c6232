package gradus.explain.doctor;

import gradus.nn.data.FeatureEncoder;
import gradus.nn.data.Preprocessing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What the numbers of a sample are called, and which of them come from one column of a table.
///
/// @param columns the columns
record Columns(List<Column> columns) {
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
        return new Columns(IntStream.range(0, names.size())
                .mapToObj(i -> new Column(names.get(i), Kind.NUMBER, List.of(i)))
                .toList());
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
        return new Columns(columns);
    }

    private static Kind kind(FeatureEncoder encoder) {
        return switch (encoder) {
            case FeatureEncoder.Standardize _, FeatureEncoder.DateParts _ -> Kind.NUMBER;
            case FeatureEncoder.OneHot _, FeatureEncoder.Embed _, FeatureEncoder.Flag _ -> Kind.CATEGORIES;
        };
    }

    String name(int feature) {
        return columns.stream()
                .filter(column -> column.features().contains(feature))
                .map(Column::name)
                .findFirst()
                .orElse("feature " + feature);
    }
}
