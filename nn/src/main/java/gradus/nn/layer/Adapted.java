package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.Key;
import gradus.nn.optim.PathPattern;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A network some of whose matrices are changed by [LowRank] adapters, wherever in it they are: of linear layers,
/// attention, recurrent layers.
///
/// {@snippet file="CourseSnippets.java" region="Adapted"}
///
/// The change is added to the matrix before the pass, so every layer computes as it always does; what is saved is the
/// optimizer's state and the size of what is stored, not the time of a step.
///
/// @param network the network
/// @param adapters the changes by the path of the matrix in the network, such as `layers.0.weight`
public record Adapted(Layer network, Map<String, LowRank> adapters) implements Layer {
    /// The pattern of what does not move where only adapters are trained.
    public static final String NETWORK = "network.**";

    /// Keeps an ordered copy of the map and checks it against the network.
    ///
    /// @throws IllegalArgumentException if there is no matrix of that size at a path
    public Adapted {
        adapters = Collections.unmodifiableMap(new LinkedHashMap<>(adapters));
        Map<String, Tensor> matrices = matrices(network);
        adapters.forEach((path, change) -> {
            Tensor matrix = matrices.get(path);
            int in = change.down().value().size(0);
            int out = change.up().value().size(1);
            if (matrix == null || matrix.size(0) != in || matrix.size(1) != out) {
                throw new IllegalArgumentException("adapters: “" + path + "” must be a matrix [" + in + ", " + out
                        + "] of the network, but "
                        + (matrix == null ? "there is none; there are " + matrices.keySet() : "is " + matrix.shape()));
            }
        });
    }

    /// Gives a network with adapters that change nothing yet.
    ///
    /// @param network the network
    /// @param pattern which matrices, see [PathPattern]; what fits and is no matrix, such as a bias, is left out
    /// @param rank the rank of each change
    /// @param alpha the paper's α: each change is multiplied by `α / rank`; common are the rank and twice the rank
    /// @param key the randomness of the start
    /// @throws IllegalArgumentException if no matrix fits, or one is narrower than the rank
    public static Adapted of(Layer network, String pattern, int rank, double alpha, Key key) {
        Map<String, Tensor> matrices = matrices(network);
        PathPattern wanted = new PathPattern(pattern);
        wanted.requireSome("adapters", matrices.keySet());
        Map<String, LowRank> adapters = new LinkedHashMap<>();
        matrices.forEach((path, matrix) -> {
            if (wanted.matches(path)) {
                adapters.put(path, LowRank.of(matrix, rank, alpha / rank, key.fold(path)));
            }
        });
        return new Adapted(network, adapters);
    }

    private static Map<String, Tensor> matrices(Layer network) {
        Map<String, Tensor> matrices = new LinkedHashMap<>(Parameters.of(network));
        matrices.values().removeIf(value -> value.rank() != 2);
        return matrices;
    }

    /// Gives the plain network whose matrices are the changed ones; it answers as this one does.
    public Layer merged() {
        return Tree.map(network, Param.class, (path, param) -> {
            LowRank change = adapters.get(path);
            return change == null ? param : new Param(change.of(param.value()));
        });
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        return Inner.forward("network", merged(), input, context);
    }

    @Override
    public String toString() {
        return network + "\nwith low-rank adapters of " + List.copyOf(adapters.keySet());
    }
}
