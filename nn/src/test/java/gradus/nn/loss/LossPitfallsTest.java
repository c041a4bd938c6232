package gradus.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.ShapeException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Classes of mistakes that other systems shipped.
class LossPitfallsTest {
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private static Tensor rows(float[]... rows) {
        return Tensor.of(rows);
    }

    @Test
    void b_a_column_beside_a_row_is_an_error_not_a_table() {
        for (Loss loss :
                List.of(Loss.MEAN_SQUARED_ERROR, Loss.MEAN_ABSOLUTE_ERROR, Loss.BINARY_CROSS_ENTROPY, Loss.HUBER)) {
            assertThatThrownBy(() -> loss.of(Tensor.zeros(8, 1), Tensor.zeros(8)))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageStartingWith(
                            loss.name() + ": prediction and target must have the same shape, got [8, 1] and [8] at ")
                    .hasMessageEndingWith(
                            "; did you mean target.reshape(8, 1)? broadcasting would compare every row with"
                                    + " every other");
        }
    }

    @Test
    void b_class_numbers_and_probabilities_are_told_apart() {
        assertThatThrownBy(() -> Loss.CROSS_ENTROPY.of(Tensor.zeros(4, 3), Tensor.zeros(4, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("use SOFT_CROSS_ENTROPY");
        assertThatThrownBy(() -> Loss.CROSS_ENTROPY.of(Tensor.zeros(4, 3), Tensor.of(0L, 1L)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("one class number is needed for each row");
        assertThatThrownBy(() -> CrossEntropy.defaults()
                        .withClassWeights(List.of(1.0, 2.0))
                        .of(Tensor.zeros(1, 3), Tensor.of(0L)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("got 2 weights for 3 classes");
    }

    @Test
    void n3_cross_entropy_of_extreme_logits_is_exact() {
        Tensor logits = rows(new float[] {1e4f, -1e4f}, new float[] {-1e4f, 1e4f});
        assertThat(Loss.CROSS_ENTROPY.each(logits, Tensor.of(0L, 0L)).toDoubles())
                .containsExactly(0, 2e4);
        Tensor gradient = Autodiff.gradient(z -> Loss.CROSS_ENTROPY.of(z, Tensor.of(0L, 0L)), logits);
        assertThat(gradient.toDoubles()).containsExactly(0, 0, -0.5, 0.5);
    }

    @Test
    void n3_a_logit_of_minus_infinity_rules_a_class_out() {
        Tensor logits = rows(new float[] {0, -INFINITY, 0});
        assertThat(Loss.CROSS_ENTROPY.of(logits, Tensor.of(0L)).item()).isCloseTo(Math.log(2), within(1e-6));
        assertThat(Loss.SOFT_CROSS_ENTROPY
                        .of(logits, rows(new float[] {0.5f, 0, 0.5f}))
                        .item())
                .isCloseTo(Math.log(2), within(1e-6));
        Tensor gradient = Autodiff.gradient(z -> Loss.CROSS_ENTROPY.of(z, Tensor.of(0L)), logits);
        assertThat(gradient.toDoubles()).containsExactly(-0.5, 0, 0.5);
    }

    @Test
    void n3_binary_cross_entropy_of_extreme_and_infinite_logits() {
        Tensor logits = Tensor.of(1e4f, -1e4f, 1e4f, INFINITY, -INFINITY);
        Tensor targets = Tensor.of(1f, 0f, 0f, 1f, 0f);
        assertThat(Loss.BINARY_CROSS_ENTROPY.each(logits, targets).toDoubles()).containsExactly(0, 0, 1e4, 0, 0);
        Tensor gradient = Autodiff.gradient(
                z -> Loss.BINARY_CROSS_ENTROPY.each(z, targets).sum(), logits);
        assertThat(gradient.toDoubles()).containsExactly(0, 0, 1, 0, 0);
    }

    @Test
    void n3_probabilities_of_zero_and_one_stay_finite() {
        Tensor certain = Tensor.of(0f, 1f, 0f, 1f);
        Tensor targets = Tensor.of(0f, 1f, 1f, 0f);
        Loss loss = new ProbabilityBinaryCrossEntropy();
        double[] each = loss.each(certain, targets).toDoubles();
        assertThat(each[0]).isZero();
        assertThat(each[1]).isZero();
        assertThat(each[2]).isBetween(80.0, 100.0);
        assertThat(each[3]).isBetween(80.0, 100.0);
        assertThat(Autodiff.gradient(p -> loss.of(p, targets), certain).toDoubles())
                .doesNotContain(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        Loss rows = new ProbabilityCrossEntropy();
        assertThat(rows.of(rows(new float[] {1, 0}), rows(new float[] {0, 1})).item())
                .isBetween(80.0, 100.0);
    }

    @Test
    void n3_robust_losses_survive_differences_that_square_to_infinity() {
        for (Loss loss : List.of(Huber.of(1), new SmoothL1(1), Loss.LOG_COSH)) {
            Tensor far = Tensor.of(1e30f, -1e30f);
            assertThat(loss.of(far, Tensor.zeros(2)).item()).as(loss.name()).isFinite();
            Tensor gradient =
                    Autodiff.gradient(p -> loss.each(p, Tensor.zeros(2)).sum(), far);
            assertThat(gradient.toDoubles()).as(loss.name()).containsExactly(1, -1);
        }
    }

    @Test
    void n4_a_mean_over_nothing_is_zero_with_zero_gradient() {
        CrossEntropy loss = CrossEntropy.defaults().withIgnoredClass(-100);
        Tensor logits = rows(new float[] {1, 2}, new float[] {INFINITY, Float.NaN});
        Tensor ignored = Tensor.of(-100L, -100L);
        assertThat(loss.of(logits, ignored).item()).isZero();
        assertThat(loss.count(logits, ignored).item()).isZero();
        assertThat(Autodiff.gradient(z -> loss.of(z, ignored), logits).toDoubles())
                .containsOnly(0);
    }

    @Test
    void n4_ignored_rows_do_not_count() {
        CrossEntropy loss = CrossEntropy.defaults().withIgnoredClass(-1);
        Tensor logits = rows(new float[] {1, 2}, new float[] {5, Float.NaN}, new float[] {3, 1});
        Tensor kept = rows(new float[] {1, 2}, new float[] {3, 1});
        double expected = Loss.CROSS_ENTROPY.of(kept, Tensor.of(0L, 1L)).item();
        assertThat(loss.of(logits, Tensor.of(0L, -1L, 1L)).item()).isCloseTo(expected, within(1e-6));
        assertThat(Autodiff.gradient(z -> loss.of(z, Tensor.of(0L, -1L, 1L)), logits)
                        .toDoubles())
                .doesNotContain(Double.NaN);
    }

    @Test
    void n5_smoothing_ignored_rows_and_class_weights_combine() {
        CrossEntropy loss = CrossEntropy.defaults()
                .withLabelSmoothing(0.3)
                .withClassWeights(List.of(1.0, 2.0, 4.0))
                .withIgnoredClass(2);
        double[][] logits = {{1, 2, -1}, {0.5, 0, 0.25}, {3, -2, 1}};
        long[] targets = {0, 2, 1};
        double sum = 0;
        double weights = 0;
        for (int row : new int[] {0, 2}) {
            double partition = 0;
            double mean = 0;
            for (double logit : logits[row]) {
                partition += Math.exp(logit);
                mean += logit / 3;
            }
            double wrong = Math.log(partition) - logits[row][(int) targets[row]];
            double spread = Math.log(partition) - mean;
            double weight = targets[row] == 0 ? 1 : 2;
            sum += weight * (0.7 * wrong + 0.3 * spread);
            weights += weight;
        }
        Tensor each = loss.each(Tensor.of(logits), Tensor.of(targets));
        assertThat(each.get(1)).isZero();
        assertThat(each.sum().item()).isCloseTo(sum, within(1e-12));
        assertThat(loss.count(Tensor.of(logits), Tensor.of(targets)).item()).isEqualTo(weights);
        assertThat(loss.of(Tensor.of(logits), Tensor.of(targets)).item()).isCloseTo(sum / weights, within(1e-12));
    }

    @Test
    void n5_equal_weights_change_nothing() {
        Tensor logits = rows(new float[] {1, 2}, new float[] {0, 1});
        Tensor targets = Tensor.of(0L, 1L);
        CrossEntropy smoothed = CrossEntropy.defaults().withLabelSmoothing(0.1);
        assertThat(smoothed.withClassWeights(List.of(3.0, 3.0))
                        .of(logits, targets)
                        .item())
                .isCloseTo(smoothed.of(logits, targets).item(), within(1e-6));
    }

    @Test
    void a_confident_wrong_answer_moves_cross_entropy_more_than_squared_error() {
        double logit = Math.log(0.1 / 0.9);
        Tensor point = Tensor.of(new double[] {logit});
        Tensor one = Tensor.of(new double[] {1});
        double entropy = Autodiff.gradient(z -> Loss.BINARY_CROSS_ENTROPY.of(z, one), point)
                .item();
        double squared = Autodiff.gradient(z -> Loss.SUM_SQUARED_ERROR.of(z.sigmoid(), one), point)
                .item();
        assertThat(entropy).isCloseTo(-0.9, within(1e-12));
        assertThat(squared).isCloseTo(-0.162, within(1e-12));
    }

    @Test
    void penalties_spare_biases_and_state_the_half_square() {
        Map<String, Tensor> parameters = Map.of("w", rows(new float[] {1, -2}), "b", Tensor.of(10f));
        assertThat(Penalty.none().of(parameters).item()).isZero();
        assertThat(Penalty.l1(0.5).of(parameters).item()).isEqualTo(1.5);
        assertThat(Penalty.l2(0.5).of(parameters).item()).isEqualTo(1.25);
        assertThat(Penalty.elastic(0.5, 0.5).of(parameters).item()).isEqualTo(2.75);
        assertThat(new Penalty.L1(1, Scope.ALL).of(parameters).item()).isEqualTo(13);
        assertThat(Penalty.l2(1).of(Map.of("b", Tensor.of(1f))).item()).isZero();
        Tensor slope = Autodiff.gradient(w -> Penalty.l2(0.5).of(Map.of("w", w)), parameters.get("w"));
        assertThat(slope.toDoubles()).containsExactly(0.5, -1);
        assertThatThrownBy(() -> Penalty.l2(-1)).hasMessageContaining("lambda must be a finite number of at least 0");
    }

    @Test
    void absurd_options_are_errors() {
        assertThatThrownBy(() -> Huber.of(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Quantile(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SoftCrossEntropy(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CrossEntropy.defaults().withClassWeights(List.of(-1.0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BinaryCrossEntropy.defaults().withPositiveWeight(0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
