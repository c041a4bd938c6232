package gradus.cli.terminal;

import gradus.cli.terminal.Style.Ink;
import java.util.ArrayList;
import java.util.List;

/// Tables of text with aligned columns that fit the terminal.
public final class Tables {
    private static final String GAP = "  ";
    private static final int NARROWEST = 6;

    private Tables() {}

    /// To which side the cells of a column are set.
    public enum Align {
        /// Words.
        LEFT,
        /// Numbers.
        RIGHT
    }

    /// A column.
    public record Column(String title, Align align) {
        /// Gives a column of words.
        public static Column left(String title) {
            return new Column(title, Align.LEFT);
        }

        /// Gives a column of numbers.
        public static Column right(String title) {
            return new Column(title, Align.RIGHT);
        }
    }

    /// Gives the table with a head and a line under it; every line ends with a line break.
    ///
    /// Where it is too wide the widest columns of words are cut, down to six characters; numbers are never cut.
    ///
    /// @throws IllegalArgumentException if a row has another number of cells than there are columns
    public static String text(List<Column> columns, List<List<String>> rows, Terminal terminal) {
        List<List<String>> all = new ArrayList<>();
        all.add(columns.stream().map(column -> TextWidth.clean(column.title())).toList());
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("table: a row must have one cell for each of the " + columns.size()
                        + " columns, got " + row.size() + " cells: " + row);
            }
            all.add(row.stream().map(TextWidth::clean).toList());
        }
        int[] widths = widths(columns, all, terminal.width());
        StringBuilder text = new StringBuilder();
        String head = line(columns, all.getFirst(), widths, terminal.glyphs());
        text.append(terminal.style().paint(Ink.BOLD, head)).append('\n');
        text.append(terminal.style().paint(Ink.DIM, terminal.glyphs().line().repeat(total(widths))))
                .append('\n');
        for (List<String> row : all.subList(1, all.size())) {
            text.append(line(columns, row, widths, terminal.glyphs())).append('\n');
        }
        return text.toString();
    }

    private static int[] widths(List<Column> columns, List<List<String>> rows, int room) {
        int[] widths = new int[columns.size()];
        for (List<String> row : rows) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], TextWidth.of(row.get(c)));
            }
        }
        while (total(widths) > room) {
            int widest = -1;
            for (int c = 0; c < widths.length; c++) {
                boolean words = columns.get(c).align() == Align.LEFT && widths[c] > NARROWEST;
                if (words && (widest < 0 || widths[c] > widths[widest])) {
                    widest = c;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static int total(int[] widths) {
        int sum = GAP.length() * Math.max(0, widths.length - 1);
        for (int width : widths) {
            sum += width;
        }
        return sum;
    }

    private static String line(List<Column> columns, List<String> cells, int[] widths, Glyphs glyphs) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String cell = glyphs.cut(cells.get(c), widths[c]);
            String blanks = " ".repeat(widths[c] - TextWidth.of(cell));
            line.append(c == 0 ? "" : GAP);
            line.append(columns.get(c).align() == Align.LEFT ? cell + blanks : blanks + cell);
        }
        return line.toString().stripTrailing();
    }
}
