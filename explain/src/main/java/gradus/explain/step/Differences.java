package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.explain.document.Check;
import java.util.List;

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

    private final Nudges nudges;
    private final long deadline;

    /// Prepares the passes.
    ///
    /// @param nudges the objective as a function of nudges
    /// @param nanoseconds how long all checks may take
    Differences(Nudges nudges, long nanoseconds) {
        this.nudges = nudges;
        deadline = System.nanoTime() + nanoseconds;
    }

    /// Says whether time is left and the node can be nudged.
    boolean canCheck(Node node) {
        return nudges.canMove(node) && System.nanoTime() < deadline;
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
        double difference = Math.abs(value - analytic);
        double noise = ROUNDING * Math.max(1, Math.abs(nudges.middle(node))) / best.h();
        double size = Math.max(Math.abs(value), Math.abs(analytic));
        boolean isSmall = size < noise / TOLERANCE;
        double error = difference / Math.max(noise / TOLERANCE, size);
        if (error > TOLERANCE && isAtKink(node, element, centre, analytic)) {
            return new Check(Check.Kind.SLOPES_AT_KINK, value, error, true);
        }
        boolean holds = error <= TOLERANCE;
        Check.Kind kind = holds && isSmall ? Check.Kind.BELOW_ROUNDING : Check.Kind.CENTRAL_DIFFERENCE;
        return new Check(kind, value, error, holds);
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
        double middle = nudges.middle(node);
        double left = (middle - nudges.at(node, element, -h)) / h;
        double right = (nudges.at(node, element, h) - middle) / h;
        double size = Math.max(Math.abs(left), Math.abs(right));
        boolean differ = Math.abs(left - right) > BEND * size;
        double margin = BEND * size;
        return differ && analytic >= Math.min(left, right) - margin && analytic <= Math.max(left, right) + margin;
    }

    private double central(Node node, int element, double h) {
        return (nudges.at(node, element, h) - nudges.at(node, element, -h)) / (2 * h);
    }
}
