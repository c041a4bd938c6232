package gradus.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.Key;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import gradus.nn.activation.Activation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayersTest {
    private static final Key KEY = Key.of(3);

    @Test
    void paths_are_component_names() {
        Sequential network = Sequential.of(
                Linear.of(2, 3, KEY),
                BatchNorm.of(3),
                new Activate(Activation.RELU),
                Residual.of(Linear.of(3, 3, KEY)));
        assertThat(Tree.leaves(network, Param.class).keySet())
                .containsExactly(
                        "layers.0.weight",
                        "layers.0.bias",
                        "layers.1.scale",
                        "layers.1.shift",
                        "layers.3.body.weight",
                        "layers.3.body.bias");
        assertThat(Tree.leaves(network, Stat.class).keySet()).containsExactly("layers.1.mean", "layers.1.variance");
        assertThat(Parameters.of(new Twice(Linear.of(2, 2, KEY), Linear.of(2, 2, KEY))))
                .containsOnlyKeys("first.weight", "first.bias", "second.weight", "second.bias");
    }

    @Test
    void theta_is_the_parameters_in_order_row_major() {
        Linear layer = new Linear(
                new Param(Tensor.of(new float[][] {{1, 2}, {3, 4}})), Optional.of(new Param(Tensor.of(5f, 6f))));
        Tensor theta = Parameters.flatten(layer);
        assertThat(theta.toDoubles()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(Parameters.count(layer)).isEqualTo(6);
        Linear doubled = Parameters.restore(layer, theta.multiply(2));
        assertThat(doubled.weight().value().get(1, 0)).isEqualTo(6);
        assertThat(doubled.bias().orElseThrow().value().get(1)).isEqualTo(12);
        assertThatThrownBy(() -> Parameters.restore(layer, Tensor.zeros(5)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("parameters: the vector must have 6 numbers, got [5]");
        assertThatThrownBy(() -> Parameters.with(layer, Map.of("weight", Tensor.zeros(3))))
                .hasMessage(
                        "parameters: each needs a value of its shape; weight must be [2, 2], got [3]; bias is missing");
        assertThat(Parameters.flatten(new Flatten()).shape().count()).isZero();
    }

    @Test
    void t_dropout_is_the_identity_in_inference() {
        Tensor x = Tensor.of(1f, 2f, 3f);
        assertThat(Dropout.of(0.5).forward(x, Context.inference())).isSameAs(x);
    }

    @Test
    void t_dropout_keeps_the_mean_and_draws_anew_at_each_use() {
        Tensor ones = Tensor.ones(100, 100);
        Context context = Context.training(KEY);
        Tensor first = Dropout.of(0.25).forward(ones, context);
        Tensor second = Dropout.of(0.25).forward(ones, context);
        assertThat(first.mean().item()).isCloseTo(1, within(0.03));
        assertThat(first.max().item()).isCloseTo(1 / 0.75, within(1e-6));
        assertThat(first.literal()).isNotEqualTo(second.literal());
        Tensor again = Dropout.of(0.25).forward(ones, Context.training(KEY));
        assertThat(again.literal()).isEqualTo(first.literal());
        Tensor other = Dropout.of(0.25).forward(ones, Context.training(Key.of(4)));
        assertThat(other.literal()).isNotEqualTo(first.literal());
    }

    @Test
    void dropout_of_an_infinite_input_leaves_no_nan() {
        Tensor dropped = Dropout.of(0.5)
                .forward(Tensor.fill(TensorType.float32(64), Double.POSITIVE_INFINITY), Context.training(KEY));
        assertThat(dropped.toDoubles()).doesNotContain(Double.NaN).contains(0);
    }

    @Test
    void a_prediction_has_no_randomness() {
        assertThatThrownBy(() -> Context.inference().uniform(TensorType.float32(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("random numbers need a key");
    }

    @Test
    void linear_maps_the_last_axis_of_any_rank() {
        Linear layer = Linear.of(3, 2, KEY);
        assertThat(layer.forward(Tensor.ones(3), Context.inference()).shape().sizes())
                .containsExactly(2);
        assertThat(layer.forward(Tensor.ones(5, 3), Context.inference()).shape().sizes())
                .containsExactly(5, 2);
        assertThat(layer.forward(Tensor.ones(4, 5, 3), Context.inference())
                        .shape()
                        .sizes())
                .containsExactly(4, 5, 2);
        assertThat(layer.forward(Tensor.ones(0, 3), Context.inference()).shape().sizes())
                .containsExactly(0, 2);
        assertThatThrownBy(() -> layer.forward(Tensor.ones(5, 4), Context.inference()))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("linear: the input's last size must be 3, got [5, 4] at ");
        assertThatThrownBy(() -> new Linear(new Param(Tensor.ones(2, 3)), Optional.of(new Param(Tensor.ones(2)))))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Linear.of(0, 3, KEY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_residual_body_keeps_the_shape() {
        assertThatThrownBy(() -> Residual.of(Linear.of(3, 2, KEY)).forward(Tensor.ones(5, 3), Context.inference()))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("residual: the body must keep the shape, got [5, 3] → [5, 2] at ")
                .hasMessageEndingWith(
                        "end the body with a layer of 3 outputs, or give a short cut that changes the shape as"
                                + " well");
    }

    @Test
    void a_table_goes_in_as_numbers_and_learned_vectors() {
        TabularInput input = TabularInput.of(1, List.of(2, 9), KEY);
        assertThat(input.inFeatures()).isEqualTo(3);
        assertThat(input.outFeatures()).isEqualTo(1 + 1 + 5);
        assertThat(input.embeddings().get(1).categories()).isEqualTo(10);
        Tensor output = input.forward(Tensor.of(new float[][] {{0.5f, 2, 9}, {0.7f, 0, 0}}), Context.inference());
        assertThat(output.shape().sizes()).containsExactly(2, 7);
        assertThat(output.get(0, 0)).isEqualTo(0.5);
        assertThat(output.get(0, 1))
                .isEqualTo(input.embeddings().get(0).table().value().get(2, 0));
        assertThat(output.get(1, 2))
                .isEqualTo(input.embeddings().get(1).table().value().get(0, 0));
        Tensor unknown = Tensor.of(new float[][] {{0.5f, 3, 0}});
        assertThatThrownBy(() -> input.forward(unknown, Context.inference()))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> input.forward(Tensor.ones(2, 4), Context.inference()))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("rows of 3 columns are needed (1 numeric, 2 of categories), got [2, 4]");
        assertThat(TabularInput.of(2, List.of(), KEY).outFeatures()).isEqualTo(2);
        assertThatThrownBy(() -> TabularInput.of(0, List.of(), KEY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void networks_print_as_a_list_of_layers() {
        Sequential network = Sequential.of(
                Linear.of(2, 3, KEY), new Activate(Activation.LEAKY_RELU), Residual.of(Linear.of(3, 3, KEY)));
        assertThat(network).hasToString("""
                        Sequential
                          0  Linear 2 → 3
                          1  Activate LeakyRelu[negativeSlope=0.01]
                          2  Residual
                            Linear 3 → 3""");
    }
}
