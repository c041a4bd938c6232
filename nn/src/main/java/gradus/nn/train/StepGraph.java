package gradus.nn.train;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Narration;
import gradus.core.graph.Node;
import gradus.core.op.CompareFn;
import gradus.core.op.Leaf;
import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import gradus.nn.layer.LayerTrace;
import gradus.nn.layer.Param;
import gradus.nn.layer.Stat;
import gradus.nn.loss.Reduction;
import gradus.nn.optim.GradientTransform;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// A training step as graphs.
///
/// The whole step is one graph: forward, loss, gradients, optimizer and the new state. Its inputs in order: parameters,
/// statistics, optimizer state, the parts of the batch, the optimizer's numbers of the step, the key of the step. Its
/// outputs: the new parameters, statistics and optimizer state (each replacing its input), the sum and the count of the
/// sample losses, those of each other measure, and, if norms are watched, those of the gradient and of the step.
///
/// Where a batch is computed in parts, [#part] adds a part's gradients to sums and [#joined] makes the update of them.
final class StepGraph<L> {
    /// A traced graph.
    ///
    /// @param graph the graph
    /// @param measures the names of what is measured besides the loss
    record Traced(Graph graph, List<String> measures) {}

    private static final String WEIGHT = "weight of gradients";

    private final L network;
    private final Recipe<L> recipe;
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> statistics = new LinkedHashMap<>();
    private final Map<String, Tensor> optimizer = new LinkedHashMap<>();
    private final Map<String, Tensor> sums = new LinkedHashMap<>();
    private final Map<String, Tensor> scalars = new LinkedHashMap<>();
    private final List<Node> inputs = new ArrayList<>();
    private final List<Tensor> outputs = new ArrayList<>();
    private final List<String> measures = new ArrayList<>();
    private Map<Node, Node> adjoints = Map.of();
    private Optional<Tensor> skipped = Optional.empty();

    private StepGraph(L network, Recipe<L> recipe) {
        this.network = network;
        this.recipe = recipe;
    }

    /// Gives the whole step for batches of these types.
    ///
    /// @param batch the types of the batch's parts by name
    static <L> Traced of(L network, Recipe<L> recipe, TrainState state, Map<String, TensorType> batch) {
        return new StepGraph<>(network, recipe).whole(state, batch);
    }

    /// Gives the graph that adds the gradients of a part of a batch to sums. Inputs: statistics, sums, parameters,
    /// the part, its key. Outputs: statistics and sums, and the losses as those of the whole step.
    static <L> Traced part(L network, Recipe<L> recipe, TrainState state, Map<String, TensorType> batch) {
        return new StepGraph<>(network, recipe).partial(state, batch);
    }

    /// Gives the graph that makes the update of the sums. Inputs: parameters, optimizer state, sums, the
    /// optimizer's numbers. Outputs: the new parameters and state, sums of zero, and norms as those of the whole
    /// step.
    static <L> Traced joined(L network, Recipe<L> recipe, TrainState state) {
        return new StepGraph<>(network, recipe).join(state);
    }

    /// Gives the sums of gradients before the first part.
    static Map<String, Literal> sums(Recipe<?> recipe, TrainState state) {
        Map<String, Literal> zeros = new LinkedHashMap<>();
        state.weights().parameters().forEach((path, value) -> {
            if (recipe.updates().moves(path)) {
                zeros.put(
                        path,
                        Literal.zeros(value.type().with(value.type().dtype().accumulation())));
            }
        });
        zeros.put(WEIGHT, Literal.zeros(TensorType.float32()));
        return zeros;
    }

    private Traced whole(TrainState state, Map<String, TensorType> batch) {
        made(state, batch);
        return traced();
    }

    /// Gives the whole step for those who look inside.
    ///
    /// @param names notes what nodes are called
    static <L> TracedStep told(
            L network, Recipe<L> recipe, TrainState state, Map<String, TensorType> batch, Narration names) {
        StepGraph<L> step = new StepGraph<>(network, recipe);
        LayerTrace layers = new LayerTrace();
        TracedStep.Made made = names.during(() -> layers.during(() -> step.made(state, batch)));
        return new TracedStep(step.given(batch), made, step.adjoints, layers.passes(), names.names(), step.skipped);
    }

    private TracedStep.Given given(Map<String, TensorType> batch) {
        int parts = parameters.size() + statistics.size() + optimizer.size();
        Map<String, Tensor> samples = new LinkedHashMap<>();
        for (String part : batch.keySet()) {
            samples.put(part, Tensor.of(inputs.get(parts + samples.size())));
        }
        return new TracedStep.Given(parameters, statistics, optimizer, samples, scalars, Tensor.of(inputs.getLast()));
    }

