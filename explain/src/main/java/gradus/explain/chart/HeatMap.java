package gradus.explain.chart;

import java.util.List;

/// A table of shaded cells with names at both sides.
///
/// @param title what stands above it; may be empty
/// @param rows the names of the rows, top to bottom
/// @param columns the names of the columns
/// @param values the numbers
/// @param tone how numbers become shades
/// @param texts what stands in the cells, row by row; empty for nothing
public record HeatMap(String title, Labels rows, Labels columns, Grid values, Tone tone, List<String> texts)
        implements Panel {
    /// Copies and checks.
    ///
    /// @throws IllegalArgumentException if names or texts are not as many as the grid has
    public HeatMap {
        texts = List.copyOf(texts);
        boolean fits = rows.names().size() == values.rows()
                && columns.names().size() == values.columns()
                && (texts.isEmpty() || texts.size() == values.rows() * values.columns());
        if (!fits) {
            throw new IllegalArgumentException("heat map: each row, column and cell needs its text, got "
                    + rows.names().size() + " row names, " + columns.names().size() + " column names, "
                    + texts.size() + " texts and a " + values);
        }
    }
}
