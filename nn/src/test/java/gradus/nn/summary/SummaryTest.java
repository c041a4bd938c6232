package gradus.nn.summary;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.layer.Context;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.FromLastValue;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Sequential;
import gradus.nn.network.Networks;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Key KEY = Key.of(1);

    record Tied(Linear layer) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return layer.forward(layer.forward(input, context).tanh(), context);
        }
    }

    private static Summary summary(String words, int features) {
        return Summary.of(Networks.of(words).build(Shape.of(features), 3, KEY), Shape.of(2, features));
    }

    @Test
    @DisplayName("M5: a layer that is used twice counts its parameters once and its operations twice")
    void a_layer_that_is_used_twice_counts_its_parameters_once() {
        Summary once = Summary.of(Linear.of(4, 4, KEY), Shape.of(2, 4));
        Summary twice = Summary.of(new Tied(Linear.of(4, 4, KEY)), Shape.of(2, 4));
        assertThat(once.parameters()).isEqualTo(20);
        assertThat(twice.parameters()).isEqualTo(20);
        assertThat(once.flops()).isEqualTo(2 * 2 * 4 * 4 + 2 * 4);
        assertThat(twice.flops()).isEqualTo(2 * once.flops() + 8);
        assertThat(Summary.of(Sequential.of(new Tied(Linear.of(4, 4, KEY))), Shape.of(2, 4))
                        .parameters())
                .isEqualTo(20);
    }

    @Test
    void a_forecast_from_the_last_value_shows_the_layers_inside() {
        Layer inside = Sequential.of(new Flatten(), Linear.of(6, 4, KEY), Linear.of(4, 2, KEY));
        Summary found = Summary.of(FromLastValue.of(inside, 2, List.of(1)), Shape.of(1, 3, 2));
        assertThat(found.rows())
                .extracting(Summary.Row::path)
                .containsExactly("", "network.layers.0", "network.layers.1", "network.layers.2");
        assertThat(found.rows().stream().mapToLong(Summary.Row::parameters).sum())
                .isEqualTo(found.parameters());
        // the window less its last step, and the last step added
        assertThat(found.rows().getFirst().flops()).isEqualTo(6 + 2);
        assertThat(found.flops()).isEqualTo(found.work().forward() / 2);
    }

    @Test
    void forward_and_backward_operations_are_those_of_the_graphs() {
        Work work = summary("dense(3, bias=no)", 5).work();
        // forward XW; backward Xᵀ·dY, as the input needs no gradient
        assertThat(work.forward()).isEqualTo(2 * 2 * 5 * 3);
        assertThat(work.backward()).isEqualTo(2 * 2 * 5 * 3);
        Work deeper = summary("dense(4, bias=no) square dense(3, bias=no)", 5).work();
        // square and its factor 2x·dy (two products); the second layer needs both gradients
        assertThat(deeper.forward()).isEqualTo(2 * 2 * 5 * 4 + 2 * 4 + 2 * 2 * 4 * 3);
        assertThat(deeper.backward()).isEqualTo(2 * 2 * 5 * 4 + 2 * 2 * 4 + 2 * 2 * 2 * 4 * 3);
        assertThat(deeper.memory())
                .isPositive()
                .isLessThan(summary("dense(400) dense(3)", 5).work().memory());
    }

    @Test
    void a_step_has_at_least_two_samples_since_one_has_no_variance() {
        Layer network =
                Networks.of("dense(4, bias=no) batchnorm relu dense(classes)").build(Shape.of(5), 3, KEY);
        Summary summary = Summary.of(network, Shape.of(1, 5));
        assertThat(summary.work().samples()).isEqualTo(2);
        assertThat(summary.rows().getLast().output()).isEqualTo(Shape.of(1, 3));
        assertThat(summary.toString())
                .contains("a training step on 2 samples: forward ")
                .contains(" FLOPs, working memory ");
        assertThat(summary.warnings()).isEmpty();
    }

    @Test
    void a_summary_warns_of_a_bias_that_a_batch_normalisation_undoes() {
        assertThat(summary("dense(4) batchnorm relu dense(classes)", 5).warnings())
                .containsExactly("the bias of layers.0 does nothing: the batch normalisation at layers.1 subtracts it"
                        + " again; leave it out");
    }

    @Test
    void a_summary_warns_of_dropout_before_a_batch_normalisation() {
        assertThat(summary("dense(4) dropout(.5) relu batchnorm dense(classes)", 5)
                        .warnings())
                .containsExactly("the dropout at layers.1 stands before the batch normalisation at layers.3, which"
                        + " learns a variance that predictions do not have; put it behind");
        assertThat(summary("dense(4) relu dropout(.5) dense(4, bias=no) batchnorm relu dense(classes)", 5)
                        .warnings())
                .isEmpty();
    }

    @Test
    void a_summary_warns_of_gradients_that_will_vanish_with_the_product_of_slopes() {
        assertThat(summary("4*(dense(4) sigmoid) dense(classes)", 5).warnings())
                .containsExactly("gradients will vanish: up to layers.7 the slopes of 4 activations multiply to at most"
                        + " 0.0039; use relu or tanh, a normalisation between them, or residual blocks");
        for (String words : List.of(
                "2*(dense(4) sigmoid) dense(classes)",
                "4*(dense(4) relu) dense(4) sigmoid dense(classes)",
                "4*(dense(4) sigmoid layernorm) dense(classes)")) {
            assertThat(summary(words, 5).warnings()).as(words).isEmpty();
        }
    }

    @Test
    void a_summary_shows_how_far_convolutions_see() {
        Layer network = Networks.of("conv(2,3) relu conv(2,3, stride=2) relu conv(2,3x1, dilation=2) dense(classes)")
                .build(Shape.of(28, 28, 1), 3, KEY);
        Summary summary = Summary.of(network, Shape.of(1, 28, 28, 1));
        assertThat(summary.field()).contains(new ReceptiveField(List.of(13, 5), List.of(2, 2)));
        assertThat(summary.toString()).contains("receptive field: 13 × 5 places of the input, 2 × 2 apart");
        assertThat(summary.warnings())
                .containsExactly("stacked linear layers collapse to one: no activation stands between layers.4 and"
                        + " layers.6; put one there or leave one of them out");
    }

    @Test
    void a_step_of_training_in_bfloat16_needs_less_memory_than_in_float32() {
        Layer single = Networks.mlp(64, 64, 64, 64, 64, 64).build(Shape.of(64), 10, KEY);
        Shape batch = Shape.of(1024, 64);
        long wide = Summary.of(single, batch).work().memory();
        long narrow =
                Summary.of(Parameters.as(single, DType.BFLOAT16), batch).work().memory();
        assertThat((double) narrow / wide).isLessThan(1);
    }
}
