package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.graph.Cost;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Contraction;
import gradus.core.rewrite.Verifier;
import gradus.core.type.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EveryOpTest {
    private static final List<Sample> SAMPLES = EveryOp.samples();

    @Test
    void every_operation_and_every_function_has_a_sample() {
        assertThat(EveryOp.kinds()).hasSizeGreaterThan(60).contains("Elementwise.Unary fn=TANH", "Fused.Pointwise");
        assertThat(EveryOp.missing(SAMPLES)).as("no sample for").isEmpty();
    }

    @Test
    void a_missing_sample_is_named() {
        List<Sample> withoutProducts = SAMPLES.stream()
                .filter(sample -> !(sample.op() instanceof Contraction))
                .toList();
        assertThat(EveryOp.missing(withoutProducts)).contains("Contraction.MatMul", "Contraction.MatMul left=AS_IS");
    }

    @Test
    void samples_cover_scalars_empty_tensors_and_awkward_sizes_in_all_types() {
        List<Integer> counts = SAMPLES.stream()
                .flatMap(sample -> sample.inputs().stream())
                .map(input -> input.count())
                .toList();
        assertThat(counts).contains(0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 63, 64, 65, 1000);
        assertThat(SAMPLES.stream()
                        .flatMap(sample -> sample.inputs().stream())
                        .map(input -> input.type().dtype()))
                .contains(DType.values());
        assertThat(SAMPLES)
                .anyMatch(sample -> sample.inputs().stream()
                        .anyMatch(input -> input.type().shape().rank() == 0));
    }

    @Test
    void every_operation_has_a_cost_that_is_not_negative() {
        Backing.each(SAMPLES, sample -> {
            Cost cost = Cost.of(sample.graph());
            assertThat(cost.flops()).isNotNegative();
            assertThat(cost.bytes()).isNotNegative();
        });
    }

    @Test
    void a_matrix_product_costs_two_operations_per_term() {
        Backing.each(SAMPLES, sample -> {
            if (sample.op() instanceof Contraction.MatMul(var left, var _)) {
                Graph graph = sample.graph();
                Node product = graph.outputs().getFirst();
                int inner = product.input(0).type().shape().size(left == Contraction.Operand.AS_IS ? -1 : -2);
                assertThat(Cost.of(graph).flops()).isEqualTo(2L * product.type().count() * inner);
                assertThat(Cost.of(graph).bytes())
                        .isEqualTo(product.type().bytes()
                                + product.input(0).type().bytes()
                                + product.input(1).type().bytes());
            }
        });
    }

    @Test
    void every_operation_prints_the_same_text_each_time() {
        Backing.each(SAMPLES, sample -> {
            String text = sample.graph().toString();
            assertThat(text).contains(sample.op().name()).startsWith("%0 = ").contains("return %");
            assertThat(sample.graph()).hasToString(text);
        });
    }

    @Test
    void the_verifier_accepts_every_sample() {
        Backing.each(SAMPLES, sample -> Verifier.verified(sample.graph()));
    }

    @Test
    void samples_are_the_same_in_every_run() {
        List<Sample> again = EveryOp.samples();
        assertThat(again).hasSameSizeAs(SAMPLES);
        for (int i = 0; i < again.size(); i++) {
            assertThat(again.get(i).inputs()).isEqualTo(SAMPLES.get(i).inputs());
        }
    }
}
