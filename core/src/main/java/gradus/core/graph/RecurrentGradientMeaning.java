package gradus.core.graph;

import static gradus.core.graph.Build.add;
import static gradus.core.graph.Build.multiply;
import static gradus.core.graph.RecurrentMeaning.at;
import static gradus.core.graph.RecurrentMeaning.block;
import static gradus.core.graph.RecurrentMeaning.concat;

import gradus.core.op.CompareFn;
import gradus.core.op.Contraction.Operand;
import gradus.core.op.Recurrent;
import gradus.core.op.Recurrent.Flow;
import gradus.core.op.Recurrent.Steps;
import gradus.core.op.RecurrentLayout;
import gradus.core.op.UnaryFn;
import gradus.core.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The meaning of the gradient of a recurrent sequence: back-propagation through time, unrolled.
///
/// `d` stands before what a gradient belongs to. At each step the gradient of the state is what the step's result
/// receives plus what the following step sends back.
final class RecurrentGradientMeaning {
    private final Recurrent.SequenceGradient op;
    private final RecurrentLayout layout;
    private final List<Node> inputs;
    private final Node weight;
    private final Node hidden;
    private final List<Node> projections;
    private final List<Node> left = new ArrayList<>();
    private final List<Node> products = new ArrayList<>();
    private final List<Node> resetLeft = new ArrayList<>();
    private final List<Node> resetProducts = new ArrayList<>();

    private RecurrentGradientMeaning(Recurrent.SequenceGradient op, List<Node> inputs) {
        this.op = op;
        this.inputs = inputs;
        layout = RecurrentLayout.of(op, inputs.stream().map(Node::type).toList());
        weight = inputs.getFirst();
        hidden = states(result(), 0);
        projections = new ArrayList<>(Collections.nCopies(op.length(), weight));
    }

    static Node expand(Recurrent.SequenceGradient op, List<Node> inputs) {
        return new RecurrentGradientMeaning(op, inputs).unrolled();
    }

    /// The gradients that a step receives: of its states and of what it saved.
    private record Flowing(Node hidden, Optional<Node> cell, Optional<Node> saved) {}

    /// The gradients that a step sends back.
    private record Sent(Node hidden, Optional<Node> cell) {}

    private Node result() {
        return inputs.get(op.resultInput());
    }

    private Node flow() {
        return inputs.get(op.resultInput() + 1);
    }

    private Node states(Node packed, int offset) {
        return RecurrentMeaning.part(packed, offset, layout.states());
    }

    private Node saved(Node packed) {
        Shape shape = Shape.of(layout.batch(), layout.steps(), layout.savedWidth());
        return RecurrentMeaning.part(packed, layout.savedOffset(), shape);
    }

    private Node unrolled() {
        Node zero = Build.fill(weight.type().with(layout.state()), 0);
        boolean twofold = op.cell().hasCellState();
        Sent sent = new Sent(zero, twofold ? Optional.of(zero) : Optional.empty());
        for (int turn = op.length() - 1; turn >= 0; turn--) {
            int t = op.direction().place(turn, op.length());
            sent = step(turn, t, received(t, sent));
        }
        List<Node> parts = new ArrayList<>(List.of(RecurrentMeaning.sequence(projections), weightGradient()));
        if (op.cell().hasRecurrentBias()) {
            parts.add(Build.sum(concat(0, products), List.of(0)));
        }
        parts.add(sent.hidden());
        sent.cell().ifPresent(parts::add);
        return RecurrentMeaning.packed(parts);
    }

    private Flowing received(int t, Sent sent) {
        if (op.flow() == Flow.HIDDEN) {
            return new Flowing(add(sent.hidden(), at(flow(), t)), sent.cell(), Optional.empty());
        }
        Node cells = op.cell().hasCellState() ? states(flow(), layout.cellOffset()) : weight;
        Optional<Node> saved = op.cell().saved() == 0 ? Optional.empty() : Optional.of(at(saved(flow()), t));
        return new Flowing(
                add(sent.hidden(), at(states(flow(), 0), t)), sent.cell().map(c -> add(c, at(cells, t))), saved);
    }

    private Sent step(int turn, int t, Flowing all) {
        if (op.steps() == Steps.ALL) {
            return cell(turn, t, all);
        }
        Node mask = mask(t, all.hidden());
        Node zero = Build.zerosLike(all.hidden());
        Flowing counted = new Flowing(
                counted(t, all.hidden()),
                all.cell().map(c -> counted(t, c)),
                all.saved().map(s -> counted(t, s)));
        Sent sent = cell(turn, t, counted);
        Node hiddenSent = add(sent.hidden(), Build.select(mask, zero, all.hidden()));
        return new Sent(
                hiddenSent,
                sent.cell().map(c -> add(c, Build.select(mask, zero, all.cell().orElseThrow()))));
    }

    private Node mask(int t, Node like) {
        return RecurrentMeaning.mask(inputs.get(op.maskInput()), t, like.type().shape());
    }

    /// Gives what flows into step t, zeros where it does not count.
    private Node counted(int t, Node flowing) {
        return Build.select(mask(t, flowing), flowing, Build.zerosLike(flowing));
    }

