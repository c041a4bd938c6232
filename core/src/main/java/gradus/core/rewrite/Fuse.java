package gradus.core.rewrite;

import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Access;
import gradus.core.op.BinaryFn;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.type.DType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Joins chains of element-wise operations into one loop over the elements, so that what is between them never reaches
/// memory.
///
/// A node joins the loop of its users if all of them are in one loop and its shape is the loop's. A sum, difference or
/// product of one whole operand with repeated ones is computed again in each of several loops, which then read that
/// operand: it would cost as much to read the result. Repeated inputs (a bias, a scalar) are read in place instead of
/// being spread out first.
///
/// @param kernels which fused operations the backend computes; without a pointwise kernel nothing is joined
public record Fuse(Predicate<Fused> kernels) implements Rewrite {
    private static final Set<BinaryFn> CHEAP = EnumSet.of(BinaryFn.ADD, BinaryFn.SUBTRACT, BinaryFn.MULTIPLY);

    /// Which nodes are computed in loops.
    ///
    /// @param roots for each element-wise node the last node of the loop it belongs to
    /// @param copied nodes that every loop of their readers computes for itself
    record Loops(Map<Node, Node> roots, Set<Node> copied) {
        /// Says whether the loop that ends with a node computes another one.
        boolean computes(Node root, Node node) {
            return roots.get(node) == root || copied.contains(node);
        }

        /// Gives the loops that read what others would copy.
        Loops withoutCopies() {
            return new Loops(roots, Set.of());
        }
    }

    @Override
    public Graph apply(Graph graph) {
        Loops loops = loops(graph);
        Map<Node, Node> rewritten = new HashMap<>();
        for (Node input : graph.inputs()) {
            rewritten.put(input, input);
        }
        for (Node node : graph.nodes()) {
            Node root = loops.roots().get(node);
            if (root == null) {
                List<Node> inputs = new ArrayList<>();
                node.inputs().forEach(input -> inputs.add(rewritten.get(input)));
                rewritten.putIfAbsent(node, Rewrite.keep(node, inputs));
            } else if (root == node) {
                rewritten.put(node, PointwiseLoop.of(node, loops, rewritten, kernels));
            }
        }
        return new Graph(
                graph.inputs(), graph.outputs().stream().map(rewritten::get).toList());
    }

    private static Loops loops(Graph graph) {
        Map<Node, Set<Node>> users = new HashMap<>();
        for (Node node : graph.nodes()) {
            node.inputs()
                    .forEach(input ->
                            users.computeIfAbsent(input, _ -> new HashSet<>()).add(node));
        }
        Set<Node> outputs = new HashSet<>(graph.outputs());
        Map<Node, Node> loops = new HashMap<>();
        Map<Node, Integer> sizes = new HashMap<>();
        Set<Node> copied = new HashSet<>();
        for (Node node : graph.nodes().reversed()) {
            if (!canJoin(node)) {
                continue;
            }
            Set<Node> readers = users.getOrDefault(node, Set.of());
            Node root = commonLoop(readers, loops);
            boolean joins = root != null
                    && !outputs.contains(node)
                    && root.type().shape().equals(node.type().shape())
                    && computesIn(root, node)
                    && sizes.getOrDefault(root, 0) < PointwiseLoop.MOST_STEPS;
            if (joins) {
                loops.put(node, root);
                sizes.merge(root, 1, Integer::sum);
            } else if (root == null && isCheap(node) && !outputs.contains(node) && allIn(loops, readers)) {
                copied.add(node);
            } else if (node.type().dtype().isFloating()) {
                loops.put(node, node);
                sizes.put(node, 1);
            }
        }
        return new Loops(loops, copied);
    }

    private static boolean allIn(Map<Node, Node> loops, Set<Node> readers) {
        return readers.stream().allMatch(loops::containsKey);
    }

    /// Says whether a node reads one whole operand and repeated ones, and does little with them.
    private static boolean isCheap(Node node) {
        boolean plain = node.op() instanceof Elementwise.Binary(BinaryFn fn) && CHEAP.contains(fn);
        return plain
                && node.inputs().stream().filter(input -> !isRepeated(input)).count() == 1;
    }

    private static boolean isRepeated(Node node) {
        return node.op() instanceof Leaf.Fill
                || node.op() instanceof Movement.Broadcast broadcast
                        && Access.of(node.input(0).type().shape(), broadcast.shape())
                                .isPresent();
    }

    /// A loop holds numbers of one floating type; truth values made inside it by comparing such numbers are 0 and
    /// 1. Numbers of bfloat16 are rounded after each operation, which a loop would skip.
    private static boolean canJoin(Node node) {
        if (!(node.op() instanceof Elementwise) || node.type().count() <= 1) {
            return false;
        }
        DType dtype = node.op() instanceof Elementwise.Compare
                ? node.input(0).type().dtype()
                : node.type().dtype();
        return dtype.isFloating()
                && dtype != DType.BFLOAT16
                && node.inputs().stream().allMatch(input -> isNumberOrTest(input, dtype));
    }

    /// Says whether a value is a number of the loop's type or a comparison of such numbers.
    static boolean isNumberOrTest(Node node, DType dtype) {
        return node.type().dtype() == dtype
                || node.op() instanceof Elementwise.Compare
                        && node.input(0).type().dtype() == dtype;
    }

    private static boolean computesIn(Node root, Node node) {
        return isNumberOrTest(node, root.type().dtype());
    }

    private static @Nullable Node commonLoop(Set<Node> users, Map<Node, Node> loops) {
        Set<Node> roots = new HashSet<>();
        for (Node user : users) {
            Node root = loops.get(user);
            if (root == null) {
                return null;
            }
            roots.add(root);
        }
        return roots.size() == 1 ? roots.iterator().next() : null;
    }
}
