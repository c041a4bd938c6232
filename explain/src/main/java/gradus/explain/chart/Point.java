package gradus.explain.chart;

/// A place in a chart, in the units of its axes. One whose numbers are not both finite is not drawn; a line is
/// interrupted there.
///
/// {@snippet file="PlotSnippets.java" region="Figure"}
///
/// @param x along the horizontal axis
/// @param y along the vertical axis
public record Point(double x, double y) {
    /// Says whether both numbers are finite.
    public boolean isFinite() {
        return Double.isFinite(x) && Double.isFinite(y);
    }
}
