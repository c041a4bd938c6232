package gradus.nn.reference;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.op.CompareFn;
import gradus.core.tensor.Tensor;
import gradus.nn.attention.AdditiveAttention;
import gradus.nn.attention.AttentionMask;
import gradus.nn.attention.DotProductAttention;
import gradus.nn.attention.MultiHeadAttention;
import gradus.nn.attention.Projections;
import gradus.nn.layer.Context;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every case of the shared reference file for attention.
class AttentionReferenceTest {
    static List<Named<Case>> cases() throws IOException {
        return Case.of("attention.json");
    }

    @Test
    void the_reference_file_holds_four_cases() throws IOException {
        assertThat(cases()).hasSize(4);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_reference_case_is_met(Case reference) {
        Tensor q = reference.input("q");
        Tensor k = reference.input("k");
        Tensor v = reference.input("v");
        switch (reference.op()) {
            case "attention" -> dotProduct(reference, q, k, v);
            case "additive_attention" -> {
                Tensor weights = AdditiveAttention.weights(q, k, Tensor.ones(2), AttentionMask.NONE);
                reference.check("weights", weights);
                reference.check("output", weights.matmul(v));
            }
            case "multi_head_attention" -> {
                MultiHeadAttention layer = layer(reference);
                reference.check("weights", layer.weights(q, k, AttentionMask.NONE));
                reference.check("output", layer.attend(q, k, v, AttentionMask.NONE, Context.inference()));
            }
            default -> throw new AssertionError("the reference file names an unknown attention: " + reference.op());
        }
    }

    private static void dotProduct(Case reference, Tensor q, Tensor k, Tensor v) {
        DotProductAttention function = DotProductAttention.of().withScale(reference.number("scale", 1));
        AttentionMask mask = reference.hasInput("value_mask")
                ? AttentionMask.NONE.withKeys(truth(reference.input("value_mask")))
                : AttentionMask.NONE;
        Tensor output = function.attend(q, k, v, mask, Context.inference());
        reference.check("weights", function.weights(q, k, mask));
        reference.check(
                "output",
                reference.hasInput("query_mask")
                        ? truth(reference.input("query_mask")).expand(-1).where(output, output.multiply(0))
                        : output);
    }

    private static Tensor truth(Tensor numbers) {
        return numbers.compare(CompareFn.NOT_EQUAL, 0);
    }

    private static MultiHeadAttention layer(Case reference) {
        Projections separate = new Projections.Separate(
                in(reference.input("w_q")), in(reference.input("w_k")), in(reference.input("w_v")));
        Tensor out = reference.input("w_o");
        Linear output = new Linear(new Param(out.reshape(-1, out.size(2))), Optional.empty());
        return new MultiHeadAttention(separate, output, (int) reference.number("heads", 1), 0, Optional.empty());
    }

    private static Linear in(Tensor weight) {
        return new Linear(new Param(weight.reshape(weight.size(0), -1)), Optional.empty());
    }
}
