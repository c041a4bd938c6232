package gradus.core.graph;

import gradus.core.op.Attention;
import gradus.core.op.Contraction;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Indexing;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.Op;
import gradus.core.op.Ordered;
import gradus.core.op.Random;
import gradus.core.op.Recurrent;
import gradus.core.op.Reduction;
import gradus.core.op.Windowed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The stable text of graphs: one numbered line per node.
public final class GraphText {
    private GraphText() {}

    static String of(Graph graph) {
        List<Node> nodes = graph.nodes();
        Map<Node, Integer> numbers = new HashMap<>();
        StringBuilder out = new StringBuilder();
        for (Node node : nodes) {
            numbers.put(node, numbers.size());
            String operands = node.inputs().stream()
                    .map(input -> "%" + numbers.get(input))
                    .collect(Collectors.joining(", "));
            out.append("%")
                    .append(numbers.get(node))
                    .append(" = ")
                    .append(node.op().name());
            String attributes = attributes(node.op());
            if (!attributes.isEmpty()) {
                out.append('[').append(attributes).append(']');
            }
            out.append('(').append(operands).append(") : ").append(node.type()).append('\n');
        }
        String outputs = graph.outputs().stream().map(n -> "%" + numbers.get(n)).collect(Collectors.joining(", "));
        return out.append("return ").append(outputs).toString();
    }

    /// Gives the attributes of an operation as they are printed between brackets.
    public static String attributes(Op op) {
        return switch (op) {
            case Leaf.Input input -> input.label();
            case Leaf.Constant constant ->
                constant.value().count() == 1 ? number(constant.value().get(0)) : "";
            case Leaf.Fill fill -> number(fill.value());
            case Leaf.Iota iota -> "axis " + iota.axis();
            case Elementwise.Unary _, Elementwise.Binary _, Elementwise.Compare _, Elementwise.Select _ -> "";
            case Elementwise.Cast cast -> cast.to().toString();
            case Reduction.Reduce reduce -> "axes " + reduce.axes();
            case Reduction.ArgReduce arg -> "axis " + arg.axis();
            case Movement.Reshape _, Movement.Broadcast _ -> "";
            case Movement.Transpose transpose -> transpose.permutation().toString();
            case Movement.Slice slice -> slice.starts() + " to " + slice.limits() + " by " + slice.strides();
            case Movement.Pad pad ->
                "low " + pad.low() + ", high " + pad.high() + ", interior " + pad.interior() + ", with "
                        + number(pad.value());
            case Movement.Concat concat -> "axis " + concat.axis();
            case Movement.Reverse reverse -> "axes " + reverse.axes();
            case Contraction.MatMul matmul -> side(matmul.left()) + " × " + side(matmul.right());
            case Indexing.Gather gather -> "axis " + gather.axis();
            case Indexing.ScatterAdd scatter -> "axis " + scatter.axis() + ", size " + scatter.size();
            case Indexing.GatherAlong gather -> "axis " + gather.axis();
            case Indexing.ScatterAddAlong scatter -> "axis " + scatter.axis() + ", size " + scatter.size();
            case Ordered.Cumulate cumulate -> "axis " + cumulate.axis();
            case Ordered.ArgSort sort ->
                "axis " + sort.axis() + ", " + sort.direction().name().toLowerCase(Locale.ROOT);
            case Random.Uniform uniform -> "salt " + uniform.salt();
            case Random.Normal normal -> "salt " + normal.salt();
            case Fused.Softmax _, Fused.LogSoftmax _, Fused.CrossEntropy _ -> "";
            case Fused.Pointwise pointwise -> PointwiseText.of(pointwise);
            case Attention attention -> attention(attention.attend());
            case Windowed windowed -> WindowedText.of(windowed);
            case Recurrent recurrent -> recurrent(recurrent);
        };
    }

    private static String attention(Attention.Attend op) {
        List<String> words = new ArrayList<>();
        words.add("heads " + op.heads() + (op.kvHeads() == op.heads() ? "" : " on " + op.kvHeads()));
        if (op.operands() == Attention.Operands.JOINT) {
            words.add("joint");
        }
        if (op.sight() == Attention.Sight.PAST) {
            words.add("past");
        }
        if (op.pairs() == Attention.Pairs.MASKED) {
            words.add("masked");
        }
        words.add("scale " + number(op.scale()));
        return String.join(", ", words);
    }

    private static String recurrent(Recurrent op) {
        List<String> words = new ArrayList<>();
        words.add(op.direction() == Recurrent.Direction.FORWARD ? "forward" : "reverse");
        if (op.steps() == Recurrent.Steps.MASKED) {
            words.add("masked");
        }
        switch (op) {
            case Recurrent.Sequence _ -> {}
            case Recurrent.SequenceGradient gradient -> {
                words.add("length " + gradient.length());
                words.add(gradient.flow() == Recurrent.Flow.HIDDEN ? "from hidden" : "from all");
            }
        }
        return String.join(", ", words);
    }

    private static String side(Contraction.Operand operand) {
        return operand == Contraction.Operand.AS_IS ? "n" : "t";
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
