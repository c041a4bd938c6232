package gradus.testkit;

import gradus.core.graph.Node;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Movement;
import gradus.core.plan.Place;
import gradus.core.plan.Place.Room;
import gradus.core.plan.Plan;
import gradus.core.plan.Step;
import gradus.core.type.DType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Follows who wrote each element of memory through a plan, and fails where a step reads what is no longer or not yet
/// there.
final class PlanMemory {
    private static final int NOTHING = -1;

    private final Plan plan;
    private final Map<String, int[]> writers = new HashMap<>();
    private final Map<Node, Integer> computedBy = new HashMap<>();

    private PlanMemory(Plan plan) {
        this.plan = plan;
    }

    static void check(Plan plan) {
        new PlanMemory(plan).run();
    }

    private void run() {
        for (int now = 0; now < plan.steps().size(); now++) {
            Step step = plan.steps().get(now);
            for (int i = 0; i < step.inputs().size(); i++) {
                read(now, step, i);
            }
            write(now, step);
        }
    }

    private void read(int now, Step step, int input) {
        Node operand = root(step.node().input(input));
        Place place = step.inputs().get(input);
        int count = step.node().input(input).type().count();
        int expected = computedBy.getOrDefault(operand, NOTHING);
        boolean given = place.room() == Room.INPUT || place.room() == Room.CONSTANT;
        if (expected == NOTHING && !given) {
            throw new AssertionError("step " + now + " reads " + place + ", which no step has written\n" + plan);
        }
        int[] memory = memory(place, operand.type().dtype());
        for (int i = place.offset(); i < place.offset() + count; i++) {
            if (memory[i] != expected) {
                throw new AssertionError("step " + now + " reads " + place + " written by step " + expected
                        + ", but step " + memory[i] + " has overwritten element " + i + "\n" + plan);
            }
        }
    }

    private void write(int now, Step step) {
        Place place = step.output();
        int[] memory = memory(place, step.node().type().dtype());
        for (int i = 0; i < step.inputs().size(); i++) {
            Place read = step.inputs().get(i);
            Node operand = step.node().input(i);
            boolean apart = !name(read, operand.type().dtype())
                            .equals(name(place, step.node().type().dtype()))
                    || read.offset() + operand.type().count() <= place.offset()
                    || place.offset() + step.node().type().count() <= read.offset();
            if (!apart && !(read.offset() == place.offset() && readsInStep(step.node(), i))) {
                throw new AssertionError("step " + now + " overwrites its operand " + read + "\n" + plan);
            }
        }
        Arrays.fill(memory, place.offset(), place.offset() + step.node().type().count(), now);
        computedBy.put(step.node(), now);
    }

    private static boolean readsInStep(Node node, int input) {
        return node.op() instanceof Elementwise
                || node.op() instanceof Fused.Pointwise pointwise
                        && pointwise.accesses().get(input).isWhole(node.type().count());
    }

    /// What was computed where a value lies: the value itself, or what it is a view of.
    private Node root(Node node) {
        boolean view = node.op() instanceof Movement.Reshape || node.op() instanceof Movement.Slice;
        return view && !computedBy.containsKey(node) ? root(node.input(0)) : node;
    }

    /// Which array a place lies in; an output that replaces an input is the same memory.
    private String name(Place place, DType dtype) {
        Integer replaced = place.room() == Room.OUTPUT ? plan.updates().get(place.index()) : null;
        return switch (place.room()) {
            case INPUT -> "in" + place.index();
            case OUTPUT -> replaced == null ? "out" + place.index() : "in" + replaced;
            case CONSTANT -> "const" + place.index();
            case ARENA -> "arena " + dtype;
        };
    }

    private int[] memory(Place place, DType dtype) {
        int size = switch (place.room()) {
            case INPUT -> plan.inputs().get(place.index()).count();
            case OUTPUT -> plan.outputs().get(place.index()).count();
            case CONSTANT -> plan.constants().get(place.index()).count();
            case ARENA -> plan.arena().getOrDefault(dtype, 0);
        };
        return writers.computeIfAbsent(name(place, dtype), _ -> {
            int[] fresh = new int[size];
            Arrays.fill(fresh, NOTHING);
            return fresh;
        });
    }
}
