package gradus.examples.explained;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.explain.Explain;
import gradus.explain.document.Line;
import gradus.explain.maths.Evaluation;
import gradus.explain.maths.Term;
import gradus.explain.step.Focus;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Sgd;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The formulas of one whole step of a perceptron 2-16-16-2, number by number, computed by plain arithmetic.
///
/// @param lines the lines of the step
record ScalarGraph(List<Line> lines) {
    private static final Key KEY = Key.of(1);
    private static final double NANOSECONDS = 1e9;

    static ScalarGraph ofPerceptron() {
        Sequential network = Sequential.of(
                Linear.of(2, 16, KEY),
                new Activate(Activation.TANH),
                Linear.of(16, 16, KEY.fold(1)),
                new Activate(Activation.TANH),
                Linear.of(16, 2, KEY.fold(2)));
        return new ScalarGraph(
                Explain.step(network, Tensor.normal(KEY, 1, 2), Tensor.of(1L), Loss.CROSS_ENTROPY, Sgd.of(0.1))
                        .focus(Focus.defaults().all())
                        .explanation()
                        .lines());
    }

    /// Gives the numbers and operations of all formulas.
    long nodes() {
        return lines.stream().mapToLong(line -> nodes(line.formula())).sum();
    }

    /// Gives the nodes that are computed in a second, the median of several rounds.
    double nodesPerSecond(int rounds) {
        long[] times = new long[rounds];
        double sum = 0;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            for (Line line : lines) {
                sum += Evaluation.of(line.formula());
            }
            times[round] = System.nanoTime() - start;
        }
        if (Double.isNaN(sum)) {
            throw new ArithmeticException("scalar graph: a formula gives no number");
        }
        Arrays.sort(times);
        return nodes() * NANOSECONDS / times[rounds / 2];
    }

    private static long nodes(Term term) {
        return 1 + parts(term).mapToLong(ScalarGraph::nodes).sum();
    }

    private static Stream<Term> parts(Term term) {
        return switch (term) {
            case Term.Quantity _, Term.Fixed _ -> Stream.of();
            case Term.Sum sum -> sum.terms().stream();
            case Term.Product(var factors) -> factors.stream();
            case Term.Quotient(var dividend, var divisor) -> Stream.of(dividend, divisor);
            case Term.Power(var base, var exponent) -> Stream.of(base, exponent);
            case Term.Negative(var inner) -> Stream.of(inner);
            case Term.Apply(var _, var arguments) -> arguments.stream();
            case Term.Choice(var condition, var then, var otherwise) -> Stream.of(condition, then, otherwise);
            case Term.Condition(var left, var _, var right) -> Stream.of(left, right);
        };
    }
}
