package gradus.nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Collects rows into a [Table], for readers of files. Cells are stripped of surrounding blanks, missing
/// markers recognised, decimal commas written as points.
public final class TableBuilder {
    private final List<String> names;
    private final CsvOptions options;
    private final List<ColumnBuilder> columns = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final String source;
    private int[] lines = new int[64];
    private int rows;

    private TableBuilder(String source, List<String> names, CsvOptions options) {
        this.source = source;
        this.options = options;
        this.names = unique(names);
        names.forEach(_ -> columns.add(new ColumnBuilder()));
    }

    /// Starts a table. A blank name becomes c and the column's number, a repeated one gets a number.
    ///
    /// @param source the file, for messages; empty if there is none
    /// @param names the columns
    /// @param options missing markers, decimal sign and separator; the separator decides what `1,234` means
    public static TableBuilder of(String source, List<String> names, CsvOptions options) {
        return new TableBuilder(source, names, options);
    }

    /// Adds a row.
    ///
    /// @param line the line of the file where it starts, 0 if there is none
    /// @throws IllegalArgumentException if there are not as many cells as columns
    public TableBuilder add(List<String> cells, int line) {
        if (cells.size() != names.size()) {
            throw new IllegalArgumentException("table: row " + (rows + 1) + " must have " + names.size() + " cells ("
                    + NearestName.list(names) + "), got " + cells.size());
        }
        for (int i = 0; i < names.size(); i++) {
            String text = cells.get(i).strip();
            columns.get(i).add(options.isMissing(text) ? null : text);
        }
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, rows * 2);
        }
        lines[rows++] = line;
        return this;
    }

    /// Adds a remark on how the table was read.
    public TableBuilder note(String text) {
        notes.add(text);
        return this;
    }

    /// Gives the number of rows so far.
    public int rowCount() {
        return rows;
    }

    /// Gives the table.
    public Table build() {
        List<Column> built = new ArrayList<>();
        for (ColumnBuilder column : columns) {
            built.add(column.build());
        }
        int rewritten = DecimalComma.rewrite(built, options);
        if (rewritten > 0) {
            notes.add("decimal comma in " + rewritten + (rewritten == 1 ? " column" : " columns"));
        }
        int[] order = new int[rows];
        Arrays.setAll(order, i -> i);
        boolean fromFile = rows > 0 && lines[0] > 0;
        return new Table(
                names,
                built,
                order,
                new Table.Origin(source, fromFile ? Arrays.copyOf(lines, rows) : new int[0], notes));
    }

    private List<String> unique(List<String> given) {
        Set<String> seen = new HashSet<>();
        List<String> result = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String name = given.get(i).strip().isEmpty()
                    ? "c" + (i + 1)
                    : given.get(i).strip();
            String free = name;
            for (int n = 2; !seen.add(free); n++) {
                free = name + "_" + n;
            }
            if (!free.equals(given.get(i).strip())) {
                notes.add("column " + (i + 1) + " is called '" + free + "': "
                        + (given.get(i).isBlank()
                                ? "the header has no name for it"
                                : "its name '" + name + "' is taken"));
            }
            result.add(free);
        }
        return List.copyOf(result);
    }
}
