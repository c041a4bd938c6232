package gradus.nn.train;

import gradus.core.spi.Backend;
import gradus.core.spi.Buffer;
import gradus.core.tree.Tree;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.nn.layer.Stat;
import gradus.nn.recurrent.Stateful;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The numbers of a run in the backend's memory, replaced in place by every step.
final class StateBuffers {
    private final Map<String, Buffer> parameters;
    private final Map<String, Buffer> statistics;
    private final Map<String, Buffer> optimizer;

    private StateBuffers(Backend backend, Weights weights, Map<String, Literal> optimizer) {
        this.parameters = buffers(backend, weights.parameters());
        this.statistics = buffers(backend, weights.statistics());
        this.optimizer = buffers(backend, optimizer);
    }

    static StateBuffers of(Backend backend, TrainState state) {
        return new StateBuffers(backend, state.weights(), state.optimizer());
    }

    static StateBuffers of(Backend backend, Weights weights) {
        return new StateBuffers(backend, weights, Map.of());
    }

    private static Map<String, Buffer> buffers(Backend backend, Map<String, Literal> literals) {
        Map<String, Buffer> buffers = new LinkedHashMap<>();
        literals.forEach((name, literal) -> buffers.put(name, backend.buffer(literal.copy())));
        return buffers;
    }

    /// Gives parameters, statistics and optimizer state in the order of a step's inputs.
    List<Buffer> all() {
        List<Buffer> all = weights();
        all.addAll(optimizer.values());
        return all;
    }

    /// Gives the parameters, in order.
    List<Buffer> parameters() {
        return List.copyOf(parameters.values());
    }

    /// Gives the running statistics, in order.
    List<Buffer> statistics() {
        return List.copyOf(statistics.values());
    }

    /// Gives the optimizer's numbers, in order.
    List<Buffer> optimizer() {
        return List.copyOf(optimizer.values());
    }

    /// Gives the parameters to judge by with the statistics: averages where the optimizer keeps them.
    ///
    /// @param averages how the names of averages begin, if there are any
    List<Buffer> judged(Optional<String> averages) {
        List<Buffer> judged = new ArrayList<>(judgedParameters(averages).values());
        judged.addAll(statistics.values());
        return judged;
    }

    private Map<String, Buffer> judgedParameters(Optional<String> averages) {
        Map<String, Buffer> judged = new LinkedHashMap<>();
        parameters.forEach((path, own) -> judged.put(
                path,
                averages.map(slot -> optimizer.getOrDefault(slot + path, own)).orElse(own)));
        return judged;
    }

    /// Gives a copy of the numbers to judge by.
    Weights copyOfJudged(Optional<String> averages) {
        Map<String, Literal> judged = copies(judgedParameters(averages));
        parameters.forEach((path, own) -> judged.computeIfPresent(
                path, (_, value) -> typed(value, own.host().type().dtype())));
        return new Weights(judged, copies(statistics));
    }

    private static Literal typed(Literal value, DType dtype) {
        return value.type().dtype() == dtype ? value : value.as(dtype);
    }

    /// Gives parameters and statistics, in order.
    List<Buffer> weights() {
        List<Buffer> weights = new ArrayList<>(parameters.values());
        weights.addAll(statistics.values());
        return weights;
    }

    /// Gives a copy of the network's numbers.
    Weights copyOfWeights() {
        return new Weights(copies(parameters), copies(statistics));
    }

    /// Lets the stateful parts of a network forget what they carried.
    void beginEpoch(Object network) {
        Object begun = Stateful.reset(copyOfWeights().into(network));
        Tree.leaves(begun, Stat.class).forEach((path, stat) -> {
            Buffer buffer = Objects.requireNonNull(statistics.get(path));
            Literal value = stat.value().literal();
            System.arraycopy(value.array(), 0, buffer.host().array(), 0, value.count());
            buffer.hostChanged();
        });
    }

    /// Gives a copy of the optimizer's numbers.
    Map<String, Literal> copyOfOptimizer() {
        return copies(optimizer);
    }

    private static Map<String, Literal> copies(Map<String, Buffer> buffers) {
        Map<String, Literal> copies = new LinkedHashMap<>();
        buffers.forEach((name, buffer) -> copies.put(name, buffer.host().copy()));
        return copies;
    }

    /// Gives the path of the first parameter or statistic with a number that is not finite.
    Optional<String> notFinite() {
        return notFinite(parameters).or(() -> notFinite(statistics));
    }

    private static Optional<String> notFinite(Map<String, Buffer> buffers) {
        return buffers.entrySet().stream()
                .filter(entry -> !isFinite(entry.getValue().host()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// Says whether no element is NaN or infinite; integers always are.
    static boolean isFinite(Literal literal) {
        if (literal.array() instanceof float[] values) {
            float sum = 0;
            for (float value : values) {
                sum += value * 0; // 0 for finite numbers, else NaN
            }
            return sum == 0;
        }
        for (int i = 0; i < literal.count(); i++) {
            if (!Double.isFinite(literal.get(i))) {
                return false;
            }
        }
        return true;
    }
}