    private TracedStep.Made made(TrainState state, Map<String, TensorType> batch) {
        requireParameters(state);
        declare(state.weights().parameters(), parameters);
        declare(state.weights().statistics(), statistics);
        declare(state.optimizer(), optimizer);
        List<Tensor> parts = parts(batch);
        declareScalars();
        L bound = bound(network, parameters, statistics);
        Context context = context(bound);
        Judged judged = recipe.goal().judge(bound, parts, context);
        Tensor penalty = penalty();
        Tensor total = judged.objective().add(penalty);
        Map<String, Tensor> gradients = gradients(total);
        GradientTransform.Update update = recipe.optimizer().update(gradients, optimizer, wide(moving()), scalars);
        Guard guard = guard(gradients, List.of(judged.loss().sum()));
        skipped = guard.skipped();
        update(update, guard, () -> addStatistics(context, guard));
        addLosses(judged, guard);
        addSkipped(guard);
        addNorms(gradients, update);
        Map<String, Tensor> next = new LinkedHashMap<>();
        parameters.keySet().forEach(path -> next.put(path, outputs.get(next.size())));
        Map<String, Tensor> counted = new LinkedHashMap<>();
        statistics.keySet().forEach(path -> counted.put(path, outputs.get(next.size() + counted.size())));
        Map<String, Tensor> kept = new LinkedHashMap<>();
        optimizer.forEach((name, before) -> kept.put(name, guard.kept(of(update.state(), name), before)));
        GradientTransform.Update made = new GradientTransform.Update(update.updates(), kept);
        return new TracedStep.Made(judged, penalty, total, gradients, made, next, counted);
    }

    private Traced partial(TrainState state, Map<String, TensorType> batch) {
        requireParameters(state);
        declare(state.weights().statistics(), statistics);
        declare(sums(recipe, state), sums);
        declare(state.weights().parameters(), parameters);
        List<Tensor> parts = parts(batch);
        L bound = bound(network, parameters, statistics);
        Context context = context(bound);
        Judged judged = recipe.goal().judge(bound, parts, context);
        boolean sum = judged.reduction() == Reduction.SUM;
        Tensor count = judged.loss().count().stopGradient();
        Tensor objective = judged.objective();
        Map<String, Tensor> gradients = gradients(sum ? objective : objective.multiply(count.as(objective.dtype())));
        Guard guard = guard(gradients, List.of(judged.loss().sum()));
        addStatistics(context, guard);
        gradients.forEach((path, gradient) -> outputs.add(of(sums, path).add(gradient)));
        // a sum needs no divisor; a weight that is not a number spoils the whole update, as it must
        Tensor weight = sum ? Tensor.fill(TensorType.float32(), 0) : count.as(DType.FLOAT32);
        Tensor spoilt = Tensor.fill(TensorType.float32(), Double.NaN);
        outputs.add(of(sums, WEIGHT).add(guard.kept(weight, spoilt)));
        addLosses(judged, guard);
        return traced();
    }

    private Traced join(TrainState state) {
        declare(state.weights().parameters(), parameters);
        declare(state.optimizer(), optimizer);
        declare(sums(recipe, state), sums);
        declareScalars();
        Tensor weight = of(sums, WEIGHT);
        Tensor divisor = weight.compare(CompareFn.EQUAL, 0).where(Tensor.fill(weight.type(), 1), weight);
        Map<String, Tensor> moving = wide(moving());
        Map<String, Tensor> penalties = penaltyGradients(moving);
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        moving.forEach((path, value) -> gradients.put(
                path, of(sums, path).divide(divisor.as(value.dtype())).add(of(penalties, path))));
        GradientTransform.Update update = recipe.optimizer().update(gradients, optimizer, moving, scalars);
        Guard guard = guard(gradients, List.of());
        update(update, guard, () -> {});
        sums.values().forEach(value -> outputs.add(Tensor.fill(value.type(), 0)));
        addSkipped(guard);
        addNorms(gradients, update);
        return traced();
    }

    private static void requireParameters(TrainState state) {
        if (state.weights().parameters().isEmpty()) {
            throw new IllegalArgumentException(
                    "training: the network must have at least one parameter, got none; a Param is what training moves");
        }
    }

    private Traced traced() {
        return new Traced(new Graph(inputs, outputs.stream().map(Tensor::node).toList()), List.copyOf(measures));
    }

    private List<Tensor> parts(Map<String, TensorType> batch) {
        List<Tensor> parts = new ArrayList<>();
        batch.forEach((name, type) -> parts.add(input(name, type)));
        return parts;
    }

