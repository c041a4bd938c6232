package gradus.nn.data;

import gradus.core.type.FormatException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One row of a table: texts by column name.
///
/// {@snippet file="DataSnippets.java" region="Row"}
public final class Row {
    private final Map<String, String> cells; // an empty text is missing
    private final String place;

    Row(Map<String, String> cells, String place) {
        this.cells = cells;
        this.place = place;
    }

    /// Gives a row of these cells; the usual markers (`NA`, `?`, empty …) mean "no value".
    public static Row of(Map<String, String> cells) {
        Map<String, String> clean = new LinkedHashMap<>();
        cells.forEach(
                (name, text) -> clean.put(name, CsvOptions.defaults().isMissing(text.strip()) ? "" : text.strip()));
        return new Row(clean, "this row");
    }

    /// Gives the names of the columns.
    public List<String> columnNames() {
        return Collections.unmodifiableList(new ArrayList<>(cells.keySet()));
    }

    /// Says whether there is such a column, with or without a value.
    public boolean hasColumn(String column) {
        return cells.containsKey(column);
    }

    /// Gives the text of a column, empty if it is missing.
    ///
    /// @throws FormatException if there is no such column
    public Optional<String> cell(String column) {
        String text = cells.get(column);
        if (text == null) {
            throw new FormatException("row: it has no column '" + column + "', its columns are "
                    + NearestName.list(columnNames()) + NearestName.suggestion(column, cells.keySet()));
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /// Gives where the row comes from, for messages: `line 18`, `row 17` or `this row`.
    public String place() {
        return place;
    }

    @Override
    public String toString() {
        return place + cells;
    }
}
