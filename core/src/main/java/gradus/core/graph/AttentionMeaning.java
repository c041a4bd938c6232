package gradus.core.graph;

import gradus.core.op.Attention;
import gradus.core.op.Attention.Operands;
import gradus.core.op.Attention.Pairs;
import gradus.core.op.Attention.Sight;
import gradus.core.op.AttentionLayout;
import gradus.core.op.CompareFn;
import gradus.core.op.Contraction.Operand;
import gradus.core.op.Movement;
import gradus.core.op.Reduction.ReduceFn;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.List;

/// The meaning of attention: products of whole matrices and a softmax, the heads before the places.
final class AttentionMeaning {
    private final Attention.Attend op;
    private final List<Node> inputs;
    private final AttentionLayout layout;
    private final Node query;
    private final Node key;
    private final Node value;

    private AttentionMeaning(Attention.Attend op, List<Node> inputs) {
        this.op = op;
        this.inputs = inputs;
        layout = AttentionLayout.of(op, inputs.stream().map(Node::type).toList());
        boolean joint = op.operands() == Operands.JOINT;
        int queries = layout.heads() * layout.size();
        int keys = queries + layout.kvHeads() * layout.size();
        Node rows = inputs.getFirst();
        int all = rows.type().shape().size(2);
        query = first(joint ? Build.sliceAxis(rows, 2, 0, queries) : rows, layout.heads());
        key = shared(first(joint ? Build.sliceAxis(rows, 2, queries, keys) : inputs.get(1), layout.kvHeads()));
        value = shared(first(joint ? Build.sliceAxis(rows, 2, keys, all) : inputs.get(2), layout.kvHeads()));
        Narration.name("Q", query);
        Narration.name("K", key);
        Narration.name("V", value);
    }

    static Node expand(Attention op, List<Node> inputs) {
        AttentionMeaning meaning = new AttentionMeaning(op.attend(), inputs);
        return switch (op) {
            case Attention.Attend _ -> last(matmul(meaning.weights(), meaning.value));
            case Attention.AttendGradient _ -> meaning.gradient(inputs.getLast());
        };
    }

    /// `[batch, places, heads · size] → [batch, heads, places, size]`.
    private static Node first(Node rows, int heads) {
        Shape shape = rows.type().shape();
        Shape split = Shape.of(shape.size(0), shape.size(1), heads, shape.size(2) / heads);
        return Build.transpose(Build.reshape(rows, split), List.of(0, 2, 1, 3));
    }

    /// `[batch, heads, places, size] → [batch, places, heads · size]`.
    private static Node last(Node x) {
        Shape shape = x.type().shape();
        Shape joined = Shape.of(shape.size(0), shape.size(2), shape.size(1) * shape.size(3));
        return Build.reshape(Build.transpose(x, List.of(0, 2, 1, 3)), joined);
    }

    /// Repeats each head of keys or values for the queries that share it.
    private Node shared(Node x) {
        Shape shape = x.type().shape();
        Shape repeated = Shape.of(shape.size(0), shape.size(1), layout.group(), shape.size(2), shape.size(3));
        return Build.reshape(Build.broadcast(Build.reshape(x, repeated.with(2, 1)), repeated), whole(shape));
    }

    /// Adds what flows to the queries that share a head.
    private Node gathered(Node x) {
        Shape shape = x.type().shape();
        Shape split = Shape.of(shape.size(0), layout.kvHeads(), layout.group(), shape.size(2), shape.size(3));
        return Build.sum(Build.reshape(x, split), List.of(2));
    }

    private Shape whole(Shape shape) {
        return shape.with(1, layout.heads());
    }

    private Node weights() {
        Node scores = Build.multiply(Build.matmul(query, key, Operand.AS_IS, Operand.TRANSPOSED), op.scale());
        Narration.name("s", scores);
        Node never = Build.fill(scores.type(), Double.NEGATIVE_INFINITY);
        if (op.sight() == Sight.PAST) {
            TensorType places = TensorType.of(DType.INT64, layout.queries(), layout.keys());
            Node past = Build.compare(CompareFn.LESS_OR_EQUAL, Build.iota(places, 1), Build.iota(places, 0));
            scores = Build.select(Build.broadcast(past, layout.scores()), scores, never);
        }
        if (op.pairs() == Pairs.MASKED) {
            scores = Build.select(Build.broadcast(inputs.get(op.rowInputs()), layout.scores()), scores, never);
        }
        Node weights = Build.softmax(scores);
        Narration.name("p", weights);
        return weights;
    }

    /// With weights `P`, result `PV` and `dP = dY Vᵀ`: `dS = s P ⊙ (dP − Σ P ⊙ dP)`, then `dQ = dS K`,
    /// `dK = dSᵀ Q`, `dV = Pᵀ dY`.
    private Node gradient(Node flow) {
        Node dy = first(flow, layout.heads());
        Node weights = weights();
        Node products = Build.matmul(dy, value, Operand.AS_IS, Operand.TRANSPOSED);
        Node mean = Build.reduceAndSpread(ReduceFn.SUM, Build.multiply(weights, products), 3);
        Node scores = Build.multiply(Build.multiply(weights, Build.subtract(products, mean)), op.scale());
        Node dq = last(matmul(scores, key));
        Node dk = last(gathered(Build.matmul(scores, query, Operand.TRANSPOSED, Operand.AS_IS)));
        Node dv = last(gathered(Build.matmul(weights, dy, Operand.TRANSPOSED, Operand.AS_IS)));
        if (op.operands() == Operands.JOINT) {
            return RecurrentMeaning.flat(Node.of(new Movement.Concat(2), dq, dk, dv));
        }
        return RecurrentMeaning.packed(dq, dk, dv);
    }

    private static Node matmul(Node x, Node y) {
        return Build.matmul(x, y, Operand.AS_IS, Operand.AS_IS);
    }
}