    private void declareScalars() {
        boolean wide = parameters.values().stream().anyMatch(value -> value.dtype() == DType.FLOAT64);
        TensorType type = TensorType.of(wide ? DType.FLOAT64 : DType.FLOAT32);
        recipe.optimizer().scalars(0).keySet().forEach(name -> scalars.put(name, input(name, type)));
    }

    private Context context(L bound) {
        Set<Stat> still = new HashSet<>();
        Tree.leaves(bound, Stat.class).forEach((path, stat) -> {
            if (!recipe.updates().moves(path)) {
                still.add(stat);
            }
        });
        return Context.training(input("key", TensorType.of(DType.INT64)), still);
    }

    private Tensor penalty() {
        return recipe.penalty().of(wide(parameters));
    }

    private Map<String, Tensor> penaltyGradients(Map<String, Tensor> moving) {
        List<Node> nodes = Gradients.of(
                recipe.penalty().of(moving).node(),
                moving.values().stream().map(Tensor::node).toList());
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        moving.keySet().forEach(path -> gradients.put(path, Tensor.of(nodes.get(gradients.size()))));
        return gradients;
    }

    /// Gives the parameters that move.
    private Map<String, Tensor> moving() {
        Map<String, Tensor> moving = new LinkedHashMap<>(parameters);
        moving.keySet().removeIf(path -> !recipe.updates().moves(path));
        return moving;
    }

    private Guard guard(Map<String, Tensor> gradients, List<Tensor> more) {
        return switch (recipe.updates().nonFinite()) {
            case RAISE -> Guard.open();
            case SKIP -> Guard.over(gradients.values(), more);
        };
    }

    private void update(GradientTransform.Update update, Guard guard, Runnable afterParameters) {
        parameters.forEach((path, value) -> outputs.add(
                recipe.updates().moves(path) ? guard.kept(moved(value, of(update.updates(), path)), value) : value));
        afterParameters.run();
        optimizer.forEach((name, value) -> outputs.add(guard.kept(of(update.state(), name), value)));
    }

    /// Adds in the type that sums are kept in and rounds once.
    private static Tensor moved(Tensor value, Tensor step) {
        return value.wide().add(step).as(value.dtype());
    }

    /// Gives the parameters as the optimizer computes with them.
    private static Map<String, Tensor> wide(Map<String, Tensor> narrow) {
        Map<String, Tensor> wide = new LinkedHashMap<>();
        narrow.forEach((path, value) -> wide.put(path, value.wide()));
        return wide;
    }

    private void addLosses(Judged judged, Guard guard) {
        addMean(judged.loss(), guard);
        judged.measures().forEach((name, mean) -> {
            measures.add(name);
            addMean(mean, guard);
        });
    }

    private void addMean(Judged.Mean mean, Guard guard) {
        outputs.add(guard.counted(mean.sum()));
        outputs.add(guard.counted(mean.count()));
    }

    private void addSkipped(Guard guard) {
        guard.skipped().ifPresent(skipped -> {
            measures.add(Guard.SKIPPED);
            outputs.add(skipped);
            outputs.add(Tensor.fill(skipped.type(), 1));
        });
    }

    private void addNorms(Map<String, Tensor> gradients, GradientTransform.Update update) {
        if (recipe.stopping().norms().watched()) {
            outputs.add(norm(gradients));
            outputs.add(norm(update.updates()));
        }
    }

    private void addStatistics(Context context, Guard guard) {
        List<Tensor> next = newStatistics(context);
        int i = 0;
        for (Tensor before : statistics.values()) {
            outputs.add(guard.kept(next.get(i++), before));
        }
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
        List<String> unused = moving().keySet().stream()
                .filter(path -> !used.contains(of(parameters, path).node()))
                .toList();
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("training: every parameter must influence the loss, these do not: "
                    + String.join(", ", unused) + "; use them in forward, or make them no Param");
        }
    }

    private Map<String, Tensor> gradients(Tensor objective) {
        requireUsed(objective.node());
        Map<String, Tensor> moving = moving();
        List<String> paths = List.copyOf(moving.keySet());
        List<Node> points = moving.values().stream().map(Tensor::node).toList();
        adjoints = Gradients.all(objective.node(), points);
        List<Node> nodes = points.stream()
                .map(point -> Optional.ofNullable(adjoints.get(point)).orElseGet(() -> Build.zerosLike(point)))
                .toList();
        requireGradients(paths, nodes);
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            gradients.put(paths.get(i), Tensor.of(nodes.get(i)));
        }
        return wide(gradients);
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
