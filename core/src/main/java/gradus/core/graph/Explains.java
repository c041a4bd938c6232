package gradus.core.graph;

import gradus.core.type.Origin;
import java.util.Optional;
import java.util.function.Supplier;

/// Says that a node was made to carry the gradient from a forward node to one of its inputs: which chain-rule
/// factor it belongs to.
///
/// @param forward the forward node whose gradient rule made this one
/// @param input the index of the forward node's input that the gradient flows to
public record Explains(Node forward, int input) {
    private static final ScopedValue<Explains> CURRENT = ScopedValue.newInstance();

    /// Runs `rule`; every node it makes explains this factor and has the forward node's origin.
    public <T> T during(Supplier<T> rule) {
        return ScopedValue.where(CURRENT, this).call(rule::get);
    }

    static Optional<Explains> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    Origin origin() {
        return forward.origin();
    }
}
