package gradus.nn.reference;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorMoves;
import gradus.nn.loss.BinaryCrossEntropy;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Distances;
import gradus.nn.loss.GaussianNll;
import gradus.nn.loss.Huber;
import gradus.nn.loss.KlDivergence;
import gradus.nn.loss.Loss;
import gradus.nn.loss.MeanAbsolutePercentageError;
import gradus.nn.loss.PoissonNll;
import gradus.nn.loss.ProbabilityBinaryCrossEntropy;
import gradus.nn.loss.ProbabilityCrossEntropy;
import gradus.nn.loss.SmoothL1;
import gradus.nn.loss.SoftCrossEntropy;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every case of the shared reference file for losses.
class LossReferenceTest {
    static List<Named<Case>> cases() throws IOException {
        return Case.of("loss.json");
    }

    @Test
    void the_reference_file_holds_thirty_one_cases() throws IOException {
        assertThat(cases()).hasSize(31);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_reference_case_is_met(Case reference) {
        switch (reference.op()) {
            case "gaussian_nll" -> {
                Tensor both = TensorMoves.stack(-1, List.of(reference.input("x"), reference.input("var")));
                reference.check("loss", new GaussianNll().each(both, reference.input("target")));
            }
            case "triplet" ->
                reference.check(
                        "loss",
                        Distances.triplet(
                                reference.input("anchor"),
                                reference.input("positive"),
                                reference.input("negative"),
                                reference.number("margin", 1)));
            case "cosine_similarity" ->
                reference.check("similarity", Distances.cosineSimilarity(reference.input("a"), reference.input("b")));
            case "margin_ranking" ->
                reference.check(
                        "loss",
                        Distances.marginRanking(
                                reference.input("a"),
                                reference.input("b"),
                                reference.input("target"),
                                reference.number("margin", 0)));
            default -> pair(reference, loss(reference), reference.input("x"), reference.input("target"));
        }
    }

    private static void pair(Case reference, Loss loss, Tensor x, Tensor target) {
        Tensor each = loss.each(x, target);
        if (reference.hasInput("sample_weight")) {
            reference.check(
                    "loss", each.multiply(reference.input("sample_weight")).mean());
        } else {
            boolean reduced = reference.expected("loss").rank() == 0;
            reference.check("loss", reduced ? loss.of(x, target) : each);
        }
        if (reference.expects("sum")) {
            reference.check("sum", each.sum());
        }
        for (String mean : List.of("mean", "batch_mean")) {
            if (reference.expects(mean)) {
                reference.check(mean, loss.of(x, target));
            }
        }
        if (reference.expects("grad_x")) {
            reference.check(
                    "grad_x", Autodiff.gradient(p -> loss.each(p, target).sum(), x));
        }
    }

    private static Loss loss(Case reference) {
        double smoothing = reference.number("label_smoothing", 0);
        return switch (reference.op()) {
            case "cross_entropy" -> {
                CrossEntropy plain = CrossEntropy.defaults().withLabelSmoothing(smoothing);
                yield reference.hasInput("class_weight")
                        ? plain.withClassWeights(
                                Arrays.stream(reference.input("class_weight").toDoubles())
                                        .boxed()
                                        .toList())
                        : plain;
            }
            case "cross_entropy_soft" -> new SoftCrossEntropy(smoothing);
            case "cross_entropy_probs" -> new ProbabilityCrossEntropy();
            case "bce_with_logits" -> BinaryCrossEntropy.defaults().withLabelSmoothing(smoothing);
            case "bce" -> new ProbabilityBinaryCrossEntropy();
            case "huber" -> Huber.of(reference.number("delta", 1));
            case "smooth_l1" -> new SmoothL1(reference.number("beta", 1));
            case "kl_div" -> new KlDivergence();
            case "poisson_nll" -> new PoissonNll();
            case "mse" -> Loss.MEAN_SQUARED_ERROR;
            case "mae" -> Loss.MEAN_ABSOLUTE_ERROR;
            case "mape" -> new MeanAbsolutePercentageError();
            default -> throw new AssertionError("the reference file names an unknown loss: " + reference.op());
        };
    }
}
