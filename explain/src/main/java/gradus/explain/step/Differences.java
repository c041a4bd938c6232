package gradus.explain.step;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.spi.Backends;
import gradus.core.tensor.Program;
import gradus.core.type.Literal;
import gradus.explain.document.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Derivatives of the objective by any node of the forward pass, from forward passes alone: the node is nudged up and
/// down and the objective looked at.
///
/// Two steps h and h/2 together leave an error of fourth order (Richardson): `(4 d(h/2) − d(h))/3`. Where they differ,
/// as beside a kink or a pole, smaller ones are tried and the pair that agrees best counts.
final class Differences {
    private static final double STEP = 1e-3;
    private static final double SMALL_STEP = 1e-6;
    private static final double ENOUGH = 1e-4;

    /// Slopes that differ by more than this part are those of a kink, not of a curve.
    private static final double BEND = 1e-3;

    private static final double TOLERANCE = 1e-6;
    private static final double ROUNDING = 64 * Math.ulp(1.0);

    private final Program program;
    private final List<Literal> given;
    private final Map<Node, Literal> nudges = new LinkedHashMap<>();
    private final long deadline;

    /// Prepares the passes.
    ///
    /// @param stage the step in float64
    /// @param nodes the nodes to nudge
    /// @param nanoseconds how long all checks may take
    Differences(Stage stage, List<Node> nodes, long nanoseconds) {
        List<Node> inputs = new ArrayList<>(Namer.inputs(stage.step()));
        given = new ArrayList<>(stage.given());
        Map<Node, Node> moved = new HashMap<>();
        Node total = stage.step().made().total().node();
        List<Node> order = Graph.order(List.of(total));
        for (Node node : order) {
            List<Node> operands = new ArrayList<>();
            node.inputs().forEach(input -> operands.add(moved.getOrDefault(input, input)));
            Node same = node.inputs().equals(operands) ? node : node.as(node.op(), operands);
            if (nodes.contains(node)) {
                Node nudge = Build.input("nudge", node.type());
                Literal zeros = Literal.zeros(node.type());
                inputs.add(nudge);
                given.add(zeros);
                nudges.put(node, zeros);
                same = Build.add(same, nudge);
            }
            moved.put(node, same);
        }
        program = Program.of(new Graph(inputs, List.of(moved.getOrDefault(total, total))), Backends.standard());
        deadline = System.nanoTime() + nanoseconds;
    }

    /// Says whether time is left and the node can be nudged.
    boolean canCheck(Node node) {
        return nudges.containsKey(node) && System.nanoTime() < deadline;
    }

    /// Checks a derivative by an element of a node.
    ///
    /// @param centre the element's value
    /// @param analytic the derivative by the chain rule
    Check check(Node node, int element, double centre, double analytic) {
        Estimate best = estimate(node, element, STEP * Math.max(1, Math.abs(centre)));
        List<Double> smaller = List.of(STEP * Math.abs(centre), SMALL_STEP * Math.max(1, Math.abs(centre)));
        for (double h : smaller) {
            if (best.disagreement() > ENOUGH && h > 0) {
                best = best.orBetter(estimate(node, element, h));
            }
        }
        double value = best.value();
        double h = best.h();
        double difference = Math.abs(value - analytic);
        double noise = ROUNDING * Math.max(1, Math.abs(loss())) / h;
        double size = Math.max(noise / TOLERANCE, Math.max(Math.abs(value), Math.abs(analytic)));
        double error = difference / size;
        if (error > TOLERANCE && isAtKink(node, element, centre, analytic)) {
            return new Check(Check.Kind.SLOPES_AT_KINK, value, error, true);
        }
        return new Check(Check.Kind.CENTRAL_DIFFERENCE, value, error, error <= TOLERANCE);
    }

    /// A derivative from two steps.
    ///
    /// @param h the larger step
    /// @param value the derivative
    /// @param disagreement how far the two steps are apart, relative to the larger; infinite where one has no value
    private record Estimate(double h, double value, double disagreement) {
        Estimate orBetter(Estimate other) {
            return other.disagreement < disagreement ? other : this;
        }
    }

    private Estimate estimate(Node node, int element, double h) {
        double whole = central(node, element, h);
        double half = central(node, element, h / 2);
        double size = Math.max(Math.abs(whole), Math.abs(half));
        double apart = size == 0 ? 0 : Math.abs(whole - half) / size;
        return new Estimate(h, (4 * half - whole) / 3, Double.isNaN(apart) ? Double.POSITIVE_INFINITY : apart);
    }

    /// Says whether the slopes to the left and to the right differ and a derivative lies between them.
    private boolean isAtKink(Node node, int element, double centre, double analytic) {
        double h = SMALL_STEP * Math.max(1, Math.abs(centre));
        double middle = loss();
        double left = (middle - at(node, element, -h)) / h;
        double right = (at(node, element, h) - middle) / h;
        double size = Math.max(Math.abs(left), Math.abs(right));
        boolean differ = Math.abs(left - right) > BEND * size;
        double margin = BEND * size;
        return differ && analytic >= Math.min(left, right) - margin && analytic <= Math.max(left, right) + margin;
    }

    private double central(Node node, int element, double h) {
        return (at(node, element, h) - at(node, element, -h)) / (2 * h);
    }

    private double at(Node node, int element, double nudge) {
        Literal values = nudges.get(node);
        if (values == null) {
            throw new IllegalStateException("differences: not prepared for " + node);
        }
        values.set(element, nudge);
        try {
            return loss();
        } finally {
            values.set(element, 0);
        }
    }

    private double loss() {
        return program.call(given).getFirst().get(0);
    }
}
