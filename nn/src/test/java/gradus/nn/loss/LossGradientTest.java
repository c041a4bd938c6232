package gradus.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Gradients of every loss against finite differences in float64.
class LossGradientTest {
    record Sample(Loss loss, Tensor prediction, Tensor target) {
        @Override
        public String toString() {
            return loss.toString();
        }
    }

    private static Tensor random(long seed, double low, double high, int... sizes) {
        double[] values = new double[Arrays.stream(sizes).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = low + (high - low) * Key.of(seed).uniform(i);
        }
        return Tensor.of(Literal.of(values, sizes));
    }

    private static Sample elements(Loss loss) {
        return new Sample(loss, random(1, -2, 2, 4, 3), random(2, 0.1, 0.9, 4, 3));
    }

    static List<Sample> samples() {
        Tensor classes = Tensor.of(0L, 2L, 1L, 2L);
        Tensor shares = random(3, -1, 1, 4, 3).softmax(-1);
        CrossEntropy all = CrossEntropy.defaults()
                .withLabelSmoothing(0.2)
                .withClassWeights(List.of(1.0, 2.0, 0.5))
                .withIgnoredClass(1);
        return List.of(
                elements(Loss.SUM_SQUARED_ERROR),
                elements(Loss.HALF_SUM_SQUARED_ERROR),
                elements(Loss.MEAN_SQUARED_ERROR),
                elements(Loss.MEAN_ABSOLUTE_ERROR),
                elements(new MeanAbsolutePercentageError()),
                elements(Huber.of(0.7)),
                elements(new SmoothL1(0.6)),
                elements(Loss.LOG_COSH),
                elements(new Quantile(0.9)),
                new Sample(Loss.CROSS_ENTROPY, random(1, -2, 2, 4, 3), classes),
                new Sample(all, random(1, -2, 2, 4, 3), classes),
                new Sample(new SoftCrossEntropy(0.1), random(1, -2, 2, 4, 3), shares),
                new Sample(new ProbabilityCrossEntropy(), random(1, 0.1, 1, 4, 3), shares),
                elements(new BinaryCrossEntropy(0.1, 3)),
                new Sample(new ProbabilityBinaryCrossEntropy(), random(1, 0.1, 0.9, 4, 3), random(2, 0, 1, 4, 3)),
                new Sample(
                        Loss.HINGE,
                        random(1, -2, 2, 4, 3),
                        random(2, -1, 1, 4, 3).sign()),
                new Sample(new KlDivergence(), random(1, -2, -0.1, 4, 3), shares),
                elements(Loss.POISSON),
                new Sample(Loss.GAUSSIAN, random(1, 0.2, 2, 4, 2), random(2, -1, 1, 4)),
                elements(new CosineDistance()),
                elements(new Focal(1.5, 0.3)),
                elements(Dice.defaults()),
                new Sample(Ctc.defaults(), random(1, -2, 2, 4, 5, 3), labels()));
    }

    private static Tensor labels() {
        return Tensor.of(Literal.of(new double[] {1, 2, 2, 2, 0, 0, 1, 0}, 4, 2))
                .as(DType.INT64);
    }

    @Test
    void every_loss_has_a_sample() {
        Set<Class<?>> sampled =
                samples().stream().map(sample -> sample.loss().getClass()).collect(Collectors.toSet());
        assertThat(sampled).isEqualTo(Set.of(Loss.class.getPermittedSubclasses()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void the_chain_rule_agrees_with_finite_differences(Sample sample) {
        Tensor chain = Autodiff.gradient(p -> sample.loss().of(p, sample.target()), sample.prediction());
        Tensor nudged = Autodiff.finiteDifference(p -> sample.loss().of(p, sample.target()), sample.prediction());
        for (int i = 0; i < chain.type().count(); i++) {
            double expected = nudged.literal().get(i);
            assertThat(chain.literal().get(i))
                    .as("element %d", i)
                    .isCloseTo(expected, within(1e-7 * Math.max(1, Math.abs(expected))));
        }
        assertThat(chain.abs().sum().item()).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void batches_add_up_to_the_exact_mean(Sample sample) {
        double sum = 0;
        double count = 0;
        for (int[] range : new int[][] {{0, 3}, {3, 4}}) {
            Tensor prediction = sample.prediction().slice(0, range[0], range[1]);
            Tensor target = sample.target().slice(0, range[0], range[1]);
            sum += sample.loss().each(prediction, target).sum().item();
            count += sample.loss().count(prediction, target).item();
        }
        double whole =
                sample.loss().each(sample.prediction(), sample.target()).sum().item();
        assertThat(sum).isCloseTo(whole, within(1e-12 * Math.max(1, whole)));
        assertThat(count)
                .isCloseTo(
                        sample.loss()
                                .count(sample.prediction(), sample.target())
                                .item(),
                        within(1e-12));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void a_loss_has_a_name_and_a_formula(Sample sample) {
        assertThat(sample.loss().name()).isNotBlank();
        assertThat(sample.loss().formula()).isNotBlank();
    }
}
