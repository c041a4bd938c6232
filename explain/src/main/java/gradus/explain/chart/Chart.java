package gradus.explain.chart;

import java.util.List;

/// Marks between two axes.
///
/// {@snippet file="PlotSnippets.java" region="Figure"}
///
/// @param title what stands above it; may be empty
/// @param x the horizontal axis
/// @param y the vertical axis
/// @param marks what is drawn, the first lowest
public record Chart(String title, Axis x, Axis y, List<Mark> marks) implements Panel {
    /// Copies the marks.
    public Chart {
        marks = List.copyOf(marks);
    }
}
