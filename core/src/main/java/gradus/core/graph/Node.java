package gradus.core.graph;

import gradus.core.op.Op;
import gradus.core.type.Origin;
import gradus.core.type.TensorType;
import java.util.List;
import java.util.Optional;

/// An operation applied to inputs: one value of a graph. Nodes are immutable and compared by identity.
///
/// {@snippet file="EngineSnippets.java" region="Node"}
public final class Node {
    private final Op op;
    private final List<Node> inputs;
    private final TensorType type;
    private final Origin origin;
    private final Optional<Explains> explains;

    private Node(Op op, List<Node> inputs, TensorType type, Origin origin, Optional<Explains> explains) {
        this.op = op;
        this.inputs = inputs;
        this.type = type;
        this.origin = origin;
        this.explains = explains;
    }

    /// Applies an operation; the origin is the calling line.
    ///
    /// @throws gradus.core.type.ShapeException if the shapes do not fit
    /// @throws gradus.core.type.DTypeException if the element types do not fit
    public static Node of(Op op, Node... inputs) {
        return of(op, List.of(inputs));
    }

    /// Applies an operation; the origin is the calling line.
    ///
    /// @throws gradus.core.type.ShapeException if the shapes do not fit
    /// @throws gradus.core.type.DTypeException if the element types do not fit
    public static Node of(Op op, List<Node> inputs) {
        Optional<Explains> explains = Explains.current();
        TensorType type = op.infer(inputs.stream().map(Node::type).toList());
        return new Node(
                op, List.copyOf(inputs), type, explains.map(Explains::origin).orElseGet(Origin::here), explains);
    }

    /// Gives a node that stands for this one in a rewritten graph: same origin and explanation.
    public Node as(Op otherOp, List<Node> otherInputs) {
        TensorType result = otherOp.infer(otherInputs.stream().map(Node::type).toList());
        return new Node(otherOp, List.copyOf(otherInputs), result, origin, explains);
    }

    /// Gives the operation.
    public Op op() {
        return op;
    }

    /// Gives the operands.
    public List<Node> inputs() {
        return inputs;
    }

    /// Gives operand `index`.
    public Node input(int index) {
        return inputs.get(index);
    }

    /// Gives the type of the value.
    public TensorType type() {
        return type;
    }

    /// Gives the line of code that asked for it.
    public Origin origin() {
        return origin;
    }

    /// Gives the chain-rule factor this node belongs to, if a gradient rule made it.
    public Optional<Explains> explains() {
        return explains;
    }

    @Override
    public String toString() {
        return op.name() + " : " + type + origin.at();
    }
}
