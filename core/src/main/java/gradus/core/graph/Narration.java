package gradus.core.graph;

import gradus.core.op.Attention;
import gradus.core.op.Fused;
import gradus.core.op.Op;
import gradus.core.op.Recurrent;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A trace that is made to be told to people: operations that do many steps at once appear as these steps, and nodes
/// that have a name in books are noted with it.
///
/// Whoever builds such a node calls [#name]; outside a narration that does nothing.
public final class Narration {
    private static final ScopedValue<Narration> CURRENT = ScopedValue.newInstance();

    private final Map<Node, Name> names = new HashMap<>();

    /// What books call a node.
    ///
    /// @param letter the letter or word, such as `i` for an input gate
    /// @param place where among several of that name, such as the time step counted from 1; 0 for the only one
    public record Name(String letter, int place) {}

    /// Begins with no names.
    public Narration() {}

    /// Runs `trace` and notes the names given in it.
    public <T> T during(Supplier<T> trace) {
        return ScopedValue.where(CURRENT, this).call(trace::get);
    }

    /// Gives the names noted so far.
    public Map<Node, Name> names() {
        return Collections.unmodifiableMap(names);
    }

    /// Notes what a node is called, if somebody listens.
    public static void name(String letter, Node node) {
        name(letter, 0, node);
    }

    /// Notes what one of several nodes is called, if somebody listens.
    ///
    /// @param place which of them, counted from 1
    public static void name(String letter, int place, Node node) {
        if (CURRENT.isBound()) {
            CURRENT.get().names.putIfAbsent(node, new Name(letter, place));
        }
    }

    /// Applies an operation; inside a narration attention and recurrent sequences as their steps.
    public static Node apply(Op op, List<Node> inputs) {
        boolean hidesSteps = op instanceof Attention || op instanceof Recurrent;
        return CURRENT.isBound() && hidesSteps ? Decompose.expand((Fused) op, inputs) : Node.of(op, inputs);
    }
}
