package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorMoves;
import gradus.core.tree.Tree;
import gradus.core.type.DType;
import gradus.core.type.ShapeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parameters of any network, by path or as one vector.
///
/// The order is that of components, lists and so on from the outside in, for a multilayer perceptron
/// `Θ = vec(W¹), vec(b¹), vec(W²), …`; each tensor is laid out row-major. A parameter that stands at two paths
/// counts twice.
///
/// {@snippet file="NetworkSnippets.java" region="Parameters"}
public final class Parameters {
    private Parameters() {}

    /// Gives the values of the parameters by path.
    public static Map<String, Tensor> of(Object network) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        Tree.leaves(network, Param.class).forEach((path, param) -> values.put(path, param.value()));
        return values;
    }

    /// Gives a copy of the network with other values of the parameters.
    ///
    /// @throws ShapeException if a value is missing or has another shape; all are named at once
    public static <L> L with(L network, Map<String, Tensor> values) {
        StringBuilder wrong = new StringBuilder();
        of(network).forEach((path, value) -> {
            Tensor given = values.get(path);
            if (given == null) {
                wrong.append("; ").append(path).append(" is missing");
            } else if (!given.shape().equals(value.shape())) {
                wrong.append("; ").append(path).append(" must be ").append(value.shape());
                wrong.append(", got ").append(given.shape());
            }
        });
        if (!wrong.isEmpty()) {
            throw new ShapeException("parameters: each needs a value of its shape" + wrong);
        }
        return Tree.map(network, Param.class, (path, before) -> new Param(values.getOrDefault(path, before.value())));
    }

    /// Gives the number of numbers that training changes.
    public static long count(Object network) {
        return of(network).values().stream()
                .mapToLong(value -> value.type().count())
                .sum();
    }

    /// Gives all parameters as one vector Θ, float32 if there are none.
    public static Tensor flatten(Object network) {
        List<Tensor> parts =
                of(network).values().stream().map(value -> value.reshape(-1)).toList();
        return parts.isEmpty() ? Tensor.zeros(0) : TensorMoves.concat(0, parts);
    }

    /// Gives a copy of the network whose parameters are those of a vector Θ; each keeps its shape.
    ///
    /// @throws ShapeException if Θ does not have one number per parameter
    public static <L> L restore(L network, Tensor theta) {
        Map<String, Tensor> before = of(network);
        long count = count(network);
        if (theta.rank() != 1 || theta.size(0) != count) {
            throw new ShapeException("parameters: the vector must have " + count + " numbers, got " + theta.shape());
        }
        Map<String, Tensor> after = new LinkedHashMap<>();
        int start = 0;
        for (var entry : before.entrySet()) {
            int end = start + entry.getValue().type().count();
            after.put(
                    entry.getKey(),
                    theta.slice(0, start, end).reshape(entry.getValue().shape()));
            start = end;
        }
        return with(network, after);
    }

    /// Gives a copy of the network whose parameters have another element type, and its running statistics the type
    /// that sums of it are kept in ([DType#accumulation]): float32 for bfloat16.
    public static <L> L as(L network, DType dtype) {
        L changed =
                Tree.map(network, Param.class, param -> new Param(param.value().as(dtype)));
        return Tree.map(changed, Stat.class, stat -> new Stat(stat.value().as(dtype.accumulation())));
    }
}
