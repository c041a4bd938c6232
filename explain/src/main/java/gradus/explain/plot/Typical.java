package gradus.explain.plot;

import gradus.nn.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What stands most usually in the columns of a table: the median of numbers, else the commonest text.
final class Typical {
    private Typical() {}

    /// Gives the numbers of a column; NaN where there is none.
    static double[] numbers(Table table, String column) {
        return table.cells(column).stream()
                .mapToDouble(cell -> cell.map(Typical::number).orElse(Double.NaN))
                .toArray();
    }

    private static double number(String cell) {
        try {
            return Double.parseDouble(cell.replace(',', '.'));
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    /// Says whether a column has numbers, and but for missing cells nothing else.
    static boolean isNumeric(Table table, String column) {
        long cells = table.cells(column).stream().flatMap(Optional::stream).count();
        return cells > 0
                && Arrays.stream(numbers(table, column))
                                .filter(Double::isFinite)
                                .count()
                        == cells;
    }

    /// Gives the usual cell of each of these columns.
    static Map<String, String> row(Table table, List<String> columns) {
        Map<String, String> row = new LinkedHashMap<>();
        columns.forEach(column -> row.put(column, cell(table, column)));
        return row;
    }

    private static String cell(Table table, String column) {
        if (isNumeric(table, column)) {
            List<String> cells = new ArrayList<>(
                    table.cells(column).stream().flatMap(Optional::stream).toList());
            cells.sort((a, b) -> Double.compare(number(a), number(b)));
            return cells.get((cells.size() - 1) / 2);
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        table.cells(column).stream().flatMap(Optional::stream).forEach(cell -> counts.merge(cell, 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
