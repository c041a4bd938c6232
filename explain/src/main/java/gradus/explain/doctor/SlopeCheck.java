package gradus.explain.doctor;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Leaf;
import gradus.core.op.Random;
import gradus.core.spi.Backend;
import gradus.core.tensor.Program;
import gradus.core.type.DType;
import gradus.core.type.DTypeException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.layer.Mode;
import gradus.nn.layer.Parameters;
import gradus.nn.train.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares the gradient by the chain rule with central differences `(f(w + h) − f(w − h)) / 2h` in float64, for some
/// numbers of each parameter. The parameters are nudged off their values before, so that no ReLU stands in its kink.
final class SlopeCheck {
    private static final double STEP = 1e-5;

    /// The two agree to about nine digits; a kink that lies within the step costs single numbers, not a parameter.
    private static final double TOLERANCE = 1e-3;

    /// What rounding leaves of a difference of losses.
    private static final double ROUNDING = 1e-8;

    private static final double NUDGE = 1e-2;
    private static final int NUMBERS_EACH = 4;
    private static final int MOST_PARAMETERS = 24;

    private final Program slopes;
    private final Program value;
    private final List<String> paths;
    private final List<Literal> point;

    private SlopeCheck(Traced traced, List<Literal> point, Backend backend) {
        Node objective = traced.judged().objective().node();
        List<Node> gradients =
                Gradients.of(objective, List.copyOf(traced.parameters().values()));
        this.slopes = Program.of(new Graph(traced.inputs(), gradients), backend);
        this.value = Program.of(new Graph(traced.inputs(), List.of(objective)), backend);
        this.paths = List.copyOf(traced.parameters().keySet());
        this.point = point;
    }

    /// Does the check on a batch; nothing is found in a network that computes in a fixed narrower type.
    static <L> List<Finding> examine(L network, Goal<? super L> goal, List<Literal> batch, Backend backend) {
        try {
            return of(network, goal, batch, backend).map(SlopeCheck::findings).orElse(List.of());
        } catch (DTypeException _) {
            return List.of(); // it insists on float32, in which differences say nothing
        }
    }

    private static <L> Optional<SlopeCheck> of(L network, Goal<? super L> goal, List<Literal> batch, Backend backend) {
        L wide = Parameters.as(network, DType.FLOAT64);
        List<Literal> parts = batch.stream()
                .map(part -> part.type().dtype().isFloating() ? part.as(DType.FLOAT64) : part)
                .toList();
        Traced traced = Traced.of(wide, goal, Traced.types(parts), Mode.TRAINING);
        boolean narrow = Graph.order(List.of(traced.judged().objective().node())).stream()
                .anyMatch(node -> node.type().dtype().isFloating()
                        && node.type().dtype() != DType.FLOAT64
                        && !node.inputs().isEmpty()
                        && !isMask(node));
        if (narrow) {
            return Optional.empty();
        }
        Key key = Key.of(0).fold("slope check");
        List<Literal> point = new ArrayList<>(Traced.values(wide, parts, key));
        for (int i = 0; i < traced.parameters().size(); i++) {
            point.set(i, nudged(point.get(i), key.fold(i)));
        }
        return Optional.of(new SlopeCheck(traced, point, backend));
    }

    /// What dropout draws is float32 in any network and leads to no parameter.
    private static boolean isMask(Node node) {
        return node.op() instanceof Random
                || !node.inputs().isEmpty() && node.inputs().stream().allMatch(SlopeCheck::isRandom);
    }

    private static boolean isRandom(Node node) {
        return node.op() instanceof Random || node.op() instanceof Leaf;
    }

    private static Literal nudged(Literal value, Key key) {
        Literal moved = value.copy();
        for (int i = 0; i < moved.count(); i++) {
            moved.set(i, moved.get(i) + NUDGE * Math.max(1, Math.abs(moved.get(i))) * key.normal(i));
        }
        return moved;
    }

    private List<Finding> findings() {
        List<Literal> exact = slopes.call(point);
        double loss = value.call(point).getFirst().get(0);
        List<Finding> findings = new ArrayList<>();
        for (int p = 0; p < Math.min(MOST_PARAMETERS, paths.size()); p++) {
            List<double[]> strange = new ArrayList<>();
            int numbers = Math.min(NUMBERS_EACH, exact.get(p).count());
            for (int n = 0; n < numbers; n++) {
                int element = Key.of(p).permuted(n, exact.get(p).count());
                double difference = difference(p, element);
                double chain = exact.get(p).get(element);
                double scale = Math.max(Math.abs(difference), Math.abs(chain));
                if (Math.abs(difference - chain) > TOLERANCE * scale + ROUNDING * Math.max(1, Math.abs(loss))) {
                    strange.add(new double[] {element, chain, difference});
                }
            }
            if (2 * strange.size() >= numbers && !strange.isEmpty() && (numbers == 1 || strange.size() > 1)) {
                findings.add(finding(paths.get(p), strange.getFirst(), strange.size(), numbers));
            }
        }
        return findings;
    }

    private static Finding finding(String path, double[] first, int wrong, int checked) {
        return new Finding(
                Illness.WRONG_GRADIENT,
                Place.parameter(path),
                wrong + " of " + checked + " derivatives are not those of the loss: of number " + (int) first[0]
                        + " the chain rule gives " + Numbers.brief(first[1]) + ", the central difference "
                        + Numbers.brief(first[2]),
                Numbers.named("chain rule", first[1], "central difference", first[2], "wrong", wrong));
    }

    private double difference(int parameter, int element) {
        double centre = point.get(parameter).get(element);
        double step = STEP * Math.max(1, Math.abs(centre));
        return (at(parameter, element, centre + step) - at(parameter, element, centre - step))
                / ((centre + step) - (centre - step));
    }

    private double at(int parameter, int element, double nudged) {
        List<Literal> moved = new ArrayList<>(point);
        Literal changed = point.get(parameter).copy();
        changed.set(element, nudged);
        moved.set(parameter, changed);
        return value.call(moved).getFirst().get(0);
    }
}
