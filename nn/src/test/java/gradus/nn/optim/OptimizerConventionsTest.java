package gradus.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.nn.loss.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Five steps of each rule from w = 1 with gradients ½, −1, 2, 0.1, −0.3, against numbers from formulas written apart.
class OptimizerConventionsTest {
    private static final double[] GRADIENTS = {0.5, -1, 2, 0.1, -0.3};
    private static final Schedule HALVING = Schedule.Exponential.of(0.1, 1, 0.5);
    private static final Decay HALF = new Decay(0.5, Scope.ALL);

    private static void trace(GradientTransform rule, double... expected) {
        List<Double> path = new ArrayList<>();
        Map<String, Tensor> parameters = Map.of("w", Tensor.of(new double[] {1}));
        Map<String, Tensor> state = rule.init(parameters);
        for (int step = 0; step < GRADIENTS.length; step++) {
            Map<String, Tensor> scalars = new LinkedHashMap<>();
            rule.scalars(step)
                    .forEach((name, value) -> scalars.put(name, Tensor.of(Literal.scalar(DType.FLOAT64, value))));
            Tensor gradient = Tensor.of(new double[] {GRADIENTS[step]});
            var update = rule.update(Map.of("w", gradient), state, parameters, scalars);
            parameters = Map.of("w", parameters.get("w").add(update.updates().get("w")));
            state = update.state();
            path.add(parameters.get("w").item());
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat(path.get(i)).as("step %d of %s", i, rule).isCloseTo(expected[i], within(1e-11));
        }
    }

    @Test
    void o_sgd_and_momentum() {
        trace(Sgd.of(0.1), 0.95, 1.05, 0.85, 0.84, 0.87);
        trace(Sgd.of(0.1).momentum(0.9), 0.95, 1.005, 0.8545, 0.70905, 0.608145);
        trace(Sgd.of(0.1).momentum(0.9).convention(Convention.KERAS), 0.95, 1.005, 0.8545, 0.70905, 0.608145);
    }

    @Test
    void o_dampening_spares_the_first_step() {
        trace(Sgd.of(0.1).momentum(0.9).dampening(0.4), 0.95, 0.965, 0.8585, 0.75665, 0.682985);
    }

    @Test
    void o_nesterov_form() {
        trace(Sgd.of(0.1).nesterov(0.9), 0.905, 1.0545, 0.71905, 0.578145, 0.5173305);
        trace(Sgd.of(0.1).nesterov(0.9).convention(Convention.KERAS), 0.905, 1.0545, 0.71905, 0.578145, 0.5173305);
    }

    @Test
    void o_momentum_under_a_changing_rate_differs_by_convention() {
        Sgd momentum = Sgd.of(0.1).momentum(0.9).schedule(HALVING);
        trace(momentum, 0.95, 0.9775, 0.939875, 0.92169375, 0.9153871875);
        trace(momentum.convention(Convention.KERAS), 0.95, 0.955, 0.9095, 0.8673, 0.831195);
        Sgd nesterov = Sgd.of(0.1).nesterov(0.9).schedule(HALVING).convention(Convention.KERAS);
        trace(nesterov, 0.905, 0.9595, 0.86855, 0.82932, 0.7987005);
    }

    @Test
    void o_rms_prop_epsilon_placement() {
        RmsProp rule = RmsProp.of(0.1).rho(0.9).epsilon(0.01);
        trace(rule, 0.70258256424, 0.980360342018, 0.704238473383, 0.689712011004, 0.735129385766);
        trace(
                rule.convention(Convention.KERAS),
                0.732738758088,
                1.007459885985,
                0.730176434539,
                0.715593425585,
                0.761173578473);
    }

    @Test
    void o_adam_epsilon_placement() {
        Adam rule = Adam.of(0.1).epsilon(0.01);
        trace(rule, 0.901960784314, 0.938113900861, 0.8964630772, 0.859903489736, 0.836307900377);
        trace(
                rule.convention(Convention.KERAS),
                0.938742588672,
                0.967280417242,
                0.930404888899,
                0.897997747166,
                0.877042221912);
    }

