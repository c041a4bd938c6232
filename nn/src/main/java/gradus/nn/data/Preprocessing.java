package gradus.nn.data;

import gradus.core.type.FormatException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// How a table becomes numbers: one encoder per used column and one for the target. Everything in it comes from
/// training rows; it is plain data, stored with the model, and safe to use from many threads.
///
/// Columns are found by name, in any order. Columns that training did not have are ignored; a column that is
/// not there is an error. A category that training did not see becomes all zeros (one-hot) or number 0
/// (embedded); both are reported.
///
/// {@snippet file="TableSnippets.java" region="Preprocessing"}
///
/// @param features the encoders, in the order of the features
/// @param target the encoder of the target
public record Preprocessing(List<FeatureEncoder> features, TargetEncoder target) {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there is no feature
    public Preprocessing {
        features = new Features(features).encoders();
    }

    /// Takes everything from the rows of `train` and nothing else.
    public static Preprocessing fit(TargetTable train) {
        return Fitting.fit(train);
    }

    /// Gives what becomes of the columns but the target.
    public Features inputs() {
        return new Features(features);
    }

    /// Gives the number of features.
    public int width() {
        return inputs().width();
    }

    /// Gives the names of the features, as many as [#width()].
    public List<String> featureNames() {
        return inputs().names();
    }

    /// Gives the columns that are read.
    public List<String> columns() {
        return inputs().columns();
    }

    /// Gives the embedded columns by the position of their feature: a network looks that number up in an
    /// embedding table.
    public Map<Integer, FeatureEncoder.Embed> embeddings() {
        return inputs().embeddings();
    }

    /// Writes the features of one row to `out[offset]` … `out[offset + width − 1]`.
    ///
    /// @throws FormatException if the row lacks a column, or a cell of a number or date column is none
    public void encode(Row row, float[] out, int offset) {
        float[] encoded = encode(row).features();
        System.arraycopy(encoded, 0, out, offset, encoded.length);
    }

    /// Gives the features of one row as a table, without remarks.
    ///
    /// @throws FormatException if the row lacks a column, or a cell of a number or date column is none
    public EncodedTable encode(Row row) {
        return inputs().encode(row);
    }

    /// Gives the features of all rows of a table, with remarks.
    ///
    /// @throws FormatException if the table lacks a column, or a cell of a number or date column is none
    public EncodedTable encode(Table table) {
        return inputs().encode(table, List.of(target.column()));
    }

    /// Gives the samples of a table: features and the encoded target.
    ///
    /// @throws FormatException if the table lacks a column, or a target is missing, a class that training did
    ///     not know, or no number
    public ArrayDataset dataset(Table table) {
        if (!table.hasColumn(target.column())) {
            throw new FormatException(table.absent("target", target.column()));
        }
        EncodedTable encoded = encode(table);
        int rows = table.rowCount();
        int column = table.index(target.column());
        return switch (target) {
            case TargetEncoder.Classes classes -> {
                int[] indices = new int[rows];
                for (int row = 0; row < rows; row++) {
                    String text = targetText(table, row, column);
                    indices[row] = classes.index(text)
                            .orElseThrow(strange(
                                    table,
                                    row,
                                    text,
                                    "a class of training, which are " + NearestName.list(classes.labels())));
                }
                yield ArrayDataset.ofClasses(encoded.features(), encoded.width(), indices);
            }
            case TargetEncoder.Scaled scaled -> {
                float[] values = new float[rows];
                for (int row = 0; row < rows; row++) {
                    String text = targetText(table, row, column);
                    values[row] = (float) scaled.scaled(text).orElseThrow(strange(table, row, text, "a number"));
                }
                yield ArrayDataset.ofValues(encoded.features(), encoded.width(), values);
            }
        };
    }

    /// Gives in words what is done, a line for each column.
    public String describe() {
        return inputs().describe();
    }

    private String targetText(Table table, int row, int column) {
        String text = table.text(row, column);
        if (text == null) {
            throw new FormatException("target '" + target.column() + "': every row needs a value here, but "
                    + table.place(row) + " has none; leave such rows out");
        }
        return text;
    }

    private Supplier<FormatException> strange(Table table, int row, String text, String rule) {
        return () -> new FormatException(
                "target '" + target.column() + "': it must be " + rule + ", got '" + text + "' in " + table.place(row));
    }
}
