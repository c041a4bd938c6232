package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.core.op.Contraction;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Indexing;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.Op;
import gradus.core.op.Ordered;
import gradus.core.op.Random;
import gradus.core.op.Reduction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds nodes that need a name of their own, because a formula that wrote them out would be too long: sums and other
/// operations over many elements, but for one directly inside a named formula, and what several formulas use.
final class Unnamed {
    /// What a formula holds before a part of it gets a name.
    private static final int LONGEST = 9;

    /// What a sum counts as, written out once.
    private static final int HEAVY = 5;

    /// A part that is used more than once gets a name from this length on.
    private static final int SHARED = 3;

    private final Names names;
    private final Set<Node> nodes;
    private final Map<Node, Integer> lengths = new HashMap<>();
    private final Map<Node, List<Node>> users = new HashMap<>();

    /// Gets a node that needs a name.
    @FunctionalInterface
    interface Found {
        /// @param node the node
        /// @param count the how-many-th it is, from 1
        void name(Node node, int count);
    }

    /// Looks through the nodes of a phase.
    ///
    /// @param nodes the nodes, operands before their users
    Unnamed(Names names, Set<Node> nodes) {
        this.names = names;
        this.nodes = nodes;
        for (Node node : nodes) {
            for (Node input : new HashSet<>(node.inputs())) {
                users.computeIfAbsent(input, _ -> new ArrayList<>()).add(node);
            }
        }
    }

    void each(Found found) {
        int count = 0;
        for (Node node : nodes) {
            if (needsName(node)) {
                count++;
                found.name(node, count);
            }
            lengths.put(node, names.of(node).isPresent() ? 1 : length(node));
        }
    }

    private boolean needsName(Node node) {
        boolean formula = !(node.op() instanceof Movement || node.op() instanceof Leaf)
                && node.type().dtype().isFloating();
        if (!formula || names.of(node).isPresent() || isInert(node)) {
            return false;
        }
        List<Node> readers = readers(node);
        if (isHeavy(node)) {
            boolean inside = readers.size() == 1 && isShortFormula(readers.getFirst(), node);
            return !inside;
        }
        return length(node) > LONGEST || readers.size() > 1 && length(node) >= SHARED;
    }

    /// A heavy part may stand inside a formula if all else in it is short.
    private boolean isShortFormula(Node reader, Node heavy) {
        if (names.of(reader).isPresent()) {
            return reader == heavy || reader.op() instanceof Elementwise || reader.op() instanceof Movement;
        }
        return reader.op() instanceof Elementwise && others(reader, heavy) == 0;
    }

    /// How many operands of an element-wise node are neither constants nor the heavy part.
    private static long others(Node reader, Node heavy) {
        return reader.inputs().stream()
                .filter(input -> !isInert(input) && source(input) != heavy)
                .count();
    }

    /// What several formulas may repeat: constants and what only depends on them.
    private static boolean isInert(Node node) {
        Node source = source(node);
        return source.op() instanceof Leaf.Fill
                || source.op() instanceof Leaf.Constant
                || source.op() instanceof Leaf.Iota
                || source.op() instanceof Elementwise
                        && source.inputs().stream().allMatch(Unnamed::isInert);
    }

    private static Node source(Node node) {
        Node at = node;
        while (at.op() instanceof Movement && at.inputs().size() == 1) {
            at = at.input(0);
        }
        return at;
    }

    /// The nodes that read a node, past those that only move it; a named one that moves it counts as a reader.
    private List<Node> readers(Node node) {
        List<Node> readers = new ArrayList<>();
        for (Node user : users.getOrDefault(node, List.of())) {
            if (user.op() instanceof Movement && names.of(user).isEmpty()) {
                readers.addAll(readers(user));
            } else {
                readers.add(user);
            }
        }
        return readers;
    }

    private boolean isHeavy(Node node) {
        return isHeavy(node.op())
                || node.op() instanceof Elementwise
                        && node.inputs().stream().anyMatch(input -> isInsideHeavy(source(input)));
    }

    private boolean isInsideHeavy(Node node) {
        return nodes.contains(node) && names.of(node).isEmpty() && isHeavy(node);
    }

    private static boolean isHeavy(Op op) {
        return switch (op) {
            case Contraction _, Fused _, Ordered _, Random _, Reduction _ -> true;
            case Indexing.ScatterAdd _, Indexing.ScatterAddAlong _ -> true;
            case Indexing.Gather _, Indexing.GatherAlong _ -> false;
            case Leaf _, Elementwise _, Movement _ -> false;
        };
    }

    private int length(Node node) {
        if (node.inputs().isEmpty() || names.of(node).isPresent() || !nodes.contains(node)) {
            return 1;
        }
        int length = isHeavy(node.op()) ? HEAVY : 0;
        for (Node input : node.inputs()) {
            length += lengths.getOrDefault(input, 1);
        }
        return node.op() instanceof Movement ? lengths.getOrDefault(node.input(0), 1) : length;
    }
}