    private Sent cell(int turn, int t, Flowing flow) {
        Node before = turn == 0 ? inputs.get(1) : at(hidden, op.direction().place(turn - 1, op.length()));
        return switch (op.cell()) {
            case RNN_TANH -> plain(t, before, tanhSlope(flow.hidden(), at(hidden, t)));
            case RNN_RELU -> {
                Node h = at(hidden, t);
                Node alive = Build.compare(CompareFn.GREATER, h, 0);
                yield plain(t, before, Build.select(alive, flow.hidden(), Build.zerosLike(h)));
            }
            case LSTM -> lstm(turn, t, before, flow);
            case GRU_RESET_AFTER -> resetAfter(t, before, flow);
            case GRU_RESET_BEFORE -> resetBefore(t, before, flow);
        };
    }

    private Sent plain(int t, Node before, Node d) {
        projections.set(t, d);
        return new Sent(through(before, d), Optional.empty());
    }

    /// Notes a product `before · weight` whose gradient is `d`, and gives the gradient of `before`.
    private Node through(Node before, Node d) {
        left.add(before);
        products.add(d);
        return transposed(d, weight);
    }

    private static Node transposed(Node d, Node weight) {
        return Build.matmul(d, weight, Operand.AS_IS, Operand.TRANSPOSED);
    }

    private Sent lstm(int turn, int t, Node before, Flowing flow) {
        Node cells = states(result(), layout.cellOffset());
        Node cBefore = turn == 0 ? inputs.get(2) : at(cells, op.direction().place(turn - 1, op.length()));
        Node gates = at(saved(result()), t);
        Node i = block(gates, 0, 4);
        Node f = block(gates, 1, 4);
        Node g = block(gates, 2, 4);
        Node o = block(gates, 3, 4);
        Node squashed = RecurrentMeaning.tanh(at(cells, t));
        Node dc = add(flow.cell().orElseThrow(), tanhSlope(multiply(flow.hidden(), o), squashed));
        Node d = concat(
                1,
                List.of(
                        sigmoidSlope(saved(flow, 0, multiply(dc, g)), i),
                        sigmoidSlope(saved(flow, 1, multiply(dc, cBefore)), f),
                        tanhSlope(saved(flow, 2, multiply(dc, i)), g),
                        sigmoidSlope(saved(flow, 3, multiply(flow.hidden(), squashed)), o)));
        projections.set(t, d);
        return new Sent(through(before, d), Optional.of(multiply(dc, f)));
    }

    /// Adds what flows into the saved activation itself.
    private Node saved(Flowing flow, int index, Node d) {
        return flow.saved().map(s -> add(d, block(s, index, op.cell().saved()))).orElse(d);
    }

    private Sent resetAfter(int t, Node before, Flowing flow) {
        Node gates = at(saved(result()), t);
        Node r = block(gates, 0, 4);
        Node z = block(gates, 1, 4);
        Node n = block(gates, 2, 4);
        Node q = block(gates, 3, 4);
        Node dn = candidate(flow, z, n);
        Node dz = update(flow, before, z, n);
        Node dr = sigmoidSlope(saved(flow, 0, multiply(dn, q)), r);
        Node dq = saved(flow, 3, multiply(dn, r));
        projections.set(t, concat(1, List.of(dr, dz, dn)));
        Node back = through(before, concat(1, List.of(dr, dz, dq)));
        return new Sent(add(back, multiply(flow.hidden(), z)), Optional.empty());
    }

    private Sent resetBefore(int t, Node before, Flowing flow) {
        Node gates = at(saved(result()), t);
        Node r = block(gates, 0, 3);
        Node z = block(gates, 1, 3);
        Node n = block(gates, 2, 3);
        Node dn = candidate(flow, z, n);
        Node dz = update(flow, before, z, n);
        Node ds = transposed(dn, block(weight, 2, 3));
        Node dr = sigmoidSlope(saved(flow, 0, multiply(ds, before)), r);
        Node both = concat(1, List.of(dr, dz));
        projections.set(t, concat(1, List.of(dr, dz, dn)));
        left.add(before);
        products.add(both);
        resetLeft.add(multiply(r, before));
        resetProducts.add(dn);
        Node back = add(transposed(both, firstTwo()), multiply(ds, r));
        return new Sent(add(back, multiply(flow.hidden(), z)), Optional.empty());
    }

    private Node firstTwo() {
        return Build.sliceAxis(weight, 1, 0, 2 * layout.hidden());
    }

    /// The gradient of the sum whose tanh is the candidate n.
    private Node candidate(Flowing flow, Node z, Node n) {
        Node share = Build.subtract(Build.fill(z.type(), 1), z);
        return tanhSlope(saved(flow, 2, multiply(flow.hidden(), share)), n);
    }

    /// The gradient of the sum whose σ is the update gate z.
    private Node update(Flowing flow, Node before, Node z, Node n) {
        return sigmoidSlope(saved(flow, 1, multiply(flow.hidden(), Build.subtract(before, n))), z);
    }

    private Node weightGradient() {
        Node first = summed(left, products);
        return resetLeft.isEmpty() ? first : concat(1, List.of(first, summed(resetLeft, resetProducts)));
    }

    private static Node summed(List<Node> left, List<Node> right) {
        return Build.matmul(concat(0, left), concat(0, right), Operand.TRANSPOSED, Operand.AS_IS);
    }

    /// `d y (1 − y)`, the gradient before a σ that gave y.
    private static Node sigmoidSlope(Node d, Node y) {
        return multiply(d, multiply(y, Build.subtract(Build.fill(y.type(), 1), y)));
    }

    /// `d (1 − y²)`, the gradient before a tanh that gave y.
    private static Node tanhSlope(Node d, Node y) {
        return multiply(d, Build.subtract(Build.fill(y.type(), 1), Build.unary(UnaryFn.SQUARE, y)));
    }
}
