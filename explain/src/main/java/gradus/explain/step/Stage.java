package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.core.spi.Backends;
import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.layer.Param;
import gradus.nn.layer.Stat;
import gradus.nn.train.Moment;
import gradus.nn.train.TracedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A step traced, named and computed in one element type.
///
/// @param step the graph
/// @param named what its nodes are called
/// @param values the value of every node
/// @param inputs the input nodes, in the order of the graph
/// @param given the values of the inputs, in the same order
record Stage(TracedStep step, Namer.Named named, Values values, Set<Node> inputs, List<Literal> given) {
    /// Traces and computes a step.
    static <L> Stage of(Moment<L> moment) {
        TracedStep step = TracedStep.of(moment);
        List<Literal> given = given(moment, step);
        Namer.Named named = Namer.of(step, moment.network(), moment.rows());
        List<Node> roots = new ArrayList<>();
        named.names().all().forEach(naming -> roots.add(naming.node()));
        roots.addAll(step.adjoints().values());
        step.made().parameters().values().forEach(tensor -> roots.add(tensor.node()));
        step.made().update().state().values().forEach(tensor -> roots.add(tensor.node()));
        step.made().statistics().values().forEach(tensor -> roots.add(tensor.node()));
        roots.add(step.made().total().node());
        step.skipped().ifPresent(flag -> roots.add(flag.node()));
        Set<Node> inputs = Namer.inputs(step);
        Values values = new Values(List.copyOf(inputs), given, roots, Backends.standard());
        return new Stage(step, named, values, inputs, given);
    }

    private static List<Literal> given(Moment<?> moment, TracedStep step) {
        List<Literal> given = new ArrayList<>();
        Tree.leaves(moment.network(), Param.class)
                .values()
                .forEach(param -> given.add(param.value().literal()));
        Tree.leaves(moment.network(), Stat.class)
                .values()
                .forEach(stat -> given.add(stat.value().literal()));
        Moment.Update update = moment.update();
        step.given().optimizer().keySet().forEach(name -> given.add(state(update, name)));
        given.addAll(moment.batch().values());
        Map<String, Double> numbers = update.optimizer().scalars(update.step());
        step.given()
                .scalars()
                .forEach((name, value) ->
                        given.add(Literal.scalar(value.dtype(), numbers.getOrDefault(name, Double.NaN))));
        given.add(Literal.wrap(
                TensorType.of(DType.INT64), new long[] {moment.key().bits()}));
        return given;
    }

    private static Literal state(Moment.Update update, String name) {
        Literal found = update.state().get(name);
        if (found == null) {
            throw new IllegalArgumentException("explain: the optimizer's state must hold what "
                    + update.optimizer().name() + " keeps, “" + name + "” is missing in "
                    + update.state().keySet());
        }
        return found;
    }

    /// Says whether training leaves this update out, because it would not be finite.
    boolean isSkipped() {
        return step.skipped().isPresent() && value(step.skipped().get()).get(0) != 0;
    }

    /// Says whether a node is given: a parameter, a part of the batch, a state or a number.
    boolean isInput(Node node) {
        return inputs.contains(node);
    }

    /// Says whether a node is a part of the batch.
    boolean isSample(Node node) {
        return isInput(node) && step.given().batch().values().stream().anyMatch(part -> part.node() == node);
    }

    /// Gives the value of a tensor of the step.
    Literal value(Tensor tensor) {
        return values.of(tensor.node());
    }

    /// Gives the same nodes computed with the parameters after the step.
    Values after() {
        List<Literal> changed = new ArrayList<>();
        step.made().parameters().values().forEach(tensor -> changed.add(value(tensor)));
        return with(changed, List.of(step.made().total().node()));
    }

    /// Gives nodes computed with other parameters, or parameters and statistics, on the same samples.
    ///
    /// @param first the values of the first inputs
    Values with(List<Literal> first, List<Node> roots) {
        List<Literal> changed = new ArrayList<>(first);
        changed.addAll(given.subList(changed.size(), given.size()));
        return new Values(List.copyOf(inputs), changed, roots, Backends.standard());
    }
}
