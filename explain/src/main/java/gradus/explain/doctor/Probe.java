package gradus.explain.doctor;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.CompareFn;
import gradus.core.op.UnaryFn;
import gradus.core.spi.Backend;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.layer.Mode;
import gradus.nn.train.Goal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Looks into a network at work: one pass forward and back as training does it, measured at every layer.
final class Probe {
    /// An activation counts as saturated where its slope is below a twentieth of its largest: |tanh| above 0.975, a
    /// sigmoid outside 0.0127 … 0.9873.
    private static final double SATURATED_TANH = Math.sqrt(1 - 1.0 / 20);

    /// `σ(1 − σ) = ¼ / 20`.
    private static final double SATURATED_SIGMOID = (1 + Math.sqrt(1 - 1.0 / 20)) / 2;

    /// What was seen.
    ///
    /// @param loss the mean loss to report
    /// @param answer what the network says, if the goal tells
    /// @param end what the network ends with
    /// @param activations the activations
    /// @param layers the layers with parameters, in order
    /// @param gradients the gradients by parameter path
    record Reading(
            double loss,
            Optional<Literal> answer,
            End end,
            List<Active> activations,
            List<Flow> layers,
            Map<String, Literal> gradients) {}

    /// An activation at work.
    ///
    /// @param path its layer
    /// @param fn the function
    /// @param units how many units it has
    /// @param share the share of units that are dead (ReLU), or of values that are saturated
    record Active(String path, UnaryFn fn, int units, double share) {}

    /// What flows through a layer with parameters.
    ///
    /// @param path the parameter
    /// @param gradient the Euclidean norm of the gradient by its output, δ
    /// @param input the root mean square of what comes in
    record Flow(String path, double gradient, double input) {}

    private final Anatomy anatomy;
    private final List<String> paths;
    private final boolean answers;
    private final End end;
    private final Program program;

    private Probe(Traced traced, Backend backend) {
        anatomy = Anatomy.of(traced);
        paths = List.copyOf(traced.parameters().keySet());
        answers = traced.judged().answer().isPresent();
        end = traced.judged().answer().map(answer -> End.of(answer.node())).orElse(End.OPEN);
        List<Tensor> outputs = new ArrayList<>();
        outputs.add(traced.loss());
        traced.judged().answer().ifPresent(outputs::add);
        anatomy.activations().forEach(place -> outputs.add(measured(place)));
        List<Node> parameters = List.copyOf(traced.parameters().values());
        Node objective = traced.judged().objective().node();
        Map<Node, Node> adjoints = Gradients.all(objective, parameters);
        for (Anatomy.Meeting meeting : anatomy.meetings()) {
            Node delta = adjoints.get(meeting.node());
            outputs.add(delta == null ? Tensor.scalar(0) : norm(Tensor.of(delta)));
            outputs.add(rootMeanSquare(Tensor.of(meeting.data())));
        }
        Gradients.of(objective, parameters).forEach(node -> outputs.add(Tensor.of(node)));
        List<Node> roots = outputs.stream().map(Tensor::node).toList();
        program = Program.of(new Graph(traced.inputs(), roots), backend);
    }

    /// Prepares to look at networks of the form of this one, with batches of these types.
    static <L> Probe of(L network, Goal<? super L> goal, List<Literal> batch, Backend backend) {
        return new Probe(Traced.of(network, goal, Traced.types(batch), Mode.TRAINING), backend);
    }

    /// Looks at a network with a batch.
    Reading read(Object network, List<Literal> batch) {
        return read(program.call(Traced.values(network, batch, Key.of(0).fold("doctor"))));
    }

    private Reading read(List<Literal> results) {
        int at = 0;
        double loss = results.get(at++).get(0);
        Optional<Literal> answer = answers ? Optional.of(results.get(at++)) : Optional.empty();
        List<Active> activations = new ArrayList<>();
        for (Anatomy.Bend place : anatomy.activations()) {
            double[] values = results.get(at++).toDoubles();
            double share = place.fn() == UnaryFn.RELU
                    ? Arrays.stream(values).filter(value -> value <= 0).count() / (double) values.length
                    : values[0];
            activations.add(new Active(place.path(), place.fn(), units(place.node()), share));
        }
        List<Flow> layers = new ArrayList<>();
        for (Anatomy.Meeting meeting : anatomy.meetings()) {
            double gradient = results.get(at++).get(0);
            layers.add(new Flow(meeting.path(), gradient, results.get(at++).get(0)));
        }
        Map<String, Literal> gradients = new LinkedHashMap<>();
        for (String path : paths) {
            gradients.put(path, results.get(at++));
        }
        return new Reading(loss, answer, end, activations, layers, gradients);
    }

    private static int units(Node node) {
        int rank = node.type().shape().rank();
        return rank == 0 ? 1 : node.type().shape().size(rank - 1);
    }

    /// The largest value of each unit of a ReLU, or the share of saturated values.
    private static Tensor measured(Anatomy.Bend place) {
        Tensor value = Tensor.of(place.node());
        if (place.fn() == UnaryFn.RELU) {
            int[] others = IntStream.range(0, Math.max(0, value.rank() - 1)).toArray();
            return others.length == 0 ? value : value.max(others);
        }
        Tensor centred = place.fn() == UnaryFn.TANH ? value : value.multiply(2).add(-1);
        double limit = place.fn() == UnaryFn.TANH ? SATURATED_TANH : 2 * SATURATED_SIGMOID - 1;
        return centred.abs().compare(CompareFn.GREATER, limit).as(DType.FLOAT32).mean();
    }

    private static Tensor norm(Tensor tensor) {
        return tensor.wide().square().sum().sqrt();
    }

    private static Tensor rootMeanSquare(Tensor tensor) {
        return tensor.dtype().isFloating() ? tensor.wide().square().mean().sqrt() : Tensor.scalar(0);
    }
}
