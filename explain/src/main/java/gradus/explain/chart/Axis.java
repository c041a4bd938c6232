package gradus.explain.chart;

import java.util.Optional;

/// One axis of a chart: what it measures, how, and from where to where.
///
/// {@snippet file="PlotSnippets.java" region="Figure"}
///
/// @param label what it measures, with the unit if there is one
/// @param spacing how numbers lie along it
/// @param low its least number; empty: that of the marks
/// @param high its greatest number; empty: that of the marks
public record Axis(String label, Spacing spacing, Optional<Double> low, Optional<Double> high) {
    /// How numbers lie along an axis.
    public enum Spacing {
        /// Equal differences are equal lengths.
        LINEAR,
        /// As linear, with marks at whole numbers only: for epochs, steps and places.
        WHOLE,
        /// Equal ratios are equal lengths; only numbers above 0 have a place.
        LOGARITHMIC
    }

    /// Checks the ends.
    public Axis {
        if (low.isPresent() && high.isPresent() && !(low.get() <= high.get())) {
            throw new IllegalArgumentException("axis “" + label + "”: the low end must not lie above the high one, got "
                    + low.get() + " and " + high.get());
        }
    }

    /// Gives a linear axis with the extent of the marks.
    public static Axis of(String label) {
        return new Axis(label, Spacing.LINEAR, Optional.empty(), Optional.empty());
    }

    /// Gives an axis of whole numbers with the extent of the marks.
    public static Axis whole(String label) {
        return new Axis(label, Spacing.WHOLE, Optional.empty(), Optional.empty());
    }

    /// Gives this axis with equal ratios as equal lengths.
    public Axis logarithmic() {
        return new Axis(label, Spacing.LOGARITHMIC, low, high);
    }

    /// Gives this axis from one number to another.
    ///
    /// @throws IllegalArgumentException if the first lies above the second
    public Axis between(double from, double to) {
        return new Axis(label, spacing, Optional.of(from), Optional.of(to));
    }
}
