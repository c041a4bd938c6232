package gradus.nn.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Rows of text set in aligned columns: the first column to the left, the others to the right.
final class TextColumns {
    static final int WIDTH = 120;
    private static final String GAP = "  ";
    private final List<List<String>> rows = new ArrayList<>();

    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /// Gives how wide column `column` is.
    int width(int column) {
        return rows.stream()
                .mapToInt(
                        row -> row.get(column).codePointCount(0, row.get(column).length()))
                .max()
                .orElse(0);
    }

    /// Gives the rows with the given columns.
    String text(List<Integer> columns) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column : columns) {
                String cell = row.get(column);
                String blanks = " ".repeat(width(column) - cell.codePointCount(0, cell.length()));
                line.append(line.isEmpty() ? "" : GAP).append(column == 0 ? cell + blanks : blanks + cell);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /// Gives all columns; where they do not fit, in blocks under each other that repeat the first.
    String folded() {
        int columns = rows.getFirst().size();
        StringBuilder text = new StringBuilder();
        List<Integer> block = new ArrayList<>(List.of(0));
        int used = width(0);
        for (int column = 1; column < columns; column++) {
            int wide = GAP.length() + width(column);
            if (used + wide > WIDTH && block.size() > 1) {
                text.append(text(block)).append('\n');
                block = new ArrayList<>(List.of(0));
                used = width(0);
            }
            block.add(column);
            used += wide;
        }
        return text.append(text(block)).toString();
    }

    /// Gives a metric with four digits after the point.
    static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4f", value);
    }

    /// Gives a label fit for one line: control characters replaced, at most `longest` characters.
    static String label(String label, int longest) {
        StringBuilder text = new StringBuilder();
        label.codePoints().map(c -> Character.isISOControl(c) ? '·' : c).forEach(text::appendCodePoint);
        if (text.codePointCount(0, text.length()) <= longest) {
            return text.toString();
        }
        return text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
