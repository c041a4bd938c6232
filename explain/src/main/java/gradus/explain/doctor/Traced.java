package gradus.explain.doctor;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import gradus.nn.layer.LayerTrace;
import gradus.nn.layer.Mode;
import gradus.nn.layer.Param;
import gradus.nn.layer.Stat;
import gradus.nn.train.Goal;
import gradus.nn.train.Judged;
import gradus.nn.train.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A forward pass of a network and its judgement as a graph whose inputs are the numbers of the network, the parts of
/// a batch and a random key.
///
/// @param inputs the inputs, in the order of [#values]
/// @param parameters the parameters by path
/// @param batch the parts of the batch
/// @param judged what the goal found
/// @param passes the layers that the pass went through
record Traced(
        List<Node> inputs,
        Map<String, Node> parameters,
        List<Node> batch,
        Judged judged,
        List<LayerTrace.Pass> passes) {
    /// Traces a network for batches of these types.
    static <L> Traced of(L network, Goal<? super L> goal, List<TensorType> types, Mode mode) {
        List<Node> inputs = new ArrayList<>();
        Map<String, Node> parameters = new LinkedHashMap<>();
        L withParameters = Tree.map(network, Param.class, (path, param) -> {
            Node node = input(path, param.value().type(), inputs);
            parameters.put(path, node);
            return new Param(Tensor.of(node));
        });
        L symbolic = Tree.map(
                withParameters,
                Stat.class,
                (path, stat) -> new Stat(Tensor.of(input(path, stat.value().type(), inputs))));
        List<Node> batch = new ArrayList<>();
        types.forEach(type -> batch.add(input("part " + batch.size(), type, inputs)));
        Node key = input("key", TensorType.of(DType.INT64), inputs);
        Context context = mode == Mode.TRAINING ? Context.training(Tensor.of(key)) : Context.inference();
        LayerTrace trace = new LayerTrace();
        Judged judged = trace.during(
                () -> goal.judge(symbolic, batch.stream().map(Tensor::of).toList(), context));
        return new Traced(inputs, parameters, batch, judged, trace.passes());
    }

    private static Node input(String name, TensorType type, List<Node> inputs) {
        Node node = Build.input(name, type);
        inputs.add(node);
        return node;
    }

    /// Gives the values of the inputs.
    static List<Literal> values(Object network, List<Literal> batch, Key key) {
        Weights weights = Weights.of(network);
        List<Literal> values = new ArrayList<>(weights.parameters().values());
        values.addAll(weights.statistics().values());
        values.addAll(batch);
        values.add(Literal.wrap(TensorType.of(DType.INT64), new long[] {key.bits()}));
        return values;
    }

    /// Gives the types of the parts of a batch.
    static List<TensorType> types(List<Literal> batch) {
        return batch.stream().map(Literal::type).toList();
    }

    /// Gives the mean loss to report.
    Tensor loss() {
        return judged.loss().value();
    }

    /// Gives the nodes that the objective and the answer need, operands first.
    List<Node> nodes() {
        List<Node> roots = new ArrayList<>(List.of(judged.objective().node()));
        judged.answer().ifPresent(answer -> roots.add(answer.node()));
        return Graph.order(roots);
    }
}
