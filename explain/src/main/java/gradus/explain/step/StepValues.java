package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.Literal;
import gradus.explain.document.Phase;
import gradus.nn.layer.Param;
import gradus.nn.layer.Stat;
import gradus.nn.train.Judged;
import gradus.nn.train.Moment;
import gradus.nn.train.TracedStep;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Every number of a training step in the network's own element type, and where each belongs.
public final class StepValues {
    private final Stage stage;

    private StepValues(Stage stage) {
        this.stage = stage;
    }

    /// Traces and computes a step.
    public static StepValues of(Moment<?> moment) {
        return new StepValues(Stage.of(moment));
    }

    /// Gives the graph of the step.
    public TracedStep step() {
        return stage.step();
    }

    /// Gives the value of a tensor of the step.
    public Literal of(Tensor tensor) {
        return stage.value(tensor);
    }

    /// Gives the value of a node of the step.
    public Literal of(Node node) {
        return stage.values().of(node);
    }

    /// Gives all nodes of the step, operands before their users: the inputs, then forward, loss, backward, update.
    public List<Node> order() {
        Namer.Phases phases = stage.named().phases();
        Set<Node> all = new LinkedHashSet<>(Namer.inputs(stage.step()));
        List.of(phases.forward(), phases.loss(), phases.backward(), phases.update())
                .forEach(all::addAll);
        return List.copyOf(all);
    }

    /// Gives the phase that a node belongs to.
    public Phase phase(Node node) {
        return stage.named().phases().of(node);
    }

    /// Gives what a node is called, such as `Weighted inputs z²`; a node without a name by its operation.
    public String title(Node node) {
        return stage.named()
                .names()
                .of(node)
                .map(Naming::title)
                .orElse(node.op().name());
    }

    /// Gives where a node belongs: the path and the words of the layer that made it or whose gradient it is, or the
    /// path of the parameter that it updates; empty for none.
    public String place(Node node) {
        Layers layers = stage.named().layers();
        return layers.of(node)
                .or(() -> node.explains().flatMap(factor -> layers.of(factor.forward())))
                .map(place -> place.words(node))
                .or(() -> stage.named()
                        .names()
                        .of(node)
                        .map(naming -> naming.home().path())
                        .filter(path -> !path.isEmpty()))
                .orElse("");
    }

    /// Says whether training leaves this update out, because it would not be finite.
    public boolean isSkipped() {
        return stage.isSkipped();
    }

    /// Gives the loss of the batch, as training reports it.
    public double loss() {
        Judged.Mean mean = stage.step().made().judged().loss();
        return mean(stage.value(mean.sum()), stage.value(mean.count()));
    }

    /// Gives the loss of the same batch, with the same random key, with the parameters after the step.
    public double lossAfter() {
        List<Literal> changed = new ArrayList<>();
        stage.step().made().parameters().values().forEach(tensor -> changed.add(stage.value(tensor)));
        return loss(changed);
    }

    /// Gives the loss of the same batch, with the same random key, with the numbers of another network of this
    /// kind.
    public double lossWith(Object network) {
        List<Literal> changed = new ArrayList<>();
        Tree.leaves(network, Param.class)
                .values()
                .forEach(param -> changed.add(param.value().literal()));
        Tree.leaves(network, Stat.class)
                .values()
                .forEach(stat -> changed.add(stat.value().literal()));
        return loss(changed);
    }

    private double loss(List<Literal> first) {
        Judged.Mean mean = stage.step().made().judged().loss();
        Values values =
                stage.with(first, List.of(mean.sum().node(), mean.count().node()));
        return mean(values.of(mean.sum().node()), values.of(mean.count().node()));
    }

    private static double mean(Literal sum, Literal count) {
        return count.get(0) == 0 ? 0 : sum.get(0) / count.get(0);
    }

    /// Gives what the network answers to the batch, if its goal tells.
    public Optional<Literal> answer() {
        return stage.step().made().judged().answer().map(stage::value);
    }
}
