package gradus.explain.chart;

import java.util.List;

/// Histograms over time, one before the other like ridges of hills: the first farthest back and highest up.
/// Each is as high as the others, so that one whose numbers lie close together does not flatten the rest.
///
/// @param title what stands above it; may be empty
/// @param axis what is counted
/// @param steps what the names of the ridges are, such as `epoch`
/// @param ridges the histograms, earliest first
public record Ridges(String title, String axis, String steps, List<Ridge> ridges) implements Panel {
    /// Copies the ridges.
    public Ridges {
        ridges = List.copyOf(ridges);
    }

    /// One histogram.
    ///
    /// @param name when it was, such as the number of an epoch
    /// @param histogram what was counted
    public record Ridge(String name, Histogram histogram) {}
}
