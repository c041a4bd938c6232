package gradus.explain.doctor;

import gradus.core.graph.Node;
import gradus.core.op.BinaryFn;
import gradus.core.op.Elementwise;
import gradus.core.op.Leaf;
import gradus.core.op.UnaryFn;
import gradus.nn.layer.LayerTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where in a traced pass the layers are: the nodes at which parameters meet data, and the activations between them.
/// It is read from the graph alone, so networks of one's own records are examined as those of the library are.
///
/// @param meetings the nodes at which a matrix or a larger parameter meets data, in order
/// @param activations ReLUs, sigmoids and tanh that more parameters follow, in order
record Anatomy(List<Meeting> meetings, List<Bend> activations) {
    private static final int MATRIX = 2;

    /// A node at which a parameter meets data.
    ///
    /// @param path the path of the parameter
    /// @param node the node
    /// @param data what the parameter meets
    record Meeting(String path, Node node, Node data) {}

    /// An activation.
    ///
    /// @param path the path of its layer, or of the layer before it
    /// @param node its node
    /// @param fn the function
    record Bend(String path, Node node, UnaryFn fn) {}

    static Anatomy of(Traced traced) {
        return new Reader(traced).read();
    }

    /// Reads a graph once, operands first.
    private static final class Reader {
        private final Traced traced;
        private final List<Node> nodes;
        private final Map<Node, String> paths = new HashMap<>();
        private final Set<Node> data = new HashSet<>();
        private final Map<Node, Node> parameterOf = new LinkedHashMap<>();
        private final Map<Node, List<Node>> users = new HashMap<>();
        private final Map<Node, String> behind = new HashMap<>();

        Reader(Traced traced) {
            this.traced = traced;
            this.nodes = traced.nodes();
            traced.parameters().forEach((path, node) -> paths.put(node, path));
        }

        Anatomy read() {
            List<Meeting> meetings = new ArrayList<>();
            Set<Node> followed = new HashSet<>();
            data.addAll(traced.batch());
            for (Node node : nodes) {
                node.inputs()
                        .forEach(input -> users.computeIfAbsent(input, _ -> new ArrayList<>())
                                .add(node));
                if (node.inputs().stream().anyMatch(data::contains)) {
                    data.add(node);
                    meet(node, meetings);
                } else {
                    carry(node);
                }
            }
            meetings.forEach(meeting -> followed.add(meeting.node()));
            return new Anatomy(meetings, activations(before(followed)));
        }

        /// A parameter that was reshaped, transposed or cast is still that parameter.
        private void carry(Node node) {
            if (paths.containsKey(node)) {
                parameterOf.put(node, node);
            }
            node.inputs().stream()
                    .filter(parameterOf::containsKey)
                    .findFirst()
                    .ifPresent(input -> parameterOf.put(node, parameterOf.getOrDefault(input, input)));
        }

        private void meet(Node node, List<Meeting> meetings) {
            Node met = node.inputs().stream().filter(data::contains).findFirst().orElse(node);
            for (Node input : node.inputs()) {
                Node parameter = parameterOf.get(input);
                if (parameter != null && !data.contains(input)) {
                    String path = paths.getOrDefault(parameter, "");
                    if (parameter.type().shape().rank() >= MATRIX) {
                        meetings.add(new Meeting(path, node, met));
                    }
                    behind.put(node, path);
                    return;
                }
            }
            for (Node input : node.inputs()) {
                if (behind.containsKey(input)) {
                    behind.put(node, behind.getOrDefault(input, ""));
                }
            }
        }

        /// Gives the nodes from which a path leads to one of these.
        private Set<Node> before(Set<Node> followed) {
            Set<Node> before = new HashSet<>();
            for (Node node : nodes.reversed()) {
                boolean leads = users.getOrDefault(node, List.of()).stream()
                        .anyMatch(user -> followed.contains(user) || before.contains(user));
                if (leads) {
                    before.add(node);
                }
            }
            return before;
        }

        private List<Bend> activations(Set<Node> followed) {
            Map<Node, String> layers = new HashMap<>();
            for (LayerTrace.Pass pass : traced.passes()) {
                pass.output().ifPresent(output -> layers.putIfAbsent(output.node(), pass.path()));
            }
            List<Bend> places = new ArrayList<>();
            for (Node node : nodes) {
                boolean counts = node.op() instanceof Elementwise.Unary(UnaryFn fn)
                        && (fn == UnaryFn.RELU || fn == UnaryFn.SIGMOID || fn == UnaryFn.TANH)
                        && data.contains(node)
                        && followed.contains(node)
                        && (fn == UnaryFn.RELU || !isPartOfOther(node));
                if (counts && node.op() instanceof Elementwise.Unary(UnaryFn fn)) {
                    String path = layers.getOrDefault(node, layer(behind.getOrDefault(node, "")));
                    places.add(new Bend(path, node, fn));
                }
            }
            return places;
        }

        /// Gates and the insides of SiLU, GELU and mish multiply with data or add a constant; they may be at
        /// their
        /// ends.
        private boolean isPartOfOther(Node node) {
            return users.getOrDefault(node, List.of()).stream().anyMatch(user -> {
                if (!(user.op() instanceof Elementwise.Binary(BinaryFn fn))) {
                    return false;
                }
                Node other = user.input(0) == node ? user.input(1) : user.input(0);
                boolean multiplied = fn == BinaryFn.MULTIPLY && data.contains(other);
                return multiplied || fn == BinaryFn.ADD && isConstant(other);
            });
        }

        private static boolean isConstant(Node node) {
            return node.op() instanceof Leaf.Fill
                    || node.op() instanceof Leaf.Constant
                    || node.inputs().size() == 1 && isConstant(node.input(0));
        }

        private static String layer(String parameter) {
            int dot = parameter.lastIndexOf('.');
            return dot < 0 ? parameter : parameter.substring(0, dot);
        }
    }
}
