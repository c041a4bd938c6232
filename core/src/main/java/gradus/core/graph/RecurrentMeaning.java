package gradus.core.graph;

import gradus.core.op.Contraction.Operand;
import gradus.core.op.Movement;
import gradus.core.op.Recurrent;
import gradus.core.op.Recurrent.Steps;
import gradus.core.op.RecurrentLayout;
import gradus.core.op.UnaryFn;
import gradus.core.type.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The meaning of recurrent operations: the network unrolled, one set of plain operations per time step.
final class RecurrentMeaning {
    private final Recurrent.Sequence op;
    private final RecurrentLayout layout;
    private final List<Node> inputs;

    private RecurrentMeaning(Recurrent.Sequence op, List<Node> inputs) {
        this.op = op;
        this.inputs = inputs;
        this.layout = RecurrentLayout.of(op, inputs.stream().map(Node::type).toList());
    }

    static Node expand(Recurrent op, List<Node> inputs) {
        return switch (op) {
            case Recurrent.Sequence sequence -> new RecurrentMeaning(sequence, inputs).unrolled();
            case Recurrent.SequenceGradient gradient -> RecurrentGradientMeaning.expand(gradient, inputs);
        };
    }

    /// What one step gives: the new states, and what is saved, `[batch, saved · hidden]`.
    private record Step(Node hidden, Optional<Node> cell, Optional<Node> saved) {}

    private Node unrolled() {
        Narration.name("z", inputs.getFirst());
        List<Node> hidden = places();
        List<Node> cells = places();
        List<Node> saved = places();
        Node h = inputs.get(op.hiddenInput());
        Optional<Node> c = op.cell().hasCellState() ? Optional.of(inputs.get(op.hiddenInput() + 1)) : Optional.empty();
        for (int turn = 0; turn < layout.steps(); turn++) {
            int t = op.direction().place(turn, layout.steps());
            Step step = step(at(inputs.getFirst(), t), h, c, t);
            h = kept(step.hidden(), h, t);
            Narration.name("h", t + 1, h);
            hidden.set(t, h);
            if (step.cell().isPresent()) {
                c = Optional.of(kept(step.cell().get(), c.orElseThrow(), t));
                Narration.name("c", t + 1, c.get());
                cells.set(t, c.get());
            }
            if (step.saved().isPresent()) {
                saved.set(
                        t, kept(step.saved().get(), Build.zerosLike(step.saved().get()), t));
            }
        }
        List<Node> parts = new ArrayList<>(List.of(sequence(hidden)));
        if (c.isPresent()) {
            parts.add(sequence(cells));
        }
        if (op.cell().saved() > 0) {
            parts.add(sequence(saved));
        }
        return packed(parts);
    }

    /// A list of as many places as there are steps; all are filled before they are read.
    private List<Node> places() {
        return new ArrayList<>(Collections.nCopies(layout.steps(), inputs.getFirst()));
    }

    private Node kept(Node fresh, Node old, int t) {
        if (op.steps() == Steps.ALL) {
            return fresh;
        }
        return Build.select(mask(inputs.get(op.maskInput()), t, fresh.type().shape()), fresh, old);
    }

    private Step step(Node p, Node h, Optional<Node> c, int t) {
        Node weight = inputs.get(1);
        return switch (op.cell()) {
            case RNN_TANH -> plain(UnaryFn.TANH, p, h);
            case RNN_RELU -> plain(UnaryFn.RELU, p, h);
            case LSTM -> lstm(Build.add(p, product(h, weight)), c.orElseThrow(), t);
            case GRU_RESET_AFTER -> resetAfter(p, h, t);
            case GRU_RESET_BEFORE -> resetBefore(p, h, t);
        };
    }

    private Step plain(UnaryFn fn, Node p, Node h) {
        return new Step(Build.unary(fn, Build.add(p, product(h, inputs.get(1)))), Optional.empty(), Optional.empty());
    }

    private static Step lstm(Node gates, Node c, int t) {
        Narration.name("z", t + 1, gates);
        Node i = sigmoid(block(gates, 0, 4));
        Node f = sigmoid(block(gates, 1, 4));
        Node g = tanh(block(gates, 2, 4));
        Node o = sigmoid(block(gates, 3, 4));
        named(t, List.of("i", "f", "g", "o"), List.of(i, f, g, o));
        Node cell = Build.add(Build.multiply(f, c), Build.multiply(i, g));
        return new Step(Build.multiply(o, tanh(cell)), Optional.of(cell), Optional.of(concat(1, List.of(i, f, g, o))));
    }

