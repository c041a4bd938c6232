package gradus.core.plan;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Access;
import gradus.core.op.Attention;
import gradus.core.op.Contraction;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Indexing;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.Ordered;
import gradus.core.op.Random;
import gradus.core.op.Recurrent;
import gradus.core.op.Reduction;
import gradus.core.op.UnaryFn;
import gradus.core.op.Windowed;
import gradus.core.plan.Place.Room;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Orders a graph and packs its values into memory by their lifetimes.
///
/// Reshapes and slices of leading rows move nothing: they are the same memory under another type.
///
/// {@snippet file="EngineSnippets.java" region="Planner"}
public final class Planner {
    private final Graph graph;
    private final Map<Integer, Integer> updates;
    private final List<Node> nodes;
    private final Map<Node, Integer> lastUse = new HashMap<>();
    private final Map<Node, Place> places = new HashMap<>();
    private final Map<DType, Arena> arenas = new EnumMap<>(DType.class);
    private final List<Literal> constants = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Step> copies = new ArrayList<>();

    private Planner(Graph graph, Map<Integer, Integer> updates) {
        this.graph = graph;
        this.updates = updates;
        this.nodes = graph.nodes();
    }

    /// Gives a plan whose outputs go to buffers of their own.
    public static Plan plan(Graph graph) {
        return plan(graph, Map.of());
    }

    /// Gives a plan in which some outputs replace inputs in place.
    ///
    /// @param updates output index → index of the input whose buffer it is written to; types must be equal
    /// @throws IllegalArgumentException if an update's types differ or an input is to be replaced twice
    public static Plan plan(Graph graph, Map<Integer, Integer> updates) {
        if (new HashSet<>(updates.values()).size() < updates.size()) {
            throw new IllegalArgumentException("plan: an input may be replaced once, got the updates " + updates);
        }
        updates.forEach((output, input) -> {
            TensorType from = graph.inputs().get(input).type();
            TensorType to = graph.outputs().get(output).type();
            if (!from.equals(to)) {
                throw new IllegalArgumentException(
                        "plan: an update must have the type of what it replaces, got " + to + " for " + from);
            }
        });
        return new Planner(distinctOutputs(graph), updates).plan();
    }

    /// Every output becomes a computed value of its own, so that its place can be the caller's buffer.
    private static Graph distinctOutputs(Graph graph) {
        Set<Node> seen = new HashSet<>();
        List<Node> outputs = new ArrayList<>();
        for (Node output : graph.outputs()) {
            boolean own = !(output.op() instanceof Leaf.Input) && !isView(output) && seen.add(output);
            outputs.add(own && !isConstant(output) ? output : Build.unary(UnaryFn.IDENTITY, output));
        }
        return new Graph(graph.inputs(), outputs);
    }

    private static boolean isConstant(Node node) {
        return node.op() instanceof Leaf.Constant;
    }

    private static boolean isView(Node node) {
        return switch (node.op()) {
            case Movement.Reshape _ -> true;
            case Movement.Slice slice -> isLeadingRows(slice, node.input(0).type());
            case Movement _, Elementwise _, Leaf _, Fused _ -> false;
            case Reduction _, Contraction _, Indexing _, Ordered _, Random _ -> false;
        };
    }

    /// A slice is contiguous if every axis before the first one that is cut has size 1 in the result, counted from
    /// the end.
    private static boolean isLeadingRows(Movement.Slice slice, TensorType type) {
        boolean rowsCut = false;
        for (int axis = type.shape().rank() - 1; axis >= 0; axis--) {
            int kept = slice.limits().get(axis) - slice.starts().get(axis);
            boolean whole = kept == type.shape().size(axis);
            if (slice.strides().get(axis) != 1 || rowsCut && kept != 1) {
                return false;
            }
            rowsCut |= !whole;
        }
        return true;
    }

    private Plan plan() {
        findLastUses();
        Map<Node, Place> outputs = outputPlaces();
        for (int i = 0; i < graph.inputs().size(); i++) {
            places.put(graph.inputs().get(i), new Place(Room.INPUT, i, 0));
        }
        Map<Integer, List<Node>> dying = new HashMap<>();
        for (int now = 0; now < nodes.size(); now++) {
            Node node = nodes.get(now);
            place(node, outputs);
            for (Node dead : dying.getOrDefault(now, List.of())) {
                release(dead);
            }
            if (!isView(node) && placeOf(node).room() == Room.ARENA) {
                int end = lastUse.getOrDefault(node, now);
                if (end <= now) {
                    release(node);
                } else {
                    dying.computeIfAbsent(end, _ -> new ArrayList<>()).add(node);
                }
            }
        }
        steps.addAll(copies);
        Map<DType, Integer> arena = new EnumMap<>(DType.class);
        arenas.forEach((dtype, a) -> arena.put(dtype, a.size()));
        return new Plan(
                graph.inputs().stream().map(Node::type).toList(),
                graph.outputs().stream().map(Node::type).toList(),
                constants,
                steps,
                arena,
                updates);
    }

