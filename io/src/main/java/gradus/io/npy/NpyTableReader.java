package gradus.io.npy;

import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.nn.data.CsvOptions;
import gradus.nn.data.Table;
import gradus.nn.data.TableBuilder;
import gradus.nn.data.TableReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/// Reads tables from NumPy's files. A matrix `*.npy` has a row per row and the columns c1, c2, …; in `*.npz` each array
/// `[rows]` is a column of its name, and each matrix `[rows, n]` the columns NAME_1 to NAME_n. NaN is a missing value.
///
/// {@snippet file="FileSnippets.java" region="TableReader"}
public final class NpyTableReader implements TableReader {
    /// Makes the reader; `ServiceLoader` does it.
    public NpyTableReader() {}

    @Override
    public List<String> endings() {
        return List.of("npy", "npz");
    }

    @Override
    public Table read(Path file, CsvOptions options) {
        boolean several = file.toString().toLowerCase(Locale.ROOT).endsWith("npz");
        Map<String, Literal> arrays = several ? Npz.read(file) : Map.of("c", Npy.read(file));
        List<String> names = new ArrayList<>();
        List<IntFunction<String>> columns = new ArrayList<>();
        int rows = -1;
        for (Map.Entry<String, Literal> array : arrays.entrySet()) {
            int[] sizes = array.getValue().type().shape().sizes();
            String what = several ? "array '" + array.getKey() + "'" : "the array";
            if (sizes.length < 1 || sizes.length > 2) {
                throw new FormatException(
                        "read " + file + ": a column of a table is an array [rows] and several are one"
                                + " [rows, columns], but " + what + " is "
                                + array.getValue().type().shape()
                                + "; reshape it, or load it by gradus.io.npy and make a data set of it");
            }
            if (rows >= 0 && sizes[0] != rows) {
                throw new FormatException("read " + file + ": all arrays must have as many rows, but " + what + " has "
                        + sizes[0] + " and others have " + rows
                        + "; save training and test rows in files of their own");
            }
            rows = sizes[0];
            columns(array.getKey(), several, array.getValue(), names, columns);
        }
        if (rows < 1 || names.isEmpty()) {
            throw new FormatException("read " + file + ": a table needs rows and columns, but there are none");
        }
        return table(file, names, columns, rows, options);
    }

    private static void columns(
            String name, boolean named, Literal array, List<String> names, List<IntFunction<String>> columns) {
        int[] sizes = array.type().shape().sizes();
        int width = sizes.length == 1 ? 1 : sizes[1];
        for (int i = 0; i < width; i++) {
            int column = i;
            names.add(named && sizes.length == 1 ? name : name + (named ? "_" : "") + (i + 1));
            columns.add(row -> text(array, row * width + column));
        }
    }

    private static Table table(
            Path file, List<String> names, List<IntFunction<String>> columns, int rows, CsvOptions options) {
        TableBuilder builder = TableBuilder.of(file.toString(), names, options.withDecimal(CsvOptions.Decimal.POINT));
        for (int row = 0; row < rows; row++) {
            int at = row;
            List<String> cells =
                    columns.stream().map(column -> column.apply(at)).toList();
            for (int i = 0; i < cells.size(); i++) {
                checkFinite(file, names.get(i), row, cells.get(i));
            }
            builder.add(cells, 0);
        }
        return builder.build();
    }

    /// An infinity is no number of a table; as a text it would make its whole column one of texts.
    private static void checkFinite(Path file, String column, int row, String cell) {
        if (cell.endsWith("Infinity")) {
            throw new FormatException("read " + file + ": a number of a table must be finite, but column '" + column
                    + "' holds " + cell + " in row " + (row + 1)
                    + "; write NaN for a missing value, or leave the row out");
        }
    }

    private static String text(Literal array, int at) {
        return switch (array.array()) {
            case float[] values -> Float.isNaN(values[at]) ? "" : Float.toString(values[at]);
            case double[] values -> Double.isNaN(values[at]) ? "" : Double.toString(values[at]);
            case int[] values -> Integer.toString(values[at]);
            case long[] values -> Long.toString(values[at]);
            case byte[] values -> Boolean.toString(values[at] != 0);
            default -> throw new AssertionError(DType.BFLOAT16);
        };
    }
}
