package gradus.nn.train;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.Loader;
import gradus.nn.layer.Context;
import gradus.nn.layer.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The gradients of a training's objective on its first batch, at any weights: the same samples each time, so that
/// gradients of different times can be compared. The pass is one of inference, without dropout; neither penalty nor
/// clipping have a part.
///
/// {@snippet file="CourseSnippets.java" region="BatchGradients"}
///
/// @param <L> the type of the network
public final class BatchGradients<L> {
    private final L network;
    private final Goal<? super L> goal;
    private final List<Tensor> batch;

    private BatchGradients(L network, Goal<? super L> goal, List<Tensor> batch) {
        this.network = network;
        this.goal = goal;
        this.batch = batch;
    }

    /// Reads the first batch of a training.
    public static <L> BatchGradients<L> of(Training<L, ?> training) {
        Loader loader = training.surroundings.loader();
        List<Literal> parts = new ArrayList<>();
        for (TensorType type : loader.types(loader.rows(0))) {
            parts.add(Literal.zeros(type));
        }
        loader.fill(0, 0, parts);
        return new BatchGradients<>(
                training.network(),
                training.recipe.goal(),
                parts.stream().map(Tensor::of).toList());
    }

    /// Gives the gradients by the paths of the parameters.
    public Map<String, Tensor> at(Weights weights) {
        L asked = weights.into(network);
        List<String> paths = List.copyOf(weights.parameters().keySet());
        Map<String, Tensor> parameters = Parameters.of(asked);
        List<Tensor> values =
                paths.stream().map(parameters::get).map(Objects::requireNonNull).toList();
        var found = Autodiff.valueAndGradients(points -> objective(asked, paths, points), values);
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            gradients.put(paths.get(i), found.gradients().get(i));
        }
        return gradients;
    }

    private Tensor objective(L asked, List<String> paths, List<Tensor> points) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            values.put(paths.get(i), points.get(i));
        }
        return goal.judge(Parameters.with(asked, values), batch, Context.inference())
                .objective();
    }
}
