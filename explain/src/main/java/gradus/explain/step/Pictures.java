package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.core.op.Contraction;
import gradus.core.op.Elementwise;
import gradus.core.op.Movement;
import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import gradus.explain.document.Drawing;
import gradus.explain.maths.Superscript;
import gradus.explain.maths.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Draws a network of fully connected layers, if it is small enough to look at.
final class Pictures {
    private static final int MOST_UNITS = 16;
    private static final int MOST_COLUMNS = 8;

    private final Stage stage;
    private final Selection selection;
    private final Teller teller;
    private final Labels labels;
    private final List<Drawing.Unit> units = new ArrayList<>();
    private final List<Drawing.Edge> edges = new ArrayList<>();
    private final Map<Node, Integer> first = new HashMap<>();

    Pictures(Stage stage, Selection selection, Teller teller, Labels labels) {
        this.stage = stage;
        this.selection = selection;
        this.teller = teller;
        this.labels = labels;
    }

    /// A fully connected layer: what goes in, the weight, what comes out, and its activation if one follows.
    private record Dense(Node input, String path, Tensor weight, Node output) {}

    Drawing drawing() {
        List<Dense> layers = layers();
        boolean chained = !layers.isEmpty() && layers.size() < MOST_COLUMNS;
        for (Dense layer : layers) {
            chained &= layer.weight().size(0) <= MOST_UNITS && layer.weight().size(1) <= MOST_UNITS;
        }
        if (!chained) {
            return Drawing.NONE;
        }
        int column = 0;
        addUnits(layers.getFirst().input(), layers.getFirst().weight().size(0), column);
        for (Dense layer : layers) {
            Node input = activated(layer.input());
            if (!first.containsKey(input)) {
                return Drawing.NONE;
            }
            column++;
            Node output = activated(layer.output());
            addUnits(output, layer.weight().size(1), column);
            addEdges(layer, input, output);
        }
        return new Drawing(units, edges);
    }

    /// The products of a named input with a parameter of rank 2.
    private List<Dense> layers() {
        List<Dense> layers = new ArrayList<>();
        Map<Node, String> weights = new HashMap<>();
        stage.step().given().parameters().forEach((path, tensor) -> weights.put(tensor.node(), path));
        for (Node node : stage.named().phases().forward()) {
            if (node.op() instanceof Contraction.MatMul(var left, var right)
                    && left == Contraction.Operand.AS_IS
                    && right == Contraction.Operand.AS_IS) {
                String path = weights.get(node.input(1));
                Tensor weight =
                        path == null ? null : stage.step().given().parameters().get(path);
                Optional<Node> output = named(node);
                if (path == null
                        || weight == null
                        || output.isEmpty()
                        || node.type().shape().size(0) != 1) {
                    return List.of();
                }
                layers.add(new Dense(source(node.input(0)), path, weight, output.get()));
            }
        }
        return layers;
    }

    private static Node source(Node node) {
        Node at = node;
        while (at.op() instanceof Movement && at.inputs().size() == 1) {
            at = at.input(0);
        }
        return at;
    }

    /// The nearest named node that a product leads to by adding a bias.
    private Optional<Node> named(Node product) {
        for (Node node : stage.named().phases().forward()) {
            boolean adds = node == product
                    || node.op() instanceof Elementwise && node.inputs().contains(product);
            if (adds && stage.named().names().of(node).isPresent()) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    /// The activation of a weighted input, or the node itself if none follows directly.
    private Node activated(Node node) {
        for (Node user : stage.named().phases().forward()) {
            boolean only =
                    user.op() instanceof Elementwise && user.inputs().stream().allMatch(input -> input == node);
            if (only && stage.named().names().of(user).isPresent()) {
                return user;
            }
        }
        return node;
    }

    private void addUnits(Node node, int count, int column) {
        first.put(node, units.size());
        Optional<Naming> naming = stage.named().names().of(node);
        for (int row = 0; row < count; row++) {
            int element = row;
            String label = naming.map(n -> label(n, element, column)).orElse("");
            units.add(new Drawing.Unit(column, row, label, forward(node, row), backward(node, row)));
        }
    }

    private String label(Naming naming, int element, int column) {
        if (column == 0 && element < labels.inputs().size()) {
            return labels.inputs().get(element);
        }
        return switch (naming.symbol().apply(element)) {
            case Symbol.Name(var letter, var layer, var indices) ->
                letter + (layer.isEmpty() ? "" : Superscript.of(layer)) + (indices.isEmpty() ? "" : indices);
            case Symbol other -> other.toString();
        };
    }

    private List<String> forward(Node node, int element) {
        List<String> lines = new ArrayList<>();
        for (Node at : beforeAndAt(node)) {
            if (selection.shows(at, element)) {
                lines.add(teller.id(at, element));
            }
        }
        return lines;
    }

    private List<String> backward(Node node, int element) {
        List<String> lines = new ArrayList<>();
        for (Node at : beforeAndAt(node).reversed()) {
            Node adjoint = stage.step().adjoints().get(at);
            if (adjoint != null && selection.shows(adjoint, element)) {
                lines.add(teller.id(adjoint, element));
            }
        }
        return lines;
    }

    /// An activation with its weighted input before it.
    private List<Node> beforeAndAt(Node node) {
        boolean follows = !node.inputs().isEmpty() && activated(node.input(0)) == node;
        return follows ? List.of(node.input(0), node) : List.of(node);
    }

    private void addEdges(Dense layer, Node input, Node output) {
        Shape shape = layer.weight().shape();
        int from = first.getOrDefault(input, 0);
        int to = first.getOrDefault(output, 0);
        Node weight = layer.weight().node();
        Optional<Node> gradient = Optional.ofNullable(stage.step().adjoints().get(weight));
        Optional<Node> update = Optional.ofNullable(
                        stage.step().made().parameters().get(layer.path()))
                .map(Tensor::node);
        for (int i = 0; i < shape.size(0); i++) {
            for (int j = 0; j < shape.size(1); j++) {
                int element = i * shape.size(1) + j;
                edges.add(new Drawing.Edge(
                        from + i,
                        to + j,
                        stage.values().get(weight, element),
                        gradient.map(node -> line(node, element)).orElse(""),
                        update.map(node -> line(node, element)).orElse("")));
            }
        }
    }

    private String line(Node node, int element) {
        return selection.shows(node, element) ? teller.id(node, element) : "";
    }
}
