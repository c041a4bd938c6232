package gradus.explain.chart;

/// One picture of a [Figure].
///
/// {@snippet file="PlotSnippets.java" region="Figure"}
public sealed interface Panel permits Chart, HeatMap, Ridges, Pictures {
    /// Gives what stands above it; may be empty.
    String title();
}
