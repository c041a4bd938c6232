package gradus.explain.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Attention;
import gradus.core.op.Recurrent;
import gradus.core.rewrite.Expand;
import gradus.core.spi.Backends;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.explain.maths.Evaluation;
import gradus.explain.maths.Function;
import gradus.explain.maths.Symbol;
import gradus.explain.maths.Term;
import gradus.testkit.EveryOp;
import gradus.testkit.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The formula of every operation, computed by plain arithmetic from its operands, gives what the engine computes.
final class FormulaContractTest {
    private static final int MOST = 40;

    static List<Sample> samples() {
        return EveryOp.samples(DType.FLOAT64);
    }

    @Test
    void every_operation_has_a_sample() {
        assertThat(EveryOp.missing(samples())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_formula_gives_the_value_of_the_operation(Sample sample) {
        Graph graph = sample.graph();
        Node y = steps(graph);
        Values values = new Values(graph.inputs(), sample.inputs(), List.of(y), Backends.standard());
        for (Node node : Graph.order(List.of(y))) {
            check(node, values);
        }
    }

    /// Attention and recurrent sequences are told as their steps.
    private static Node steps(Graph graph) {
        Expand expand = new Expand(op -> !(op instanceof Attention || op instanceof Recurrent));
        return expand.apply(graph).outputs().getFirst();
    }

    private static void check(Node node, Values values) {
        Formula formula = new Formula(new Plain(values));
        Literal expected = values.of(node);
        int step = Math.max(1, expected.count() / MOST);
        for (int e = 0; e < expected.count(); e += step) {
            double found = Evaluation.of(formula.of(node, e));
            double wanted = expected.get(e);
            if (Double.isFinite(wanted)) {
                assertThat(found).as(node.toString()).isCloseTo(wanted, within(1e-12 * Math.max(1, Math.abs(wanted))));
            } else {
                assertThat(found).as(node.toString()).isEqualTo(wanted);
            }
        }
    }

    /// Every operand has a name.
    private record Plain(Values values) implements Operands {
        @Override
        public Term term(Node node, int element) {
            return Term.quantity(Symbol.of("x", element + 1), values.get(node, element));
        }

        @Override
        public double value(Node node, int element) {
            return values.get(node, element);
        }

        @Override
        public Term extreme(Function function, List<Term> terms) {
            return Simple.extreme(function, terms);
        }

        @Override
        public Term sum(List<Term> terms) {
            return Term.sum(terms);
        }
    }
}
