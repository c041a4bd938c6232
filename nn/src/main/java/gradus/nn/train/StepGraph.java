package gradus.nn.train;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Leaf;
import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import gradus.nn.layer.Param;
import gradus.nn.layer.Stat;
import gradus.nn.optim.GradientTransform;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// One training step as one graph: forward, loss, gradients, optimizer and the new state.
///
/// Inputs in order: parameters, statistics, optimizer state, the parts of the batch, the optimizer's numbers of the
/// step,
/// the key of the step.
/// Outputs in order: the new parameters, statistics and optimizer state (each replacing its input), the sum and the
/// count of the sample losses,
/// those of each other measure, and, if norms are watched, those of the gradient and of the step.
final class StepGraph<L> {
    /// A traced step.
    ///
    /// @param graph the step
    /// @param measures the names of what the goal measures besides the loss
    record Traced(Graph graph, List<String> measures) {}

    private final L network;
    private final Recipe<L> recipe;
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> statistics = new LinkedHashMap<>();
    private final Map<String, Tensor> optimizer = new LinkedHashMap<>();
    private final Map<String, Tensor> scalars = new LinkedHashMap<>();
    private final List<Node> inputs = new ArrayList<>();

    private StepGraph(L network, Recipe<L> recipe) {
        this.network = network;
        this.recipe = recipe;
    }

    /// Gives the graph for batches of these types.
    ///
    /// @param batch the types of the batch's parts by name
    static <L> Traced of(L network, Recipe<L> recipe, TrainState state, Map<String, TensorType> batch) {
        return new StepGraph<>(network, recipe).build(state, batch);
    }

    /// Gives which outputs replace which inputs: the state comes first on both sides.
    static Map<Integer, Integer> updates(TrainState state) {
        int size = state.weights().parameters().size()
                + state.weights().statistics().size()
                + state.optimizer().size();
        Map<Integer, Integer> updates = new LinkedHashMap<>();
        IntStream.range(0, size).forEach(i -> updates.put(i, i));
        return updates;
    }

    private Traced build(TrainState state, Map<String, TensorType> batch) {
        if (state.weights().parameters().isEmpty()) {
            throw new IllegalArgumentException(
                    "training: the network must have at least one parameter, got none; a Param is what training moves");
        }
        declare(state.weights().parameters(), parameters);
        declare(state.weights().statistics(), statistics);
        declare(state.optimizer(), optimizer);
        List<Tensor> parts = new ArrayList<>();
        batch.forEach((name, type) -> parts.add(input(name, type)));
        recipe.optimizer().scalars(0).keySet().forEach(name -> scalars.put(name, input(name, TensorType.float32())));
        Context context = Context.training(input("key", TensorType.of(DType.INT64)));

        Judged judged = recipe.goal().judge(bound(network, parameters, statistics), parts, context);
        Tensor objective = judged.objective().add(recipe.penalty().of(parameters));
        requireUsed(objective.node());
        Map<String, Tensor> gradients = gradients(objective);
        GradientTransform.Update update = recipe.optimizer().update(gradients, optimizer, parameters, scalars);

        List<Tensor> outputs = new ArrayList<>();
        parameters.forEach((path, value) -> outputs.add(value.add(of(update.updates(), path))));
        outputs.addAll(newStatistics(context));
        optimizer.keySet().forEach(name -> outputs.add(of(update.state(), name)));
        outputs.add(judged.loss().sum());
        outputs.add(judged.loss().count());
        judged.measures().values().forEach(mean -> {
            outputs.add(mean.sum());
            outputs.add(mean.count());
        });
        if (recipe.stopping().norms().watched()) {
            outputs.add(norm(gradients));
            outputs.add(norm(update.updates()));
        }
        Graph graph = new Graph(inputs, outputs.stream().map(Tensor::node).toList());
        return new Traced(graph, List.copyOf(judged.measures().keySet()));
    }

    private void declare(Map<String, Literal> values, Map<String, Tensor> into) {
        values.forEach((name, literal) -> into.put(name, input(name, literal.type())));
    }

    private Tensor input(String name, TensorType type) {
        Node node = Build.input(name, type);
        inputs.add(node);
        return Tensor.of(node);
    }

    /// Gives the network with symbolic numbers.
    static <L> L bound(L network, Map<String, Tensor> parameters, Map<String, Tensor> statistics) {
        L withParameters = Tree.map(network, Param.class, (path, _) -> new Param(of(parameters, path)));
        return Tree.map(withParameters, Stat.class, (path, _) -> new Stat(of(statistics, path)));
    }

    static Tensor of(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalStateException(
                    "training step: nothing is called “" + name + "”, there are " + tensors.keySet());
        }
        return tensor;
    }

    /// A parameter that the loss does not depend on can't learn; that is a mistake in the network.
    private void requireUsed(Node objective) {
        Set<Node> used = new HashSet<>(Graph.order(List.of(objective)));
        List<String> unused = parameters.keySet().stream()
                .filter(path -> !used.contains(of(parameters, path).node()))
                .toList();
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("training: every parameter must influence the loss, these do not: "
                    + String.join(", ", unused) + "; use them in forward, or make them no Param");
        }
    }

    private Map<String, Tensor> gradients(Tensor objective) {
        List<String> paths = List.copyOf(parameters.keySet());
        List<Node> nodes = Gradients.of(
                objective.node(), parameters.values().stream().map(Tensor::node).toList());
        requireGradients(paths, nodes);
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            gradients.put(paths.get(i), Tensor.of(nodes.get(i)));
        }
        return gradients;
    }

    /// Autodiff gives zeros where no derivative leads back; a parameter that can't move is a mistake, too.
    private static void requireGradients(List<String> paths, List<Node> gradients) {
        List<String> without = IntStream.range(0, paths.size())
                .filter(i -> gradients.get(i).op() instanceof Leaf.Fill fill && fill.value() == 0)
                .mapToObj(paths::get)
                .toList();
        if (!without.isEmpty()) {
            throw new IllegalArgumentException("training: every parameter must have a gradient, these have none: "
                    + String.join(", ", without) + "; the loss depends on them through operations without a derivative"
                    + " only (rounding, comparison, index, stopGradient); make them no Param, or use a smooth"
                    + " operation");
        }
    }

    private List<Tensor> newStatistics(Context context) {
        Map<Tensor, Tensor> updates = new LinkedHashMap<>();
        context.updates().forEach((stat, value) -> updates.put(stat.value(), value));
        return statistics.values().stream()
                .map(value -> updates.getOrDefault(value, value))
                .toList();
    }

    private static Tensor norm(Map<String, Tensor> tensors) {
        return tensors.values().stream()
                .map(tensor -> tensor.square().sum())
                .reduce(Tensor::add)
                .orElseGet(() -> Tensor.scalar(0))
                .sqrt();
    }
}
