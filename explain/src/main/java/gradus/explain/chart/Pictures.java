package gradus.explain.chart;

import java.util.List;

/// Small pictures in rows, all with the same shades.
///
/// @param title what stands above them; may be empty
/// @param columns how many stand in a row
/// @param pictures the pictures
/// @param tone how numbers become shades
public record Pictures(String title, int columns, List<Picture> pictures, Tone tone) implements Panel {
    /// Copies and checks.
    public Pictures {
        pictures = List.copyOf(pictures);
        if (columns < 1) {
            throw new IllegalArgumentException("pictures: at least one must stand in a row, got " + columns);
        }
    }

    /// One picture.
    ///
    /// @param name what stands below it
    /// @param values its pixels
    public record Picture(String name, Grid values) {}
}
