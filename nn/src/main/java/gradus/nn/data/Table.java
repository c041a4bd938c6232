package gradus.nn.data;

import gradus.core.type.FormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An immutable table: named columns of text cells, some of them missing.
///
/// What the columns *are* is found out by [#profile()] and [#target(String)]. Selections of rows and columns
/// share the cells.
///
/// {@snippet file="DataSnippets.java" region="Table"}
public final class Table {
    /// Where the rows come from: file, line of each row (none if not from a file) and remarks.
    @SuppressWarnings("ArrayRecordComponent")
    record Origin(String source, int[] lines, List<String> notes) {
        Origin {
            notes = List.copyOf(notes);
        }
    }

    private final List<String> names;
    private final List<Column> columns;
    private final int[] rows;
    private final Origin origin;

    Table(List<String> names, List<Column> columns, int[] rows, Origin origin) {
        this.names = List.copyOf(names);
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.origin = origin;
    }

    /// Reads a table from a CSV file, finding out how it is written.
    ///
    /// @throws FormatException if there is no such file, it cannot be read, or it is not a table
    /// @throws IllegalStateException if no reader is installed
    public static Table readCsv(Path file) {
        return readCsv(file, CsvOptions.defaults());
    }

    /// Reads a table from a CSV file.
    ///
    /// @throws FormatException if there is no such file, it cannot be read, or it is not a table
    /// @throws IllegalStateException if no reader is installed
    public static Table readCsv(Path file, CsvOptions options) {
        return TableReaders.plain(file).read(file, options);
    }

    /// Reads a table from a file of any format that a reader is there for, chosen by the ending of the name:
    /// `jsonl` and `ndjson`, `npy` and `npz`, and CSV for all others.
    ///
    /// @throws FormatException if there is no such file, it cannot be read, or it is not a table
    /// @throws IllegalStateException if no reader is installed
    public static Table read(Path file) {
        return read(file, CsvOptions.defaults());
    }

    /// Reads a table from a file of any format that a reader is there for.
    ///
    /// @param options how a text is written
    /// @throws FormatException if there is no such file, it cannot be read, or it is not a table
    /// @throws IllegalStateException if no reader is installed
    public static Table read(Path file, CsvOptions options) {
        return TableReaders.of(file).read(file, options);
    }

    /// Gives a table of these rows; cells are stripped and the usual markers (`NA`, `?`, empty …) mean "no
    /// value".
    ///
    /// @throws IllegalArgumentException if a row does not have as many cells as there are names
    public static Table of(List<String> names, List<List<String>> rows) {
        TableBuilder builder = TableBuilder.of("", names, CsvOptions.defaults());
        rows.forEach(row -> builder.add(row, 0));
        return builder.build();
    }

    /// Gives the number of rows.
    public int rowCount() {
        return rows.length;
    }

    /// Gives the number of columns.
    public int columnCount() {
        return names.size();
    }

    /// Gives the names of the columns, in order.
    public List<String> columnNames() {
        return names;
    }

    /// Says whether there is a column of that name.
    public boolean hasColumn(String column) {
        return names.contains(column);
    }

    /// Gives remarks on how the table was read: separator, header and why, decimal sign.
    public List<String> notes() {
        return origin.notes();
    }

    /// Gives the file that the table was read from, empty if it was not.
    public String source() {
        return origin.source();
    }

    /// Gives the text of a cell, empty if it is missing.
    ///
    /// @throws FormatException if there is no such column
    public Optional<String> cell(int row, String column) {
        return Optional.ofNullable(text(row, index(column)));
    }

    /// Gives the texts of a column, empty where missing.
    ///
    /// @throws FormatException if there is no such column
    public List<Optional<String>> cells(String column) {
        int index = index(column);
        List<Optional<String>> cells = new ArrayList<>(rows.length);
        for (int row = 0; row < rows.length; row++) {
            cells.add(Optional.ofNullable(text(row, index)));
        }
        return cells;
    }

    /// Gives one row.
    public Row row(int row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            cells.put(names.get(i), Objects.requireNonNullElse(text(row, i), ""));
        }
        return new Row(cells, place(row));
    }

    /// Gives the rows with these numbers, counted from 0, in this order.
    ///
    /// @throws IllegalArgumentException if a number is out of range
    public Table rows(int... chosen) {
        int[] mapped = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i] < 0 || chosen[i] >= rows.length) {
                throw new IllegalArgumentException(
                        "rows: numbers must lie in 0 … " + (rows.length - 1) + ", got " + chosen[i]);
            }
            mapped[i] = rows[chosen[i]];
        }
        return new Table(names, columns, mapped, origin);
    }

    /// Gives these columns only, in this order.
    ///
    /// @throws FormatException if there is no such column
    public Table select(String... wanted) {
        List<Column> chosen = new ArrayList<>();
        for (String column : wanted) {
            chosen.add(columns.get(index(column)));
        }
        return new Table(List.of(wanted), chosen, rows, origin);
    }

    /// Gives all columns but these.
    ///
    /// @throws FormatException if there is no such column
    public Table drop(String... unwanted) {
        for (String column : unwanted) {
            index(column);
        }
        List<String> left = Arrays.asList(unwanted);
        return select(names.stream().filter(name -> !left.contains(name)).toArray(String[]::new));
    }

    /// Finds out what every column is.
    public TableProfile profile() {
        return profile(TableOptions.defaults());
    }

    /// Finds out what every column is, where `options` do not say so.
    ///
    /// @throws FormatException if `options` name a column that is not there
    public TableProfile profile(TableOptions options) {
        return Inference.profile(this, options);
    }

    /// Chooses the column to predict; classes or regression is inferred, see [TargetTable#task()].
    ///
    /// @throws FormatException if there is no such column or nothing can be learned from it
    public TargetTable target(String column) {
        return target(column, TableOptions.defaults());
    }

    /// Chooses the column to predict, with what the user says about the other columns.
    ///
    /// @throws FormatException if there is no such column or nothing can be learned from it
    public TargetTable target(String column, TableOptions options) {
        return TargetInference.of(this, column, options);
    }

    /// The text of a cell, null if it is missing.
    @Nullable
    String text(int row, int column) {
        return columns.get(column).text(rows[row]);
    }

    /// The index of a column.
    int index(String column) {
        int index = names.indexOf(column);
        if (index < 0) {
            throw new FormatException(absent("table", column));
        }
        return index;
    }

    String absent(String what, String column) {
        return what + ": there is no column '" + column + "', the columns are " + NearestName.list(names)
                + NearestName.suggestion(column, names);
    }

    /// Where a row is, for messages: `line 18` of a file or `row 17`.
    String place(int row) {
        int[] lines = origin.lines();
        return lines.length == 0 ? "row " + (rows[row] + 1) : "line " + lines[rows[row]];
    }

    @Override
    public String toString() {
        return "Table[" + rows.length + " rows × " + names.size() + " columns: " + NearestName.list(names) + "]";
    }
}
