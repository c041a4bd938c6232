package gradus.nn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Numbers marked "scikit-learn" were computed with scikit-learn 1.9.1 on the arrays below.
class ClassificationTest {
    static final List<String> LABELS = List.of("ash", "birch", "cedar");
    static final int[] TARGETS = {0, 1, 2, 2, 1, 0, 2, 1, 0, 2, 2, 1};
    static final double[] PROBABILITIES = {
        .7, .2, .1, .1, .6, .3, .2, .2, .6, .5, .1, .4, .3, .3, .4, .4, .4, .2,
        .1, .1, .8, .2, .7, .1, .3, .5, .2, .25, .35, .4, .0, .9, .1, .05, .9, .05
    };

    @Test
    void predictions_take_the_most_probable_class_and_the_first_of_equals() {
        assertThat(Classification.predictions(PROBABILITIES, 3)).containsExactly(0, 1, 2, 0, 2, 0, 2, 1, 1, 2, 1, 1);
        assertThat(Classification.predictions(new double[] {Double.NaN, 0.1, Double.NaN, Double.NaN}, 2))
                .containsExactly(1, 0);
    }

    @Test
    void accuracy_log_loss_brier_and_roc_auc_agree_with_scikit_learn() {
        int[] predictions = Classification.predictions(PROBABILITIES, 3);
        assertThat(Classification.accuracy(TARGETS, predictions)).isEqualTo(8.0 / 12);
        assertThat(Classification.logLoss(TARGETS, PROBABILITIES)).isCloseTo(0.793575674970822, within(1e-14));
        assertThat(Classification.rocAucOneVersusRest(TARGETS, PROBABILITIES))
                .isCloseTo(0.8442846119929454, within(1e-14));
        assertThat(Classification.brier(TARGETS, PROBABILITIES)).isCloseTo(0.4766666666666666, within(1e-14));
    }

    @Test
    void calibration_error_compares_confidence_and_accuracy_in_each_bin() {
        assertThat(Classification.calibrationError(TARGETS, PROBABILITIES, 4))
                .isCloseTo(0.18333333333333335, within(1e-12));
        int[] targets = {0, 0, 1, 1}; // confidence 0.8, accuracy 3/4
        double[] probabilities = {.8, .2, .8, .2, .2, .8, .8, .2};
        assertThat(Classification.calibrationError(targets, probabilities, 10)).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void top_k_accuracy_counts_targets_among_the_k_best_and_gives_ties_to_the_first_class() {
        assertThat(Classification.topKAccuracy(TARGETS, PROBABILITIES, 1)).isEqualTo(8.0 / 12);
        assertThat(Classification.topKAccuracy(TARGETS, PROBABILITIES, 2))
                .as("row 4 has target 1 tied with class 0 for the second place")
                .isEqualTo(11.0 / 12);
        assertThat(Classification.topKAccuracy(TARGETS, PROBABILITIES, 3)).isEqualTo(1);
    }

    @Test
    void roc_auc_counts_ties_half_and_agrees_with_scikit_learn() {
        int[] targets = {0, 0, 1, 1, 0, 1, 1, 0};
        double[] scores = {.1, .4, .35, .8, .4, .4, .9, .2};
        assertThat(Classification.rocAuc(targets, scores)).isEqualTo(0.8125);
        assertThat(Classification.rocAuc(new int[] {0, 1}, new double[] {0.5, 0.5}))
                .isEqualTo(0.5);
        assertThat(Classification.rocAuc(new int[] {0, 1}, new double[] {0.4, 0.5}))
                .isEqualTo(1);
        assertThat(Classification.rocAuc(new int[] {1, 0}, new double[] {0.4, 0.5}))
                .isZero();
    }

    @Test
    void roc_auc_is_undefined_when_one_class_is_absent_or_a_score_is_not_a_number() {
        assertThat(Classification.rocAuc(new int[] {1, 1}, new double[] {0.4, 0.5}))
                .isNaN();
        assertThat(Classification.rocAuc(new int[] {1, 0}, new double[] {0.4, Double.NaN}))
                .isNaN();
    }

    @Test
    void log_loss_is_bounded_for_a_certain_mistake() {
        assertThat(Classification.logLoss(new int[] {1}, new double[] {1, 0})).isEqualTo(52 * Math.log(2));
        assertThat(Classification.logLoss(new int[] {0}, new double[] {1, 0})).isZero();
    }

    @Test
    void M1_a_smaller_last_batch_counts_by_its_size() {
        SampleMean mean = new SampleMean();
        mean.addBatch(1, 4);
        mean.addBatch(6, 1);
        assertThat(mean.value()).isEqualTo(2);
        assertThat(mean.samples()).isEqualTo(5);
        assertThat(new SampleMean().value()).isNaN();
    }

    @Test
    void a_mean_of_many_samples_keeps_its_digits() {
        SampleMean mean = new SampleMean();
        for (int i = 0; i < 1_000_000; i++) {
            mean.add(0.1);
        }
        assertThat(mean.value()).isEqualTo(0.1);
        mean.add(Double.POSITIVE_INFINITY);
        assertThat(mean.value()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void no_samples_give_no_number() {
        assertThat(Classification.accuracy(new int[0], new int[0])).isNaN();
        assertThat(Classification.logLoss(new int[0], new double[0])).isNaN();
        assertThat(Classification.rocAuc(new int[0], new double[0])).isNaN();
        assertThat(Classification.calibrationError(new int[0], new double[0], 5))
                .isNaN();
    }

    @Test
    void a_tally_gives_the_same_report_however_the_samples_were_batched() {
        ClassificationReport whole = ClassificationReport.of(LABELS, TARGETS, PROBABILITIES);
        for (int batch : new int[] {1, 5, 7, 12}) {
            ClassificationTally tally = new ClassificationTally(LABELS);
            for (int from = 0; from < 12; from += batch) {
                int to = Math.min(12, from + batch);
                tally.add(Arrays.copyOfRange(TARGETS, from, to), Arrays.copyOfRange(PROBABILITIES, 3 * from, 3 * to));
            }
            assertThat(tally.report()).isEqualTo(whole);
        }
    }

    @Test
    void what_does_not_fit_is_refused_in_words() {
        assertThatThrownBy(() -> Classification.accuracy(new int[2], new int[3]))
                .hasMessage("accuracy: there must be one prediction for each target, got 3 predictions for 2 targets");
        assertThatThrownBy(() -> Classification.logLoss(new int[2], new double[5]))
                .hasMessageContaining("rows of one number for each class, got 5 scores for 2 targets");
        assertThatThrownBy(() -> Classification.logLoss(new int[] {2}, new double[2]))
                .hasMessageContaining("one of the 2 classes 0 … 1, got 2");
        assertThatThrownBy(() -> Classification.rocAuc(new int[] {2}, new double[1]))
                .hasMessageContaining("must be 0 and 1, got 2", "rocAucOneVersusRest");
        assertThatThrownBy(() -> ClassificationReport.of(LABELS, new int[2], new double[5]))
                .hasMessageContaining("2 rows of one number for each of 3 labels, got 5 numbers");
    }
}
