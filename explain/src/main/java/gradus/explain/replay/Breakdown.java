package gradus.explain.replay;

import gradus.explain.document.Phase;
import java.util.List;

/// The first tensor of a step that is not finite although all it is made of is, or one that came in so.
///
/// @param phase when it is made; forward for what comes in
/// @param operation the operation, such as `log`; `input` for what comes in
/// @param where which tensor it is
/// @param notFinite how many of its elements are not finite
/// @param elements the first of these
/// @param operands what it is made of
public record Breakdown(
        Phase phase, String operation, Where where, int notFinite, List<Element> elements, List<Operand> operands) {
    /// Copies the lists.
    public Breakdown {
        elements = List.copyOf(elements);
        operands = List.copyOf(operands);
    }

    /// Says whether it came in: a sample, or a parameter that an update before had spoilt.
    public boolean cameIn() {
        return operation.equals("input");
    }

    /// Which tensor it is.
    ///
    /// @param title what it is, such as `Part of the loss ℓ (log)`
    /// @param place the path and the words of its layer, or the path of its parameter; empty for none
    /// @param shape its shape
    public record Where(String title, String place, String shape) {}

    /// An element that is not finite.
    ///
    /// @param index where it is, counted from 1 along each axis
    /// @param value what it is
    /// @param reason how it came about, such as `ln 0`; empty where a sum or a layer as a whole made it
    public record Element(List<Integer> index, double value, String reason) {
        /// Copies the list.
        public Element {
            index = List.copyOf(index);
        }
    }

    /// Something that a tensor is made of, with its extremes.
    ///
    /// @param title what it is
    /// @param shape its shape
    /// @param least its least element
    /// @param largest its largest element
    public record Operand(String title, String shape, double least, double largest) {}
}
