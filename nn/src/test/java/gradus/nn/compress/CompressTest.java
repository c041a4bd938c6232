package gradus.nn.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Adapted;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.LowRank;
import gradus.nn.layer.Param;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Sequential;
import gradus.nn.network.Networks;
import gradus.nn.network.Normalization;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Networks made smaller, and adapters.
class CompressTest {
    private static Tensor answer(Layer network, Tensor input) {
        return network.forward(input, Context.inference());
    }

    private static Tensor random(Shape shape, long seed) {
        Literal numbers = Literal.zeros(gradus.core.type.TensorType.float32().with(shape));
        for (int i = 0; i < numbers.count(); i++) {
            numbers.set(i, Key.of(seed).normal(i));
        }
        return Tensor.of(numbers);
    }

    private static void requireClose(Tensor a, Tensor b, double difference) {
        Literal left = a.literal();
        Literal right = b.literal();
        assertThat(left.type()).isEqualTo(right.type());
        for (int i = 0; i < left.count(); i++) {
            assertThat(left.get(i)).isCloseTo(right.get(i), within(difference));
        }
    }

    @Test
    void codes_are_within_half_a_scale_of_the_numbers_and_are_found_again() {
        Literal numbers = random(Shape.of(40, 7), 3).literal();
        Int8 codes = Int8.nearest(numbers);
        Literal rounded = codes.numbers();
        for (int i = 0; i < numbers.count(); i++) {
            assertThat(rounded.get(i)).isCloseTo(numbers.get(i), within(0.501 * codes.scales()[i % 7]));
        }
        Int8 again = Int8.exactly(rounded).orElseThrow();
        assertThat(again.codes()).isEqualTo(codes.codes());
        assertThat(again.scales()).isEqualTo(codes.scales());
        assertThat(Int8.exactly(numbers)).isEmpty();
        assertThat(Int8.exactly(Literal.of(new float[] {1, 2}, 2))).isEmpty();
        assertThat(Int8.nearest(Literal.of(new float[] {0, 1, 0, -2}, 2, 2)).codes())
                .containsExactly(0, 63, 0, -127);
    }

    @Test
    void the_smallest_weights_go_among_all_or_in_each_layer() {
        Sequential network = Sequential.of(
                new Linear(new Param(Tensor.of(new float[][] {{1, -2}, {3, 4}})), Optional.empty()),
                new Linear(new Param(Tensor.of(new float[][] {{10, 20}, {-30, 40}})), Optional.empty()));
        Map<String, Tensor> all = Parameters.of(Pruning.smallest(network, 0.5, Pruning.Among.ALL));
        assertThat(all.get("layers.0.weight").literal().floats()).containsExactly(0, 0, 0, 0);
        assertThat(all.get("layers.1.weight").literal().floats()).containsExactly(10, 20, -30, 40);
        Sequential each = Pruning.smallest(network, 0.5, Pruning.Among.EACH);
        assertThat(Parameters.of(each).get("layers.0.weight").literal().floats())
                .containsExactly(0, 0, 3, 4);
        assertThat(Parameters.of(each).get("layers.1.weight").literal().floats())
                .containsExactly(0, 0, -30, 40);
        assertThat(Pruning.zeros(each)).isEqualTo(0.5);
        assertThat(Pruning.zeros(Pruning.smallest(network, 0, Pruning.Among.ALL)))
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pruning.smallest(network, 1, Pruning.Among.ALL))
                .withMessageContaining("must lie in [0, 1), got 1.0");
    }

    /// The second half of the hidden neurons leads nowhere.
    private static Linear half(Linear linear, int axis) {
        Literal numbers = linear.weight().value().literal().copy();
        int columns = linear.outFeatures();
        for (int i = 0; i < numbers.count(); i++) {
            int place = axis == 0 ? i / columns : i % columns;
            if (place % 2 == 1) {
                numbers.set(i, 0);
            }
        }
        return new Linear(new Param(Tensor.of(numbers)), linear.bias());
    }

    @Test
    void neurons_that_lead_nowhere_go_without_a_change_of_the_answer() {
        Sequential full = Networks.mlp(8)
                .activation(Activation.TANH)
                .normalization(Normalization.BATCH)
                .build(Shape.of(3), 2, Key.of(1));
        var layers = new java.util.ArrayList<>(full.layers());
        layers.set(3, half((Linear) layers.get(3), 0));
        Sequential network = new Sequential(layers);
        Sequential narrow = Neurons.without(network, 0.5);
        assertThat(((Linear) narrow.layers().getFirst()).outFeatures()).isEqualTo(4);
        assertThat(Parameters.count(narrow)).isEqualTo(3 * 4 + 4 + 4 + 4 * 2 + 2);
        Tensor input = random(Shape.of(5, 3), 2);
        requireClose(answer(narrow, input), answer(network, input), 1e-6);
    }

    private static Layer behindFlatten() {
        return Networks.of("conv(4,3) flatten batchnorm relu dense(classes)").build(Shape.of(6, 6, 1), 2, Key.of(1));
    }

    @Test
    void channels_of_convolutions_go_through_pools_and_flattening() {
        Layer network = Networks.of("conv(8,3) relu maxpool(2) conv(6,3) relu flatten dense(10) relu dense(classes)")
                .build(Shape.of(12, 12, 1), 3, Key.of(1));
        Layer narrow = Neurons.without(network, 0.5);
        Map<String, Tensor> after = Parameters.of(narrow);
        assertThat(after.get("layers.0.weight").shape()).isEqualTo(Shape.of(3, 3, 1, 4));
        assertThat(after.get("layers.3.weight").shape()).isEqualTo(Shape.of(3, 3, 4, 3));
        assertThat(after.get("layers.6.weight").shape()).isEqualTo(Shape.of(9 * 3, 5));
        assertThat(answer(narrow, random(Shape.of(2, 12, 12, 1), 1)).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(answer(Neurons.without(behindFlatten(), 0.5), random(Shape.of(2, 6, 6, 1), 1))
                        .shape())
                .isEqualTo(Shape.of(2, 2));
        assertThat(Neurons.without(network, 0)).isEqualTo(network);
    }

    @Test
    void adapters_change_nothing_at_first_and_are_merged_into_plain_weights() {
        Layer network = Networks.mlp(16, 16).build(Shape.of(4), 3, Key.of(1));
        Adapted fresh = Adapted.of(network, "**.weight", 2, 4, Key.of(2));
        Tensor input = random(Shape.of(6, 4), 5);
        requireClose(answer(fresh, input), answer(network, input), 0);
        Map<String, LowRank> learnt = new LinkedHashMap<>();
        fresh.adapters()
                .forEach((path, change) -> learnt.put(
                        path,
                        new LowRank(
                                change.down(),
                                new Param(random(change.up().value().shape(), 7)),
                                change.scale())));
        Adapted adapted = new Adapted(network, learnt);
        requireClose(answer(adapted.merged(), input), answer(adapted, input), 1e-6);
        assertThat(answer(adapted, input).literal())
                .isNotEqualTo(answer(network, input).literal());
        assertThat(Parameters.count(adapted.merged())).isEqualTo(Parameters.count(network));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Adapted.of(network, "encoder.**", 2, 4, Key.of(2)))
                .withMessageStartingWith("adapters: the pattern “encoder.**”");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Adapted.of(network, "layers.4.weight", 4, 4, Key.of(2)))
                .withMessageContaining("must lie between 1 and 3, got 4");
    }
}
