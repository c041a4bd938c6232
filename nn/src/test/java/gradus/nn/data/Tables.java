package gradus.nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Short ways to make tables.
final class Tables {
    private Tables() {}

    /// One line per row, fields separated by commas.
    static Table of(String header, String... rows) {
        return Table.of(
                List.of(header.split(",")),
                Arrays.stream(rows).map(row -> List.of(row.split(",", -1))).toList());
    }

    /// Rows made from their number.
    static Table of(String header, int rows, IntFunction<String> row) {
        return of(header, IntStream.range(0, rows).mapToObj(row).toArray(String[]::new));
    }

    /// The verdict on one column of these cells, beside a column of numbers.
    static ColumnProfile column(int rows, IntFunction<String> cell) {
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            cells.add(List.of("" + i * i % 97 * 0.5, cell.apply(i)));
        }
        return Table.of(List.of("other", "x"), cells).profile().column("x");
    }
}
