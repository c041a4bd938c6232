package gradus.nn.reference;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Context;
import gradus.nn.layer.Param;
import gradus.nn.layer.Prelu;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every case of the shared reference file for activations.
class ActivationReferenceTest {
    static List<Named<Case>> cases() throws IOException {
        return Case.of("activation.json");
    }

    @Test
    void the_reference_file_holds_forty_cases() throws IOException {
        assertThat(cases()).hasSize(40);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_reference_case_is_met(Case reference) {
        Tensor x = reference.input("x");
        if (reference.expects("output")) {
            reference.check("output", apply(reference, x));
        }
        if (reference.expects("grad_x")) {
            reference.check("grad_x", Autodiff.gradient(p -> apply(reference, p).sum(), x));
        }
    }

    private static Tensor apply(Case reference, Tensor x) {
        return switch (reference.op()) {
            case "prelu" -> new Prelu(new Param(reference.input("weight"))).forward(x, Context.inference());
            case "glu" -> x.glu((int) reference.number("axis", -1));
            case "log_plus_1" -> x.log().add(1);
            case "exp" -> x.exp();
            case "exp_squared" -> x.exp().square();
            case "pow_2.5" -> x.power(2.5);
            case "erf" -> x.erf();
            default -> activation(reference).apply(x);
        };
    }

    private static Activation activation(Case reference) {
        double alpha = reference.number("alpha", 1);
        return switch (reference.op()) {
            case "elu" -> new Activation.Elu(alpha);
            case "celu" -> new Activation.Celu(alpha);
            case "leaky_relu" -> new Activation.LeakyRelu(alpha);
            case "thresholded_relu" -> new Activation.ThresholdedRelu(alpha);
            case "hard_sigmoid" -> new Activation.HardSigmoid(alpha, reference.number("beta", 0));
            case "hard_tanh" -> new Activation.HardTanh(reference.number("min", -1), reference.number("max", 1));
            case "softplus" -> new Activation.Softplus(reference.number("beta", 1));
            default -> Activation.named(reference.op());
        };
    }
}
