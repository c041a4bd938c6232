package gradus.nn.data;

import gradus.core.type.FormatException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How the columns of a table become the features that a network takes: one encoder per used column. Everything in it
/// comes from training rows; it is plain data, stored with a model, and safe to use from many threads.
///
/// Columns are found by name, in any order. Columns that training did not have are ignored; a column that is
/// not there is an error. A category that training did not see becomes all zeros (one-hot) or number 0
/// (embedded); both are reported.
///
/// {@snippet file="TableSnippets.java" region="Features"}
///
/// @param encoders the encoders, in the order of the features; those of embedded columns last
public record Features(List<FeatureEncoder> encoders) {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there is no feature
    public Features {
        encoders = List.copyOf(encoders);
        if (encoders.isEmpty()) {
            throw new IllegalArgumentException("preprocessing: at least one feature is needed, got none");
        }
    }

    /// Gives the number of features.
    public int width() {
        return encoders.stream().mapToInt(FeatureEncoder::width).sum();
    }

    /// Gives the names of the features, as many as [#width()].
    public List<String> names() {
        return encoders.stream()
                .flatMap(feature -> feature.featureNames().stream())
                .toList();
    }

    /// Gives the columns that are read.
    public List<String> columns() {
        return encoders.stream().map(FeatureEncoder::column).toList();
    }

    /// Gives the embedded columns by the position of their feature: a network looks that number up in an
    /// embedding table.
    public Map<Integer, FeatureEncoder.Embed> embeddings() {
        Map<Integer, FeatureEncoder.Embed> embeddings = new LinkedHashMap<>();
        int at = 0;
        for (FeatureEncoder feature : encoders) {
            if (feature instanceof FeatureEncoder.Embed embed) {
                embeddings.put(at, embed);
            }
            at += feature.width();
        }
        return embeddings;
    }

    /// Gives the features of one row as a table, without remarks.
    ///
    /// @throws FormatException if the row lacks a column, or a cell of a number or date column is none
    public EncodedTable encode(Row row) {
        for (FeatureEncoder feature : encoders) {
            if (!row.hasColumn(feature.column())) {
                throw lacking(row.columnNames());
            }
        }
        EncodedTable encoded = new EncodedTable(1, width());
        int at = 0;
        for (FeatureEncoder feature : encoders) {
            String cell = row.cell(feature.column()).orElse(null);
            encoded.count(Encoding.encode(feature, cell, row::place, encoded.features(), at), 0);
            at += feature.width();
        }
        return encoded;
    }

    /// Gives the features of all rows of a table, with remarks.
    ///
    /// @throws FormatException if the table lacks a column, or a cell of a number or date column is none
    public EncodedTable encode(Table table) {
        return encode(table, List.of());
    }

    /// Gives the features of all rows of a table, with remarks on columns that are neither read nor named here.
    EncodedTable encode(Table table, List<String> apart) {
        if (!table.columnNames().containsAll(columns())) {
            throw lacking(table.columnNames());
        }
        EncodedTable encoded = new EncodedTable(table.rowCount(), width());
        noteExtra(table, apart, encoded);
        int at = 0;
        for (FeatureEncoder feature : encoders) {
            encode(feature, table, at, encoded);
            at += feature.width();
        }
        return encoded;
    }

    /// Gives in words what is done, a line for each column.
    public String describe() {
        StringBuilder text = new StringBuilder();
        encoders.forEach(feature -> text.append(feature.describe()).append('\n'));
        return text.toString();
    }

    private static void encode(FeatureEncoder feature, Table table, int first, EncodedTable encoded) {
        int column = table.index(feature.column());
        int missing = 0;
        Map<String, Integer> unseen = new LinkedHashMap<>();
        for (int row = 0; row < table.rowCount(); row++) {
            int here = row;
            @Nullable String cell = table.text(row, column);
            int at = row * encoded.width() + first;
            Encoding.Finding finding = Encoding.encode(feature, cell, () -> table.place(here), encoded.features(), at);
            encoded.count(finding, row);
            switch (finding) {
                case FINE -> {}
                case NEWLY_MISSING -> missing++;
                case UNSEEN -> unseen.merge(Objects.requireNonNull(cell), 1, Integer::sum);
            }
        }
        if (missing > 0) {
            encoded.note("column '" + feature.column() + "': " + missing + (missing == 1 ? " value is" : " values are")
                    + " missing, which training did not see; filled in");
        }
        if (!unseen.isEmpty()) {
            int cells = unseen.values().stream().mapToInt(Integer::intValue).sum();
            encoded.note("column '" + feature.column() + "': " + cells
                    + (cells == 1 ? " cell has a category" : " cells have categories") + " that training did not see ("
                    + NearestName.list(List.copyOf(unseen.keySet())) + "); treated as none of the known ones");
        }
    }

    private void noteExtra(Table table, List<String> apart, EncodedTable encoded) {
        List<String> known = columns();
        List<String> extra = table.columnNames().stream()
                .filter(name -> !known.contains(name) && !apart.contains(name))
                .toList();
        if (!extra.isEmpty()) {
            encoded.note((extra.size() == 1 ? "column " : "columns ") + NearestName.list(extra)
                    + (extra.size() == 1 ? " is" : " are") + " not used by the model");
        }
    }

    private FormatException lacking(List<String> present) {
        List<String> missing =
                columns().stream().filter(name -> !present.contains(name)).toList();
        StringBuilder near = new StringBuilder();
        for (String name : missing) {
            NearestName.of(name, present)
                    .filter(found -> !columns().contains(found))
                    .ifPresent(found -> near.append(near.isEmpty() ? "; did you mean " : ", ")
                            .append("'")
                            .append(found)
                            .append("' for '")
                            .append(name)
                            .append("'"));
        }
        return new FormatException("prediction: the model reads " + columns().size() + " columns, "
                + (missing.size() == 1 ? "one is" : missing.size() + " are") + " not there: "
                + NearestName.list(missing)
                + "; the columns are " + NearestName.list(present) + near + (near.isEmpty() ? "" : "?"));
    }
}
