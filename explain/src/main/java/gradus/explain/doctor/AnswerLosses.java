package gradus.explain.doctor;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Leaf;
import gradus.core.spi.Backend;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.layer.Mode;
import gradus.nn.train.Goal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The loss of answers that no network gives: of the best constant answer, of the best answers there could be, and of
/// zeros. The judgement's graph is cut at the answer, and the answer is moved downhill by itself. So these marks are
/// known for any goal whose loss depends on nothing but answer and batch.
final class AnswerLosses {
    private static final int STEPS = 300;
    private static final int FEWEST_STEPS = 60;
    private static final int MOST_WORK = 30_000_000;
    private static final double RATE = 0.1;
    private static final double MOMENTUM = 0.9;
    private static final double SQUARES = 0.99;
    private static final double TINY = 1e-8;

    private final Program program;
    private final TensorType answer;
    private final Optional<Literal> target;
    private final List<Literal> batch;

    private AnswerLosses(Program program, TensorType answer, Optional<Literal> target, List<Literal> batch) {
        this.program = program;
        this.answer = answer;
        this.target = target;
        this.batch = batch;
    }

    /// Cuts the judgement of a batch at its answer; nothing if that cannot be done.
    static <L> Optional<AnswerLosses> of(L network, Goal<? super L> goal, List<Literal> batch, Backend backend) {
        Traced traced = Traced.of(network, goal, Traced.types(batch), Mode.INFERENCE);
        if (traced.judged().answer().isEmpty() || batch.isEmpty()) {
            return Optional.empty();
        }
        Node cut = traced.judged().answer().get().node();
        Node free = Build.input("answer", cut.type());
        Node loss = replaced(traced.loss().node(), cut, free);
        List<Node> inputs = new ArrayList<>(traced.batch());
        inputs.add(free);
        boolean leads = Graph.order(List.of(loss)).stream()
                .anyMatch(node -> node.op() instanceof Leaf.Input && !inputs.contains(node));
        boolean fits = !leads
                && cut.type().dtype().isFloating()
                && cut.type().shape().rank() > 0
                && cut.type().count() > 0
                && Graph.order(List.of(loss)).contains(free);
        if (!fits) {
            return Optional.empty();
        }
        Node wide = Tensor.of(loss).as(DType.FLOAT64).node();
        List<Node> outputs = List.of(wide, Gradients.of(loss, List.of(free)).getFirst());
        Program program = Program.of(new Graph(inputs, outputs), backend);
        return Optional.of(new AnswerLosses(program, cut.type(), sameShape(traced, batch, cut.type()), batch));
    }

    /// Gives the targets where they are of the kind of the answers.
    private static Optional<Literal> sameShape(Traced traced, List<Literal> batch, TensorType answer) {
        return traced.judged()
                .target()
                .filter(wanted -> traced.batch().contains(wanted.node())
                        && wanted.dtype().isFloating()
                        && wanted.shape().equals(answer.shape()))
                .map(wanted -> batch.get(traced.batch().indexOf(wanted.node())).as(answer.dtype()));
    }

    private static Node replaced(Node root, Node cut, Node free) {
        Map<Node, Node> known = new HashMap<>(Map.of(cut, free));
        for (Node node : Graph.order(List.of(root))) {
            if (!known.containsKey(node)) {
                List<Node> inputs = node.inputs().stream()
                        .map(input -> known.getOrDefault(input, input))
                        .toList();
                known.put(node, inputs.equals(node.inputs()) ? node : node.as(node.op(), inputs));
            }
        }
        return known.getOrDefault(root, root);
    }

    /// Gives the shape of the answers.
    Shape shape() {
        return answer.shape();
    }

    /// Gives the targets where they are of the kind of the answers.
    Optional<Literal> target() {
        return target;
    }

    /// Gives the loss of answers.
    double at(Literal answers) {
        return call(answers).getFirst().get(0);
    }

    private List<Literal> call(Literal answers) {
        List<Literal> values = new ArrayList<>(batch);
        values.add(answers);
        return program.call(values);
    }

    /// Gives the loss of zeros: of logits, that of a network that knows nothing.
    double ofZeros() {
        return at(Literal.zeros(answer));
    }

    /// Gives the loss where each answer is the target, if they are of a kind.
    Optional<Double> ofTargets() {
        return target.map(this::at);
    }

    /// Gives the least loss of one answer for all samples, and for all places of a sequence or a picture.
    double ofBestConstant() {
        int rank = answer.shape().rank();
        return least(rank == 1 ? 1 : answer.shape().size(rank - 1));
    }

    /// Gives the least loss that answers can have, as far as it is found.
    double ofBestAnswers() {
        double least = least(answer.count());
        return target.isPresent() ? Math.min(least, at(target.get())) : least;
    }

    private double least(int free) {
        double least = descend(new double[free]);
        return target.isPresent() ? Math.min(least, descend(means(target.get(), free))) : least;
    }

    private static double[] means(Literal target, int free) {
        double[] start = new double[free];
        int rows = target.count() / free;
        for (int i = 0; i < target.count(); i++) {
            start[i % free] += target.get(i) / rows;
        }
        return start;
    }

    /// Adam on the answer itself; every sample has the same one where fewer numbers are free than there are.
    private double descend(double[] start) {
        double[] point = start.clone();
        double[] mean = new double[point.length];
        double[] square = new double[point.length];
        double least = Double.POSITIVE_INFINITY;
        int steps = Math.clamp(MOST_WORK / answer.count(), FEWEST_STEPS, STEPS);
        for (int step = 1; step <= steps; step++) {
            Literal answers = Literal.zeros(answer);
            for (int i = 0; i < answers.count(); i++) {
                answers.set(i, point[i % point.length]);
            }
            List<Literal> results = call(answers);
            double loss = results.getFirst().get(0);
            if (!Double.isFinite(loss)) {
                break;
            }
            least = Math.min(least, loss);
            double[] gradient = new double[point.length];
            for (int i = 0; i < answers.count(); i++) {
                gradient[i % point.length] += results.getLast().get(i);
            }
            for (int i = 0; i < point.length; i++) {
                mean[i] = MOMENTUM * mean[i] + (1 - MOMENTUM) * gradient[i];
                square[i] = SQUARES * square[i] + (1 - SQUARES) * gradient[i] * gradient[i];
                double first = mean[i] / (1 - Math.pow(MOMENTUM, step));
                double second = square[i] / (1 - Math.pow(SQUARES, step));
                point[i] -= RATE * first / (Math.sqrt(second) + TINY);
            }
        }
        return least;
    }
}
