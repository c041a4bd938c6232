package gradus.nn.reference;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorMoves;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.nn.loss.Scope;
import gradus.nn.optim.AdaDelta;
import gradus.nn.optim.AdaGrad;
import gradus.nn.optim.AdaMax;
import gradus.nn.optim.Adam;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.ClipNorm;
import gradus.nn.optim.ClipValue;
import gradus.nn.optim.Convention;
import gradus.nn.optim.Decay;
import gradus.nn.optim.GradientTransform;
import gradus.nn.optim.Lamb;
import gradus.nn.optim.Lion;
import gradus.nn.optim.NAdam;
import gradus.nn.optim.RmsProp;
import gradus.nn.optim.Schedule;
import gradus.nn.optim.Sgd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every case of the shared reference file for optimizers.
class OptimizerReferenceTest {
    static List<Named<Case>> cases() throws IOException {
        return Case.of("optimizer.json");
    }

    @Test
    void the_reference_file_holds_twenty_five_cases() throws IOException {
        assertThat(cases()).hasSize(25);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_reference_case_is_met(Case reference) {
        if (reference.op().startsWith("gradient_clip")) {
            double limit = reference.number("limit", 1);
            GradientTransform rule = reference.op().endsWith("norm") ? new ClipNorm(limit) : new ClipValue(limit);
            Map<String, Tensor> gradient = Map.of("p", reference.input("grad"));
            var update = rule.update(gradient, rule.init(gradient), gradient, Map.of());
            reference.check("grad", update.updates().get("p"));
        } else if (reference.hasInput("param0")) {
            trace(reference);
        } else {
            twoParameters(reference);
        }
    }

    private static void trace(Case reference) {
        Map<String, Tensor> start = Map.of("p", reference.input("param0"));
        Walk walk = new Walk(rule(reference), start);
        List<Tensor> path = new ArrayList<>();
        int steps = reference.expected("params").size(0);
        for (int step = 0; step < steps; step++) {
            int index = step;
            UnaryOperator<Tensor> gradient =
                    reference.hasInput("grads") ? _ -> reference.input("grads").at(0, index) : p -> p.multiply(2);
            walk.next(Map.of("p", gradient.apply(walk.parameters().get("p"))));
            path.add(walk.parameters().get("p"));
        }
        reference.check("params", TensorMoves.stack(0, path));
    }

    private static void twoParameters(Case reference) {
        Map<String, Tensor> start = new LinkedHashMap<>();
        start.put("weight", reference.input("weight0"));
        start.put("bias", reference.input("bias0"));
        Walk walk = new Walk(rule(reference), start);
        Tensor weights = reference.input("grads_weight");
        Tensor biases = reference.input("grads_bias");
        for (int step = 0; step < weights.size(0); step++) {
            walk.next(Map.of("weight", weights.at(0, step), "bias", biases.at(0, step)));
        }
        reference.check("weight", walk.parameters().get("weight"));
        reference.check("bias", walk.parameters().get("bias"));
    }

    /// Updates one after another, computed at once.
    static final class Walk {
        private final GradientTransform rule;
        private Map<String, Tensor> parameters;
        private Map<String, Tensor> state;
        private long step;

        Walk(GradientTransform rule, Map<String, Tensor> parameters) {
            this.rule = rule;
            this.parameters = parameters;
            this.state = rule.init(parameters);
        }

        void next(Map<String, Tensor> gradients) {
            Map<String, Tensor> scalars = new LinkedHashMap<>();
            rule.scalars(step++)
                    .forEach((name, value) -> scalars.put(name, Tensor.of(Literal.scalar(DType.FLOAT32, value))));
            var update = rule.update(gradients, state, parameters, scalars);
            Map<String, Tensor> moved = new LinkedHashMap<>();
            parameters.forEach(
                    (path, value) -> moved.put(path, value.add(update.updates().get(path))));
            assertThat(update.state().keySet()).isEqualTo(state.keySet());
            parameters = moved;
            state = update.state();
        }

        Map<String, Tensor> parameters() {
            return parameters;
        }
    }

    private static GradientTransform rule(Case reference) {
        boolean keras = reference.id().startsWith("keras");
        double rate = reference.number("learning_rate", 0);
        double epsilon = reference.number("epsilon", 1e-8);
        double beta1 = reference.number("beta1", 0.9);
        double beta2 = reference.number("beta2", 0.999);
        double momentum = reference.number("momentum", 0);
        Decay decay = new Decay(reference.number("weight_decay", 0), Scope.ALL);
        Convention convention = keras ? Convention.KERAS : Convention.PYTORCH;
        return switch (reference.op()) {
            case "sgd" ->
                reference.flag("nesterov")
                        ? Sgd.of(rate).nesterov(momentum)
                        : Sgd.of(rate).momentum(momentum);
            case "adam" -> {
                Adam adam = Adam.of(rate)
                        .betas(beta1, beta2)
                        .epsilon(epsilon)
                        .decay(decay)
                        .convention(convention);
                yield reference.flag("amsgrad") ? adam.amsgrad() : adam;
            }
            case "adamw" -> {
                AdamW adam = AdamW.of(rate)
                        .betas(beta1, beta2)
                        .epsilon(epsilon)
                        .decay(decay)
                        .convention(convention);
                yield reference.flag("amsgrad") ? adam.amsgrad() : adam;
            }
            case "rmsprop" -> {
                double rho = reference.number("rho", reference.number("alpha", 0.9));
                RmsProp plain = RmsProp.of(rate)
                        .rho(rho)
                        .epsilon(epsilon)
                        .momentum(momentum)
                        .decay(decay);
                RmsProp formed = plain.convention(convention);
                yield reference.flag("centered") ? formed.centred() : formed;
            }
            case "adagrad" ->
                AdaGrad.of(rate)
                        .initialSum(reference.number("initial_accumulator", 0))
                        .epsilon(epsilon)
                        .convention(convention)
                        .schedule(new Schedule.InverseTime(
                                rate, 1, reference.number("lr_decay", 0), Schedule.Decay.SMOOTH));
            case "adadelta" ->
                AdaDelta.of(rate).rho(reference.number("rho", 0.9)).epsilon(epsilon);
            case "adamax" -> AdaMax.keras(rate).betas(beta1, beta2).epsilon(epsilon);
            case "nadam" -> NAdam.keras(rate).betas(beta1, beta2).epsilon(epsilon);
            case "lion" -> Lion.of(rate).betas(beta1, beta2);
            case "lamb" -> Lamb.of(rate).betas(beta1, beta2).epsilon(epsilon);
            default -> throw new AssertionError("the reference file names an unknown optimizer: " + reference.op());
        };
    }
}
