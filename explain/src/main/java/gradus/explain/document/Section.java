package gradus.explain.document;

import java.util.List;
import java.util.Optional;

/// Lines that belong together, such as the weighted inputs of a layer.
///
/// @param id names the section within its document
/// @param title what they are, such as `Weighted inputs z¹`
/// @param place where they belong: the path of the layer or parameter, what it is, and the line of code; empty for
/// none
/// @param lines the lines
/// @param folded what is not shown line by line, in words with its number and total; empty where all is shown
/// @param note a remark in words; empty for none
public record Section(String id, String title, String place, List<Line> lines, List<Folded> folded, String note) {
    public Section {
        lines = List.copyOf(lines);
        folded = List.copyOf(folded);
    }

    /// Numbers that are not shown one by one.
    ///
    /// @param what what they are, such as `more gradients ∂C/∂W¹`
    /// @param count how many they are
    /// @param total what they add up to, if a sum of them means something
    /// @param largest the largest of their absolute values
    /// @param how how to see them, as settings of a focus, such as `layer layers.0, lines 32`
    public record Folded(String what, int count, Optional<Double> total, double largest, String how) {}
}
