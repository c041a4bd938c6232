package gradus.nn.train;

import gradus.core.graph.Narration;
import gradus.core.graph.Node;
import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.layer.LayerTrace;
import gradus.nn.layer.Param;
import gradus.nn.optim.GradientTransform;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.PathPattern;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The graph of a training step with all that is known about its nodes: which layer made them, which is the gradient
/// by which. It is the graph that training runs, but that attention and recurrent layers appear as their steps.
///
/// @param given the inputs
/// @param made what the step computes of them
/// @param adjoints for each node that gradients flow through, the node that is the gradient of the objective by it
/// @param passes the layers that the forward pass went through, inner ones first
/// @param names what books call some of the nodes
/// @param skipped 1 if training leaves this update out, else 0; empty if it leaves none out
public record TracedStep(
        Given given,
        Made made,
        Map<Node, Node> adjoints,
        List<LayerTrace.Pass> passes,
        Map<Node, Narration.Name> names,
        Optional<Tensor> skipped) {
    /// Copies the maps and the list.
    public TracedStep {
        adjoints = Map.copyOf(adjoints);
        passes = List.copyOf(passes);
        names = Map.copyOf(names);
    }

    /// The inputs of a step, symbolic.
    ///
    /// @param parameters the parameters by path
    /// @param statistics the running statistics by path
    /// @param optimizer the optimizer's state by name
    /// @param batch the parts of the batch by name
    /// @param scalars the optimizer's numbers of the step by name
    /// @param key the random key of the step
    public record Given(
            Map<String, Tensor> parameters,
            Map<String, Tensor> statistics,
            Map<String, Tensor> optimizer,
            Map<String, Tensor> batch,
            Map<String, Tensor> scalars,
            Tensor key) {
        /// Copies the maps, keeping their order.
        public Given {
            parameters = ordered(parameters);
            statistics = ordered(statistics);
            optimizer = ordered(optimizer);
            batch = ordered(batch);
            scalars = ordered(scalars);
        }
    }

    /// What a step computes, symbolic.
    ///
    /// @param judged what the goal found: the objective and the loss to report
    /// @param penalty what large weights cost, which is added to the objective
    /// @param total objective and penalty together, of which gradients are taken
    /// @param gradients the gradients of objective and penalty by parameter path, of those that move
    /// @param update the changes of the parameters, as they would be if none were left out, and the optimizer's
    /// next
    ///     state
    /// @param parameters the new parameters by path
    /// @param statistics the new running statistics by path
    public record Made(
            Judged judged,
            Tensor penalty,
            Tensor total,
            Map<String, Tensor> gradients,
            GradientTransform.Update update,
            Map<String, Tensor> parameters,
            Map<String, Tensor> statistics) {
        /// Copies the maps, keeping their order.
        public Made {
            gradients = ordered(gradients);
            parameters = ordered(parameters);
            statistics = ordered(statistics);
        }
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /// Traces a step.
    public static <L> TracedStep of(Moment<L> moment) {
        Map<String, TensorType> batch = new LinkedHashMap<>();
        moment.batch().forEach((name, literal) -> batch.put(name, literal.type()));
        Moment.Update update = moment.update();
        Updates updates = Updates.by(update.optimizer()).with(update.frozen()).with(update.nonFinite());
        Recipe<L> recipe = new Recipe<>(moment.goal(), update.penalty(), updates, Stopping.afterEpochs(1));
        Weights weights = Weights.of(moment.network());
        TrainState start =
                new TrainState(weights, update.state(), weights, Progress.start(Watch.start(Optional.empty())));
        return StepGraph.told(moment.network(), recipe, start, batch, new Narration());
    }

    /// Gives the optimizer's state before the first update of a network.
    ///
    /// @param frozen the parameters that do not move
    public static Map<String, Literal> init(Object network, Optimizer optimizer, List<PathPattern> frozen) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        Tree.leaves(network, Param.class)
                .forEach((path, param) -> parameters.put(path, param.value().wide()));
        parameters.keySet().removeIf(path -> frozen.stream().anyMatch(pattern -> pattern.matches(path)));
        Map<String, Literal> state = new LinkedHashMap<>();
        optimizer.init(parameters).forEach((name, tensor) -> state.put(name, tensor.literal()));
        return state;
    }
}
