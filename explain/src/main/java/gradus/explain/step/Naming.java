package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.explain.document.Phase;
import gradus.explain.maths.Symbol;
import java.util.function.IntFunction;

/// A node that has a name in the document.
///
/// @param node the node
/// @param phase the phase it belongs to
/// @param title what it is, such as `Weighted inputs z¹`; no other node has the same
/// @param home where it belongs
/// @param symbol gives the symbol of an element
record Naming(Node node, Phase phase, String title, Home home, IntFunction<Symbol> symbol) {
    /// Where a node belongs.
    ///
    /// @param path the path of the layer, or of the parameter in an update; empty for none
    /// @param words what is there, in words
    /// @param place the time step or the place among several of one name, counted from 1; 0 for none
    record Home(String path, String words, int place) {
        static final Home NONE = new Home("", "", 0);

        static Home of(String path, String words) {
            return new Home(path, words, 0);
        }
    }

    int count() {
        return node.type().count();
    }
}
