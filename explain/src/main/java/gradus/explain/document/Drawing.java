package gradus.explain.document;

import java.util.List;

/// A small network as units in columns, joined by weights. The numbers on it are those of lines, by id.
///
/// @param units the units, column by column
/// @param edges the weights between them
public record Drawing(List<Unit> units, List<Edge> edges) {
    /// No drawing: the network is too large, or not made of units and weights.
    public static final Drawing NONE = new Drawing(List.of(), List.of());

    public Drawing {
        units = List.copyOf(units);
        edges = List.copyOf(edges);
    }

    /// A unit.
    ///
    /// @param column its place from left to right, counted from 0
    /// @param row its place from top to bottom, counted from 0
    /// @param label its name, such as `a¹` with index 2, or a column of a table
    /// @param forward the ids of the lines of the forward pass, in order: weighted input, activation
    /// @param backward the ids of the lines of the backward pass, in order: by the activation, by the weighted
    /// input
    public record Unit(int column, int row, String label, List<String> forward, List<String> backward) {
        public Unit {
            forward = List.copyOf(forward);
            backward = List.copyOf(backward);
        }
    }

    /// A weight between two units.
    ///
    /// @param from the index of the unit it comes from
    /// @param to the index of the unit it leads to
    /// @param weight its value before the step
    /// @param gradient the id of the line of its gradient; empty if it is not shown
    /// @param update the id of the line of its new value; empty if it is not shown
    public record Edge(int from, int to, double weight, String gradient, String update) {}
}