    /// A value lives until its last reader, also through views; values copied to an output at the end live on.
    private void findLastUses() {
        for (int now = 0; now < nodes.size(); now++) {
            for (Node input : nodes.get(now).inputs()) {
                lastUse.put(input, now);
            }
        }
        for (Node node : nodes.reversed()) {
            if (isView(node)) {
                lastUse.merge(node.input(0), lastUse.getOrDefault(node, 0), Math::max);
            }
        }
    }

    /// Gives the outputs that can be written where they belong at once; the others are copied there when all is
    /// computed.
    private Map<Node, Place> outputPlaces() {
        Map<Node, Place> direct = new HashMap<>();
        for (int i = 0; i < graph.outputs().size(); i++) {
            Node node = graph.outputs().get(i);
            Place place = new Place(Room.OUTPUT, i, 0);
            Integer replaced = updates.get(i);
            if (replaced == null || canReplace(node, graph.inputs().get(replaced))) {
                direct.put(node, place);
            } else {
                lastUse.put(node, nodes.size());
            }
        }
        return direct;
    }

    /// An input may be overwritten by its last reader if that reads element i before it writes element i.
    private boolean canReplace(Node writer, Node input) {
        int written = nodes.indexOf(writer);
        int read = lastUse.getOrDefault(input, -1);
        return read < written || read == written && readsInStep(writer, input);
    }

    private static boolean readsInStep(Node writer, Node input) {
        return switch (writer.op()) {
            case Elementwise _ -> true;
            case Fused.Pointwise pointwise -> {
                boolean inStep = true;
                for (int i = 0; i < writer.inputs().size(); i++) {
                    Access access = pointwise.accesses().get(i);
                    inStep &= source(writer.input(i)) != input
                            || access.isWhole(writer.type().count());
                }
                yield inStep;
            }
            case Fused.Softmax _, Fused.LogSoftmax _, Fused.CrossEntropy _ -> false;
            case Attention _, Recurrent _, Windowed _ -> false;
            case Leaf _, Movement _, Reduction _, Contraction _ -> false;
            case Indexing _, Ordered _, Random _ -> false;
        };
    }

    private static Node source(Node node) {
        return isView(node) ? source(node.input(0)) : node;
    }

    private void place(Node node, Map<Node, Place> outputs) {
        switch (node.op()) {
            case Leaf.Input _ -> {}
            case Leaf.Constant constant -> {
                places.put(node, new Place(Room.CONSTANT, constants.size(), 0));
                constants.add(constant.value());
            }
            case Movement.Slice slice
            when isView(node) -> places.put(node, placeOf(node.input(0)).shifted(start(slice, node)));
            case Movement.Reshape _ -> places.put(node, placeOf(node.input(0)));
            case Leaf _, Elementwise _, Movement _, Fused _ -> compute(node, outputs);
            case Reduction _, Contraction _ -> compute(node, outputs);
            case Indexing _, Ordered _, Random _ -> compute(node, outputs);
        }
    }

    private static int start(Movement.Slice slice, Node node) {
        int[] strides = node.input(0).type().shape().strides();
        int start = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            start += slice.starts().get(axis) * strides[axis];
        }
        return start;
    }

    private void compute(Node node, Map<Node, Place> outputs) {
        Place place = outputs.get(node);
        if (place == null) {
            place = new Place(Room.ARENA, 0, arena(node).take(node.type().count()));
        }
        places.put(node, place);
        steps.add(new Step(node, node.inputs().stream().map(this::placeOf).toList(), place));
        int output = graph.outputs().indexOf(node);
        if (output >= 0 && place.room() == Room.ARENA) {
            Node copy = Build.unary(UnaryFn.IDENTITY, node);
            copies.add(new Step(copy, List.of(place), new Place(Room.OUTPUT, output, 0)));
        }
    }

    private Place placeOf(Node node) {
        Place place = places.get(node);
        if (place == null) {
            throw new IllegalStateException("plan: no place for " + node);
        }
        return place;
    }

    private Arena arena(Node node) {
        return arenas.computeIfAbsent(node.type().dtype(), _ -> new Arena());
    }

    private void release(Node node) {
        arena(node).giveBack(placeOf(node).offset(), node.type().count());
    }
}