    @Test
    void n7_adam_w_stays_finite_for_gradients_of_zero_and_of_the_largest_size_in_float32() {
        for (float gradient : new float[] {0, Float.MIN_VALUE, 1e-30f, 1e18f, -1e18f}) {
            AdamW rule = AdamW.of(0.1);
            Map<String, Tensor> parameters = Map.of("w", Tensor.of(1f, -2f));
            Map<String, Tensor> state = rule.init(parameters);
            for (int step = 0; step < 3; step++) {
                Map<String, Tensor> scalars = new LinkedHashMap<>();
                rule.scalars(step).forEach((name, value) -> scalars.put(name, Tensor.of((float) (double) value)));
                Map<String, Tensor> gradients = Map.of("w", Tensor.of(gradient, gradient));
                var update = rule.update(gradients, state, parameters, scalars);
                state = update.state();
                for (double moved : update.updates().get("w").toDoubles()) {
                    assertThat(Math.abs(moved)).as("gradient %s", gradient).isLessThan(1);
                }
            }
        }
    }

    @Test
    void o_adam_w_decay_is_multiplied_by_the_rate() {
        AdamW rule = AdamW.of(0.1).epsilon(0.01).decay(HALF);
        trace(rule, 0.851960784314, 0.845515861645, 0.761589244902, 0.686950195193, 0.629007096074);
        trace(
                rule.convention(Convention.KERAS),
                0.888742588672,
                0.872843287809,
                0.792325595075,
                0.720302173589,
                0.663331539655);
    }

    @Test
    void o_n_adam_and_ada_max_as_in_py_torch() {
        trace(
                NAdam.of(0.1).epsilon(0.01),
                0.89642629624,
                0.985949822426,
                0.889906404582,
                0.879182048507,
                0.890880417469);
        trace(
                AdaMax.of(0.1).epsilon(0.01),
                0.901960784314,
                0.930621545127,
                0.902992164355,
                0.881929175202,
                0.869645703167);
    }

    @Test
    void o_decay_spares_biases_and_normalisations_by_default() {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("weight", Tensor.ones(2, 2));
        parameters.put("bias", Tensor.ones(2));
        Map<String, Tensor> zero = Map.of("weight", Tensor.zeros(2, 2), "bias", Tensor.zeros(2));
        for (Optimizer rule : List.of(
                Sgd.of(0.1).decay(Decay.of(0.5)),
                AdamW.of(0.1).decay(Decay.of(0.5)),
                Lion.of(0.1).decay(Decay.of(0.5)),
                Lamb.of(0.1).decay(Decay.of(0.5)))) {
            Map<String, Tensor> scalars = new LinkedHashMap<>();
            rule.scalars(0).forEach((name, value) -> scalars.put(name, Tensor.scalar(value)));
            var updates = rule.update(zero, rule.init(parameters), parameters, scalars)
                    .updates();
            assertThat(updates.get("weight").get(0, 0)).as(rule.name()).isNegative();
            assertThat(updates.get("bias").get(0)).as(rule.name()).isZero();
        }
    }

    @Test
    void centred_rms_prop_with_constant_gradients_stays_finite() {
        RmsProp rule = RmsProp.of(0.1).centred();
        Map<String, Tensor> parameters = Map.of("w", Tensor.of(new float[] {1}));
        Map<String, Tensor> gradient = Map.of("w", Tensor.of(new float[] {0.1f}));
        Map<String, Tensor> state = rule.init(parameters);
        for (int step = 0; step < 300; step++) {
            var update = rule.update(gradient, state, parameters, Map.of("learningRate", Tensor.scalar(0.1)));
            assertThat(update.updates().get("w").item()).as("step %d", step).isFinite();
            state = update.state();
        }
    }
}
