package gradus.core.rewrite;

import gradus.core.graph.Node;
import gradus.core.op.Access;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.PointwiseStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Builds one fused loop from its last node.
final class PointwiseLoop {
    static final int MOST_STEPS = 48;
    private static final int MOST_INPUTS = 24;

    private record Read(Node source, Access access) {}

    private final Node root;
    private final Fuse.Loops loops;
    private final Map<Node, Node> rewritten;
    private final Map<Read, Integer> reads = new LinkedHashMap<>();
    private final List<PointwiseStep> steps = new ArrayList<>();
    private final Map<Node, Integer> stepOf = new HashMap<>();
    private final Map<Double, Integer> numbers = new HashMap<>();

    private PointwiseLoop(Node root, Fuse.Loops loops, Map<Node, Node> rewritten) {
        this.root = root;
        this.loops = loops;
        this.rewritten = rewritten;
    }

    /// Gives the fused node, or the plain one where a loop cannot be made or would not help.
    static Node of(Node root, Fuse.Loops loops, Map<Node, Node> rewritten, Predicate<Fused> kernels) {
        PointwiseLoop loop = collected(root, loops, rewritten);
        if (loop.reads.size() > MOST_INPUTS || loop.steps.size() > 2 * MOST_STEPS) {
            loop = collected(root, loops.withoutCopies(), rewritten);
        }
        List<Access> accesses = new ArrayList<>();
        List<Node> inputs = new ArrayList<>();
        loop.reads.keySet().forEach(read -> {
            accesses.add(read.access());
            inputs.add(read.source());
        });
        boolean repeats = accesses.stream().anyMatch(a -> !a.isWhole(root.type().count()));
        boolean helps = loop.steps.size() > 1 || repeats;
        Fused.Pointwise op = helps ? loop.renumbered(accesses) : null;
        if (op == null || inputs.size() > MOST_INPUTS || !kernels.test(op)) {
            return loop.plain(root);
        }
        return root.as(op, inputs);
    }

    private static PointwiseLoop collected(Node root, Fuse.Loops loops, Map<Node, Node> rewritten) {
        PointwiseLoop loop = new PointwiseLoop(root, loops, rewritten);
        loop.collect(root);
        return loop;
    }

    /// Rebuilds the nodes of the loop as they were.
    private Node plain(Node node) {
        Node done = rewritten.get(node);
        if (done == null) {
            done = Rewrite.keep(node, node.inputs().stream().map(this::plain).toList());
            rewritten.put(node, done);
        }
        return done;
    }

    /// Adds the steps that compute `node` and gives the place of the last; inputs are numbered −1, −2, … until all
    /// are known.
    private int collect(Node node) {
        Integer known = stepOf.get(node);
        if (known != null) {
            return known;
        }
        List<Integer> arguments = node.inputs().stream().map(this::operand).toList();
        steps.add(new PointwiseStep.Apply((Elementwise) node.op(), arguments));
        stepOf.put(node, steps.size() - 1);
        return steps.size() - 1;
    }

    /// A comparison is computed again in each loop that needs it: truth values do not cross the border of a loop.
    private int operand(Node node) {
        if (loops.computes(root, node) || node.type().dtype() != root.type().dtype()) {
            return collect(node);
        }
        return node.op() instanceof Leaf.Fill fill ? fixed(fill.value()) : read(node);
    }

    private int fixed(double value) {
        return numbers.computeIfAbsent(value, v -> {
            steps.add(new PointwiseStep.Fixed(v));
            return steps.size() - 1;
        });
    }

    private int read(Node node) {
        Node source = node;
        Access access = new Access(1, root.type().count());
        if (node.op() instanceof Movement.Broadcast broadcast) {
            Optional<Access> pattern = Access.of(node.input(0).type().shape(), broadcast.shape());
            if (pattern.isPresent()) {
                source = node.input(0);
                access = pattern.get();
            }
        }
        Node kept = plain(source);
        int place = reads.computeIfAbsent(new Read(kept, access), _ -> reads.size());
        return -1 - place;
    }

    /// Turns places into registers: inputs first, then steps.
    private Fused.Pointwise renumbered(List<Access> accesses) {
        int inputs = accesses.size();
        List<PointwiseStep> numbered = new ArrayList<>();
        for (PointwiseStep step : steps) {
            numbered.add(
                    switch (step) {
                        case PointwiseStep.Fixed fixed -> fixed;
                        case PointwiseStep.Apply apply ->
                            new PointwiseStep.Apply(
                                    apply.op(),
                                    apply.arguments().stream()
                                            .map(a -> a < 0 ? -1 - a : a + inputs)
                                            .toList());
                    });
        }
        return new Fused.Pointwise(root.type(), accesses, numbered);
    }
}
