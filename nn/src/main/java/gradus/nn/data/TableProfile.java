package gradus.nn.data;

import gradus.core.type.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What every column of a table is, and why.
///
/// {@snippet file="TableSnippets.java" region="TableProfile"}
///
/// @param columns one verdict per column, in order
/// @param notes what deserves attention, such as cells that were taken as missing
public record TableProfile(List<ColumnProfile> columns, List<String> notes) {
    private static final List<String> HEADINGS =
            List.of("column", "type", "missing", "distinct", "examples", "because");
    private static final int WIDTH = 120;
    private static final int NAME_WIDTH = 24;
    private static final int EXAMPLES_WIDTH = 28;

    /// Copies the lists.
    public TableProfile {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    /// Gives the verdict on one column.
    ///
    /// @throws FormatException if there is no such column
    public ColumnProfile column(String name) {
        List<String> names = columns.stream().map(ColumnProfile::name).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw new FormatException("table profile: there is no column '" + name + "', the columns are "
                    + NearestName.list(names) + NearestName.suggestion(name, names));
        }
        return columns.get(index);
    }

    /// Gives the columns that a network gets.
    public List<ColumnProfile> used() {
        return columns.stream().filter(column -> column.type().isUsed()).toList();
    }

    /// Gives this profile without one column.
    public TableProfile without(String name) {
        return new TableProfile(
                columns.stream().filter(column -> !column.name().equals(name)).toList(), notes);
    }

    /// Gives an aligned table of columns, types and reasons, at most 120 characters wide, then the notes.
    public String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        for (ColumnProfile column : columns) {
            rows.add(List.of(
                    cut(column.name(), NAME_WIDTH),
                    column.type().name().toLowerCase(Locale.ROOT),
                    column.missing() == 0 ? "" : Integer.toString(column.missing()),
                    Integer.toString(column.distinct()),
                    cut(String.join(", ", column.examples()), EXAMPLES_WIDTH),
                    column.reason()));
        }
        StringBuilder text = new StringBuilder();
        int[] widths = widths(rows);
        rows.forEach(row -> line(text, row, widths));
        notes.forEach(note -> text.append("note: ").append(note).append('\n'));
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    /// One row; a reason that does not fit goes on in the next line, below itself.
    private static void line(StringBuilder text, List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length - 1; i++) {
            boolean right = i == 2 || i == 3;
            String blanks = " ".repeat(widths[i] - row.get(i).length());
            line.append(right ? blanks + row.get(i) : row.get(i) + blanks).append("  ");
        }
        int indent = line.length();
        String rest = row.getLast();
        while (indent + rest.length() > WIDTH) {
            int at = rest.lastIndexOf(' ', WIDTH - indent);
            int end = at <= 0 ? WIDTH - indent : at;
            text.append(line).append(rest, 0, end).append('\n');
            rest = rest.substring(end).strip();
            line = new StringBuilder(" ".repeat(indent));
        }
        text.append(line).append(rest);
        while (text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        text.append('\n');
    }

    private static String cut(String text, int width) {
        String clean = text.replaceAll("[\\p{Cntrl}]", " ");
        return clean.length() <= width ? clean : clean.substring(0, width - 1) + "…";
    }
}