    private Step resetAfter(Node p, Node h, int t) {
        Node bias = Build.broadcast(inputs.get(2), p.type().shape());
        Node q = Build.add(product(h, inputs.get(1)), bias);
        Node r = sigmoid(Build.add(block(p, 0, 3), block(q, 0, 3)));
        Node z = sigmoid(Build.add(block(p, 1, 3), block(q, 1, 3)));
        Node last = block(q, 2, 3);
        Node n = tanh(Build.add(block(p, 2, 3), Build.multiply(r, last)));
        named(t, List.of("r", "u", "n"), List.of(r, z, n));
        return new Step(blend(z, h, n), Optional.empty(), Optional.of(concat(1, List.of(r, z, n, last))));
    }

    private Step resetBefore(Node p, Node h, int t) {
        Node weight = inputs.get(1);
        Node r = sigmoid(Build.add(block(p, 0, 3), product(h, block(weight, 0, 3))));
        Node z = sigmoid(Build.add(block(p, 1, 3), product(h, block(weight, 1, 3))));
        Node n = tanh(Build.add(block(p, 2, 3), product(Build.multiply(r, h), block(weight, 2, 3))));
        named(t, List.of("r", "u", "n"), List.of(r, z, n));
        return new Step(blend(z, h, n), Optional.empty(), Optional.of(concat(1, List.of(r, z, n))));
    }

    /// Notes the gates of a step; the update gate is `u`, for `z` is a weighted input everywhere else.
    private static void named(int t, List<String> letters, List<Node> gates) {
        for (int i = 0; i < gates.size(); i++) {
            Narration.name(letters.get(i), t + 1, gates.get(i));
        }
    }

    /// `(1 − z) n + z h`.
    private static Node blend(Node z, Node h, Node n) {
        return Build.add(n, Build.multiply(z, Build.subtract(h, n)));
    }

    static Node sigmoid(Node x) {
        return Build.unary(UnaryFn.SIGMOID, x);
    }

    static Node tanh(Node x) {
        return Build.unary(UnaryFn.TANH, x);
    }

    static Node product(Node x, Node weight) {
        return Build.matmul(x, weight, Operand.AS_IS, Operand.AS_IS);
    }

    /// Part `index` of `count` equal parts of the columns of a matrix.
    static Node block(Node x, int index, int count) {
        int width = x.type().shape().size(1) / count;
        return Build.sliceAxis(x, 1, index * width, (index + 1) * width);
    }

    /// Step t of `[batch, steps, n]`, as `[batch, n]`.
    static Node at(Node x, int t) {
        Shape shape = x.type().shape();
        return Build.reshape(Build.sliceAxis(x, 1, t, t + 1), Shape.of(shape.size(0), shape.size(2)));
    }

    /// Column t of a mask, spread over the numbers of each sequence, `[batch, n]`.
    static Node mask(Node mask, int t, Shape wide) {
        return Build.broadcast(Build.sliceAxis(mask, 1, t, t + 1), wide);
    }

    /// The steps `[batch, n]` side by side in the order of time, as one vector.
    static Node sequence(List<Node> steps) {
        List<Node> rows = new ArrayList<>();
        for (Node step : steps) {
            Shape shape = step.type().shape();
            rows.add(Build.reshape(step, Shape.of(shape.size(0), 1, shape.size(1))));
        }
        return flat(concat(1, rows));
    }

    static Node flat(Node x) {
        return Build.reshape(x, Shape.of(x.type().count()));
    }

    static Node concat(int axis, List<Node> parts) {
        return parts.size() == 1 ? parts.getFirst() : Node.of(new Movement.Concat(axis), parts);
    }

    static Node packed(List<Node> parts) {
        return concat(0, parts.stream().map(RecurrentMeaning::flat).toList());
    }

    static Node packed(Node... parts) {
        return packed(Arrays.asList(parts));
    }

    /// Part of a packed vector.
    static Node part(Node packed, int offset, Shape shape) {
        return Build.reshape(Build.sliceAxis(packed, 0, offset, offset + shape.count()), shape);
    }
}
