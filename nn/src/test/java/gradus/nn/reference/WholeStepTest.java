package gradus.nn.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Context;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.network.Networks;
import gradus.nn.optim.AdaDelta;
import gradus.nn.optim.AdaGrad;
import gradus.nn.optim.AdaMax;
import gradus.nn.optim.Adam;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.AddWeightDecay;
import gradus.nn.optim.ClipGlobalNorm;
import gradus.nn.optim.ClipNorm;
import gradus.nn.optim.ClipValue;
import gradus.nn.optim.Decay;
import gradus.nn.optim.GradientTransform;
import gradus.nn.optim.Lamb;
import gradus.nn.optim.Lion;
import gradus.nn.optim.NAdam;
import gradus.nn.optim.RmsProp;
import gradus.nn.optim.Sgd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A step as one planned program gives what its operations give one by one.
class WholeStepTest {
    private static final Tensor X = Tensor.normal(Key.of(1), 8, 3);
    private static final Tensor Y = Tensor.of(0L, 1L, 1L, 0L, 1L, 0L, 0L, 1L);
    private static final Sequential START =
            Networks.mlp(5).activation(Activation.GELU).build(Shape.of(3), 2, Key.of(2));

    static List<GradientTransform> rules() {
        return List.of(
                Sgd.of(0.1).momentum(0.9).dampening(0.1),
                Sgd.of(0.1).nesterov(0.9).decay(Decay.of(0.01)),
                RmsProp.of(0.01).centred().momentum(0.9),
                RmsProp.keras(0.01),
                AdaGrad.keras(0.1),
                AdaDelta.of(1),
                Adam.of(0.01).amsgrad(),
                Adam.keras(0.01),
                AdamW.of(0.01),
                NAdam.of(0.01),
                AdaMax.of(0.01),
                Lion.of(0.001).decay(Decay.of(0.1)),
                Lamb.of(0.01).decay(Decay.of(0.1)),
                GradientTransform.chain(
                        new ClipValue(0.5),
                        new ClipNorm(0.4),
                        new ClipGlobalNorm(0.3, ClipGlobalNorm.NonFinite.ZERO),
                        new AddWeightDecay(Decay.of(0.1)),
                        Adam.of(0.01)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void planned_and_eager_steps_agree(GradientTransform rule) {
        Penalty penalty = Penalty.elastic(1e-3, 1e-2);
        CompiledStep planned = new CompiledStep(START, Loss.CROSS_ENTROPY, penalty, rule, X, Y, _ -> true);
        Map<String, Tensor> parameters = Parameters.of(START);
        Map<String, Tensor> state = rule.init(parameters);
        for (int step = 0; step < 4; step++) {
            List<String> names = List.copyOf(parameters.keySet());
            var slope = Autodiff.valueAndGradients(
                    values -> objective(named(names, values), penalty), List.copyOf(parameters.values()));
            Map<String, Tensor> scalars = new LinkedHashMap<>();
            rule.scalars(step)
                    .forEach((name, value) -> scalars.put(name, Tensor.of(Literal.scalar(DType.FLOAT32, value))));
            var update = rule.update(named(names, slope.gradients()), state, parameters, scalars);
            Map<String, Tensor> moved = new LinkedHashMap<>();
            parameters.forEach(
                    (path, value) -> moved.put(path, value.add(update.updates().get(path))));
            assertThat(planned.next(X, Y)).isCloseTo(slope.value().item(), within(1e-5));
            parameters = moved;
            state = update.state();
            same(planned.parameters(), parameters);
            same(planned.state(), state);
        }
    }

    private static Tensor objective(Map<String, Tensor> parameters, Penalty penalty) {
        Tensor logits = Parameters.with(START, parameters).forward(X, Context.inference());
        return Loss.CROSS_ENTROPY.of(logits, Y).add(penalty.of(parameters));
    }

    private static Map<String, Tensor> named(List<String> names, List<Tensor> values) {
        Map<String, Tensor> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            map.put(names.get(i), values.get(i));
        }
        return map;
    }

    private static void same(Map<String, Tensor> actual, Map<String, Tensor> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, value) -> {
            double largest = actual.get(name).subtract(value).abs().max().item();
            assertThat(largest).as(name).isLessThan(2e-5);
        });
    }
}
