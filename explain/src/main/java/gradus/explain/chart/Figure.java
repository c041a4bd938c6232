package gradus.explain.chart;

import java.util.List;

/// A plot: panels under one title. [#svg()] makes one text of it that stands for itself: no script, no font, no file
/// beside it. It follows the reader's choice of light or dark, is told to screen readers by title and description,
/// and can be read without colour.
///
/// {@snippet file="PlotSnippets.java" region="Figure"}
///
/// @param title what it shows
/// @param description what there is to see, in a sentence or two; it stands below the title
/// @param columns how many panels stand in a row
/// @param panels the panels, row by row
public record Figure(String title, String description, int columns, List<Panel> panels) {
    /// Copies and checks.
    ///
    /// @throws IllegalArgumentException if there is no panel, or less than one in a row
    public Figure {
        panels = List.copyOf(panels);
        if (columns < 1 || panels.isEmpty()) {
            throw new IllegalArgumentException(
                    "figure: it needs at least one panel and one in a row, got " + panels.size() + " and " + columns);
        }
    }

    /// Gives the figure of one panel.
    public static Figure of(String title, String description, Panel panel) {
        return new Figure(title, description, 1, List.of(panel));
    }

    /// Gives the figure as one text: an `svg` element with its own namespace and style, as a file or inside a page.
    public String svg() {
        return Page.of(this);
    }
}
