package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Notes which layers a forward pass goes through and what comes out, for those who show a network at work.
/// What is noted are the layers that others hold ([Inner]); the whole network is known to whoever asks.
public final class LayerTrace {
    private static final ScopedValue<LayerTrace> CURRENT = ScopedValue.newInstance();

    private final List<Pass> passes = new ArrayList<>();
    private final Deque<String> path = new ArrayDeque<>();

    /// One pass through a layer.
    ///
    /// @param path the layer's path in the network, as its parameters have it, such as `layers.0`
    /// @param part the layer, or another part of a network
    /// @param output what came out; empty for parts that give something else than a tensor
    public record Pass(String path, Object part, Optional<Tensor> output) {}

    /// Begins with no passes.
    public LayerTrace() {}

    /// Runs a forward pass and notes the passes through layers in it, inner ones before those that hold them.
    public <T> T during(Supplier<T> forward) {
        return ScopedValue.where(CURRENT, this).call(forward::get);
    }

    /// Gives the passes noted so far.
    public List<Pass> passes() {
        return List.copyOf(passes);
    }

    /// Runs a part of a network and notes it, if somebody listens.
    static <T> T through(String name, Object part, Supplier<T> forward) {
        return CURRENT.isBound() ? CURRENT.get().noted(name, part, forward) : forward.get();
    }

    /// Runs a part of a list and notes it, if somebody listens.
    static <T> T through(String list, int index, Object part, Supplier<T> forward) {
        return CURRENT.isBound() ? through(list + "." + index, part, forward) : forward.get();
    }

    private <T> T noted(String name, Object part, Supplier<T> forward) {
        path.addLast(name);
        try {
            T output = forward.get();
            Optional<Tensor> tensor = output instanceof Tensor t ? Optional.of(t) : Optional.empty();
            passes.add(new Pass(String.join(".", path), part, tensor));
            return output;
        } finally {
            path.removeLast();
        }
    }
}
