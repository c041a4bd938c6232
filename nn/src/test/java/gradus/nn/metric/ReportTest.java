package gradus.nn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Numbers marked "scikit-learn" were computed with scikit-learn 1.9.1.
class ReportTest {
    private static final double[] TARGETS = {3, -0.5, 2, 7, 4.25};
    private static final double[] PREDICTIONS = {2.5, 0.0, 2, 8, 4.0};

    @Test
    void a_classification_report_prints_a_table_and_the_majority_baseline() {
        assertThat(ClassificationReport.of(
                        ClassificationTest.LABELS, ClassificationTest.TARGETS, ClassificationTest.PROBABILITIES))
                .hasToString("""
                        class              precision  recall      f1  samples
                        ash                   0.6667  0.6667  0.6667        3
                        birch                 0.6000  0.7500  0.6667        4
                        cedar                 0.7500  0.6000  0.6667        5
                        mean over classes     0.6722  0.6722  0.6667       12
                        mean over samples     0.6792  0.6667  0.6667       12
                        accuracy 0.6667 (always "cedar" gives 0.4167)
                        log-loss 0.7936, ROC AUC 0.8443, Brier 0.4767, calibration error 0.3500
                        """);
    }

    @Test
    void the_values_of_a_report_have_fixed_names_in_a_fixed_order() {
        ClassificationReport report = ClassificationReport.of(
                ClassificationTest.LABELS, ClassificationTest.TARGETS, ClassificationTest.PROBABILITIES);
        assertThat(report.values().keySet())
                .containsExactly(
                        "accuracy",
                        "logLoss",
                        "rocAuc",
                        "brier",
                        "calibrationError",
                        "precisionMacro",
                        "recallMacro",
                        "f1Macro",
                        "precisionWeighted",
                        "recallWeighted",
                        "f1Weighted");
        assertThat(report.values()).containsEntry("accuracy", 8.0 / 12);
    }

    @Test
    void a_number_that_is_undefined_is_left_out_of_the_values() {
        ClassificationReport oneClass =
                ClassificationReport.of(List.of("a", "b"), new int[] {0, 0}, new double[] {.9, .1, .8, .2});
        assertThat(oneClass.values()).doesNotContainKey("rocAuc").containsEntry("accuracy", 1.0);
        ClassificationReport none = ClassificationReport.of(List.of("a", "b"), new int[0], new double[0]);
        assertThat(none.values()).isEmpty();
        assertThat(none.toString()).contains("no samples");
    }

    @Test
    void two_classes_are_ranked_by_the_probability_of_the_second() {
        int[] targets = {0, 0, 1, 1, 0, 1, 1, 0};
        double[] scores = {.1, .4, .35, .8, .4, .4, .9, .2};
        double[] rows = new double[16];
        for (int i = 0; i < 8; i++) {
            rows[2 * i] = 1 - scores[i];
            rows[2 * i + 1] = scores[i];
        }
        assertThat(ClassificationReport.of(List.of("no", "yes"), targets, rows).rocAuc())
                .isEqualTo(0.8125);
    }

    @Test
    void many_classes_are_folded_to_the_weakest() {
        List<String> labels = IntStream.range(0, 50).mapToObj(i -> "c" + i).toList();
        int[] targets = IntStream.range(0, 50).toArray();
        double[] rows = new double[2500];
        for (int i = 0; i < 50; i++) {
            rows[50 * i + (i == 33 ? 34 : i)] = 1;
        }
        assertThat(ClassificationReport.of(labels, targets, rows).toString())
                .startsWith("the 20 weakest of 50 classes\n")
                .contains("\nc33 ", "\nc34 ")
                .doesNotContain("\nc49 ");
    }

    @Test
    void regression_metrics_agree_with_scikit_learn() {
        RegressionReport report = RegressionReport.of(TARGETS, PREDICTIONS);
        assertThat(report.meanSquaredError()).isCloseTo(0.3125, within(1e-15));
        assertThat(Regression.rootMeanSquaredError(TARGETS, PREDICTIONS)).isCloseTo(0.5590169943749475, within(1e-15));
        assertThat(Regression.meanAbsoluteError(TARGETS, PREDICTIONS)).isCloseTo(0.45, within(1e-15));
        assertThat(Regression.rSquared(TARGETS, PREDICTIONS)).isCloseTo(0.9491042345276873, within(1e-15));
        assertThat(Regression.meanAbsolutePercentageError(TARGETS, PREDICTIONS))
                .isCloseTo(0.2736694677871149, within(1e-15));
        assertThat(Regression.meanSquaredError(TARGETS, PREDICTIONS)).isEqualTo(report.meanSquaredError());
    }

    @Test
    void r_squared_of_a_constant_target_is_1_when_exact_and_else_0() {
        double[] constant = {2, 2, 2};
        assertThat(Regression.rSquared(constant, constant)).isEqualTo(1);
        assertThat(Regression.rSquared(constant, new double[] {2, 2, 3})).isZero();
        double[] awkward = {0.1, 0.1, 0.1};
        assertThat(Regression.rSquared(awkward, new double[] {0.1, 0.1, 0.2})).isZero();
    }

    @Test
    void r_squared_keeps_its_digits_far_from_zero() {
        double[] far = {1e8 + 1, 1e8 + 2, 1e8 + 3, 1e8 + 4};
        double[] near = {far[0] + .5, far[1] - .5, far[2] + .5, far[3] - .5};
        assertThat(Regression.rSquared(far, near)).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void a_percentage_error_leaves_out_targets_of_zero() {
        assertThat(Regression.meanAbsolutePercentageError(new double[] {0, 2}, new double[] {1, 1}))
                .isEqualTo(0.5);
        assertThat(Regression.meanAbsolutePercentageError(new double[] {0}, new double[] {1}))
                .isNaN();
    }

    @Test
    void a_regression_tally_gives_the_same_bits_however_the_samples_were_batched() {
        RegressionTally tally = new RegressionTally();
        for (int i = 0; i < TARGETS.length; i++) {
            tally.add(new double[] {TARGETS[i]}, new double[] {PREDICTIONS[i]});
        }
        assertThat(tally.report()).isEqualTo(RegressionReport.of(TARGETS, PREDICTIONS));
    }

    @Test
    void a_regression_report_prints_a_table() {
        assertThat(RegressionReport.of(TARGETS, PREDICTIONS)).hasToString("""
                        root mean squared error         0.55902
                        mean absolute error             0.45000
                        R²                              0.94910
                        mean squared error              0.31250
                        mean absolute percentage error  27.37 %
                        samples                               5
                        """);
        assertThat(RegressionReport.of(TARGETS, PREDICTIONS).values().keySet())
                .containsExactly("rmse", "mae", "r2", "mse", "mape");
        assertThat(RegressionReport.of(new double[0], new double[0]).values()).isEmpty();
        assertThatThrownBy(() -> Regression.rSquared(new double[1], new double[2]))
                .hasMessage(
                        "regression: there must be one prediction for each target, got 2 predictions for 1 targets");
    }
}
