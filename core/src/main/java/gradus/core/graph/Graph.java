package gradus.core.graph;

import gradus.core.op.Leaf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A program as a value: inputs, outputs and everything between. It prints as numbered lines.
///
/// {@snippet file="TensorSnippets.java" region="Graph"}
///
/// @param inputs the [Leaf.Input] nodes in the order in which values are given
/// @param outputs the nodes whose values come out
public record Graph(List<Node> inputs, List<Node> outputs) {
    /// Checks that every input the outputs need is listed.
    public Graph {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        Set<Node> listed = new HashSet<>();
        for (Node input : inputs) {
            if (!(input.op() instanceof Leaf.Input)) {
                throw new IllegalArgumentException("graph: inputs must be input leaves, got " + input);
            }
            listed.add(input);
        }
        for (Node node : order(outputs)) {
            if (node.op() instanceof Leaf.Input && !listed.contains(node)) {
                throw new IllegalArgumentException("graph: every input must be listed, missing is “"
                        + ((Leaf.Input) node.op()).label() + "” : " + node.type()
                        + node.origin().at()
                        + "; a symbolic tensor must not leave the function that is traced");
            }
        }
    }

    /// Gives all nodes that the outputs need, operands before their users, in an order that depends on the graph
    /// only.
    public List<Node> nodes() {
        return order(outputs);
    }

    /// Gives all nodes that `roots` need, operands before their users.
    public static List<Node> order(List<Node> roots) {
        List<Node> ordered = new ArrayList<>();
        Set<Node> done = new HashSet<>();
        Deque<Visit> stack = new ArrayDeque<>();
        for (Node root : roots) {
            stack.push(new Visit(root, false));
            while (!stack.isEmpty()) {
                Visit visit = stack.pop();
                if (visit.inputsDone()) {
                    ordered.add(visit.node());
                } else if (done.add(visit.node())) {
                    stack.push(new Visit(visit.node(), true));
                    for (Node input : visit.node().inputs().reversed()) {
                        stack.push(new Visit(input, false));
                    }
                }
            }
        }
        return ordered;
    }

    private record Visit(Node node, boolean inputsDone) {}

    @Override
    public String toString() {
        return GraphText.of(this);
    }
}
