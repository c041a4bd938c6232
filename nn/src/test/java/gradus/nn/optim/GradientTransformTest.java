package gradus.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.nn.loss.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradientTransformTest {
    private static Map<String, Tensor> two(Tensor a, Tensor b) {
        Map<String, Tensor> map = new LinkedHashMap<>();
        map.put("a", a);
        map.put("b", b);
        return map;
    }

    private static GradientTransform.Update apply(GradientTransform rule, Map<String, Tensor> gradients) {
        return rule.update(gradients, rule.init(gradients), gradients, Map.of());
    }

    @Test
    void clip_by_global_norm_keeps_the_direction_of_all_together() {
        var update = apply(ClipGlobalNorm.of(1), two(Tensor.of(3f, 0f), Tensor.of(4f)));
        assertThat(update.updates().get("a").get(0)).isCloseTo(0.6, within(1e-6));
        assertThat(update.updates().get("b").get(0)).isCloseTo(0.8, within(1e-6));
        assertThat(update.state().get("globalNorm").item()).isCloseTo(5, within(1e-5));
        assertThat(update.state().get("norm/a").item()).isCloseTo(3, within(1e-6));
    }

    @Test
    void clip_by_global_norm_leaves_short_gradients_untouched() {
        var update = apply(ClipGlobalNorm.of(10), two(Tensor.of(3f, 0f), Tensor.zeros(1)));
        assertThat(update.updates().get("a").toFloats()).containsExactly(3f, 0f);
        assertThat(update.updates().get("b").toFloats()).containsExactly(0f);
    }

    @Test
    void n6_squares_that_overflow_float32_are_clipped_right() {
        var update = apply(ClipGlobalNorm.of(1), two(Tensor.of(3e30f, 0f), Tensor.of(4e30f)));
        assertThat(update.updates().get("a").get(0)).isCloseTo(0.6, within(1e-6));
        assertThat(update.updates().get("b").get(0)).isCloseTo(0.8, within(1e-6));
        var single = apply(new ClipNorm(1), Map.of("a", Tensor.of(3e-30f, 4e-30f)));
        assertThat(single.updates().get("a").toFloats()).containsExactly(3e-30f, 4e-30f);
    }

    @Test
    void n6_a_non_finite_gradient_is_named_and_passed_on_or_zeroed() {
        Map<String, Tensor> gradients = two(Tensor.of(1f, 2f), Tensor.of(Float.NaN));
        GradientTransform chain = GradientTransform.chain(ClipGlobalNorm.of(1), new ClipValue(5));
        var passed = chain.update(gradients, chain.init(gradients), gradients, Map.of());
        assertThat(ClipGlobalNorm.nonFinite(passed.state())).containsExactly("b");
        assertThat(passed.updates().get("b").item()).isNaN();
        assertThat(passed.updates().get("a").toFloats()).containsExactly(1f, 2f);
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            var zeroed =
                    apply(new ClipGlobalNorm(1, ClipGlobalNorm.NonFinite.ZERO), two(Tensor.of(1f, 2f), Tensor.of(bad)));
            assertThat(zeroed.updates().get("a").toFloats()).containsExactly(0f, 0f);
            assertThat(zeroed.updates().get("b").toFloats()).containsExactly(0f);
        }
    }

    @Test
    void an_optimizer_behind_a_rule_is_the_chain_of_the_two_and_keeps_its_name_and_rate() {
        Optimizer behind = Sgd.of(0.5).momentum(0.9).after(new ClipValue(1));
        Map<String, Tensor> parameters = Map.of("w", Tensor.of(0f));
        assertThat(behind.name()).isEqualTo("SGD");
        assertThat(behind.schedule(new Schedule.Constant(2)).schedule().at(0)).isEqualTo(2);
        Map<String, Tensor> scalars = new LinkedHashMap<>();
        behind.scalars(0).forEach((name, value) -> scalars.put(name, Tensor.scalar(value)));
        var update = behind.update(Map.of("w", Tensor.of(100f)), behind.init(parameters), parameters, scalars);
        assertThat(update.updates().get("w").item()).isEqualTo(-0.5);
        assertThat(update.state().keySet()).containsExactly("1.velocity/w");
    }

    @Test
    void a_chain_hands_on_gradients_and_prefixes_names() {
        GradientTransform chain =
                GradientTransform.chain(new ClipValue(1), Sgd.of(0.5).momentum(0.9));
        Map<String, Tensor> parameters = Map.of("w", Tensor.of(0f));
        assertThat(chain.init(parameters).keySet()).containsExactly("1.velocity/w");
        assertThat(chain.scalars(0)).containsEntry("1.learningRate", 0.5);
        Map<String, Tensor> scalars = new LinkedHashMap<>();
        chain.scalars(0).forEach((name, value) -> scalars.put(name, Tensor.scalar(value)));
        var update = chain.update(Map.of("w", Tensor.of(100f)), chain.init(parameters), parameters, scalars);
        assertThat(update.updates().get("w").item()).isEqualTo(-0.5);
        assertThat(update.state().get("1.velocity/w").item()).isEqualTo(1);
    }

    @Test
    void added_weight_decay_is_the_gradient_of_the_half_square() {
        Map<String, Tensor> weights = Map.of("w", Tensor.of(2f));
        GradientTransform rule = new AddWeightDecay(new Decay(0.1, Scope.ALL));
        var update = rule.update(Map.of("w", Tensor.of(1f)), Map.of(), weights, Map.of());
        assertThat(update.updates().get("w").item()).isCloseTo(1.2, within(1e-6));
    }

    @Test
    void a_missing_gradient_or_state_is_named() {
        Map<String, Tensor> parameters = Map.of("layers.0.weight", Tensor.of(0f));
        Adam rule = Adam.of(1e-3);
        assertThatThrownBy(() -> rule.update(Map.of(), rule.init(parameters), parameters, Map.of()))
                .hasMessageContaining("got none for layers.0.weight");
        assertThatThrownBy(() -> rule.update(parameters, Map.of(), parameters, Map.of()))
                .hasMessageContaining("the state m/layers.0.weight is missing");
    }

    @Test
    void the_rate_is_what_the_schedule_says() {
        Schedule schedule = new Schedule.Linear(1, 0, 10);
        assertThat(Adam.of(1).schedule(schedule).scalars(5)).containsEntry("learningRate", 0.5);
        assertThat(NAdam.of(1).schedule(schedule).scalars(1_000_000)).containsEntry("learningRate", 0.0);
    }

    static List<ThrowingCallable> absurdOptions() {
        return List.of(
                () -> Sgd.of(-0.1),
                () -> Sgd.of(Double.NaN),
                () -> Sgd.of(0.1).momentum(1),
                () -> Sgd.of(0.1).nesterov(0.9).dampening(0.1),
                () -> Adam.of(1e-3).betas(0.9, 1),
                () -> Adam.of(1e-3).betas(-0.1, 0.9),
                () -> Adam.of(1e-3).epsilon(0),
                () -> AdamW.of(1e-3).decay(Decay.of(-1)),
                () -> RmsProp.of(0.1).rho(2),
                () -> AdaGrad.of(0.1).initialSum(-1),
                () -> new ClipValue(0),
                () -> new ClipNorm(-1),
                () -> ClipGlobalNorm.of(-1),
                () -> ClipGlobalNorm.of(Double.POSITIVE_INFINITY),
                () -> GradientTransform.chain());
    }

    @ParameterizedTest
    @MethodSource("absurdOptions")
    void absurd_options_are_errors_in_prose(ThrowingCallable option) {
        assertThatThrownBy(option)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).+: .+, got .+");
    }
}
