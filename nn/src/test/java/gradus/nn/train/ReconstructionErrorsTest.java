package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.nn.data.DateForm;
import gradus.nn.data.FeatureEncoder;
import gradus.nn.data.FeatureEncoder.DatePart;
import gradus.nn.data.FeatureEncoder.MissingFlag;
import gradus.nn.data.FeatureOutputs;
import gradus.nn.data.Features;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The errors of what came back, against their formulas, and the shares that they stand for.
class ReconstructionErrorsTest {
    private static final FeatureEncoder NUMBER =
            new FeatureEncoder.Standardize("n", List.of(), 0, 0, 10, 2, MissingFlag.ADDED);
    private static final FeatureEncoder KIND = new FeatureEncoder.OneHot("k", List.of("a", "b"), MissingFlag.ADDED);
    private static final FeatureEncoder FLAG = new FeatureEncoder.Flag("f", "no", "yes", MissingFlag.NONE);
    private static final FeatureEncoder DAY = new FeatureEncoder.DateParts(
            "d",
            List.of(),
            DateForm.YEAR_MONTH_DAY,
            List.of(DatePart.DAYS, DatePart.DAY_OF_WEEK),
            10,
            2,
            MissingFlag.NONE);
    private static final FeatureEncoder MANY = new FeatureEncoder.Embed("m", List.of("x", "y", "z"), 2);
    private static final Features ALL = new Features(List.of(NUMBER, KIND, FLAG, DAY, MANY));

    // n, missing | a, b, missing | f | days, sin, cos | 4 numbers of m
    private static final double[] OUTPUT = {0.5, -1, 1, 2, 0, 0.7, 0.1, 0.2, 0.3, 1, 0, 2, -1};

    private static double[] errors(double... features) {
        FeatureOutputs outputs = new FeatureOutputs(ALL);
        return RowErrors.of(
                        outputs,
                        Tensor.of(Literal.of(OUTPUT, 1, OUTPUT.length)),
                        Tensor.of(Literal.of(features, 1, features.length)))
                .toDoubles();
    }

    private static double minusLog(int category, double... logits) {
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit);
        }
        return Math.log(sum) - logits[category];
    }

    private static double yes(double logit) {
        return Math.log1p(Math.exp(-logit));
    }

    private static double no(double logit) {
        return Math.log1p(Math.exp(logit));
    }

    @Test
    void each_kind_of_column_has_the_error_of_its_formula() {
        double[] errors = errors(1.5, 0, 0, 1, 0, 1, 0.4, -0.2, 0.3, 2);
        assertThat(errors).hasSize(5);
        assertThat(errors[0]).isCloseTo(1 + no(-1), within(1e-9));
        assertThat(errors[1]).isCloseTo(minusLog(1, 1, 2, 0), within(1e-9));
        assertThat(errors[2]).isCloseTo(yes(0.7), within(1e-9));
        assertThat(errors[3]).isCloseTo((0.09 + 0.16 + 0) / 3, within(1e-9));
        assertThat(errors[4]).isCloseTo(minusLog(2, 1, 0, 2, -1), within(1e-9));
    }

    @Test
    void missing_values_and_categories_that_training_did_not_see_have_their_own_errors() {
        double[] missing = errors(0.5, 1, 0, 0, 1, 0, 0.1, 0.2, 0.3, 0);
        assertThat(missing[0]).isCloseTo(yes(-1), within(1e-9));
        assertThat(missing[1]).isCloseTo(minusLog(2, 1, 2, 0), within(1e-9));
        assertThat(missing[2]).as("training had none missing").isCloseTo(no(0.7), within(1e-9));
        assertThat(missing[4]).isCloseTo(minusLog(0, 1, 0, 2, -1), within(1e-9));
        double[] unseen = errors(0.5, 0, 0, 0, 0, -1, 0.1, 0.2, 0.3, 0);
        assertThat(unseen[1]).as("the least likely category").isCloseTo(minusLog(2, 1, 2, 0), within(1e-9));
        assertThat(unseen[2]).isCloseTo(no(0.7), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "-1, 0", "0, 1", "0, 0"})
    void a_missing_yes_or_no_costs_only_that_it_is_missing_and_another_text_the_less_likely_answer(
            double feature, double missing) {
        FeatureOutputs outputs = new FeatureOutputs(
                new Features(List.of(NUMBER, new FeatureEncoder.Flag("f", "no", "yes", MissingFlag.ADDED))));
        for (double logit : new double[] {-3, 0.7}) {
            double[] errors = RowErrors.of(
                            outputs,
                            Tensor.of(Literal.of(new double[] {0, 5, logit, 0.4}, 1, 4)),
                            Tensor.of(Literal.of(new double[] {0, 1, feature, missing}, 1, 4)))
                    .toDoubles();
            double answer = feature > 0
                    ? yes(logit)
                    : feature < 0 ? no(logit) : missing > 0 ? 0 : Math.max(yes(logit), no(logit));
            assertThat(errors[0]).isCloseTo(yes(5), within(1e-9));
            assertThat(errors[1]).isCloseTo(answer + (missing > 0 ? yes(0.4) : no(0.4)), within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00:01", "06:00", "11:59", "17:35", "23:59"})
    void the_time_of_day_is_read_from_its_own_outputs(String time) {
        FeatureEncoder moment = new FeatureEncoder.DateParts(
                "d",
                List.of(),
                DateForm.YEAR_MONTH_DAY,
                List.of(DatePart.DAYS, DatePart.DAY_OF_WEEK, DatePart.TIME_OF_DAY),
                LocalDate.of(2023, 1, 1).toEpochDay(),
                200, // dates over 700 days
                MissingFlag.NONE);
        FeatureOutputs outputs = new FeatureOutputs(new Features(List.of(moment)));
        LocalDateTime given = LocalDate.of(2023, 11, 5).atTime(LocalTime.parse(time));
        for (double off : new double[] {-0.001, 0.001}) { // five hours of the days, a quarter of a minute of the time
            double days = given.toLocalDate().toEpochDay() + given.toLocalTime().toSecondOfDay() / 86_400.0;
            double turn = 2 * Math.PI * given.toLocalTime().toSecondOfDay() / 86_400;
            double[] output = {
                (days - LocalDate.of(2023, 1, 1).toEpochDay()) / 200 + off, 0, 0, Math.sin(turn) + off, Math.cos(turn)
            };
            String cell = outputs.cells(output, 0).getOrDefault("d", "");
            LocalDateTime back = DateForm.YEAR_MONTH_DAY.parse(cell).orElseThrow();
            assertThat(Duration.between(given, back).abs()).isLessThanOrEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void outputs_are_read_as_cells() {
        FeatureOutputs outputs = new FeatureOutputs(ALL);
        assertThat(outputs.width()).isEqualTo(OUTPUT.length);
        assertThat(outputs.aligned()).isEqualTo(9);
        assertThat(outputs.cells(OUTPUT, 0))
                .containsEntry("n", "11.0")
                .containsEntry("k", "b")
                .containsEntry("f", "yes")
                .containsEntry("d", "1970-01-11")
                .containsEntry("m", "y");
        double[] other = {0, 3, 0, 0, 9, -0.1, 1e9, 0, 0, 5, 0, 0, 0};
        assertThat(outputs.cells(other, 0))
                .containsEntry("n", "")
                .containsEntry("k", "")
                .containsEntry("f", "no")
                .as("ten deviations at most")
                .containsEntry("d", "1970-01-31")
                .containsEntry("m", "");
    }

    @Test
    void a_logarithm_is_undone() {
        FeatureEncoder skewed = new FeatureEncoder.Standardize("s", List.of(), 0, 3, 1, 0.5, MissingFlag.NONE);
        FeatureOutputs outputs = new FeatureOutputs(new Features(List.of(skewed)));
        double squashed = Math.log1p(20 / 3.0);
        double[] output = {(squashed - 1) / 0.5};
        assertThat(Double.parseDouble(outputs.cells(output, 0).getOrDefault("s", "")))
                .isCloseTo(20, within(1e-4));
    }

    @Test
    void a_number_comes_back_as_finely_as_it_was_standardised() {
        FeatureEncoder moment = new FeatureEncoder.Standardize("t", List.of(), 0, 0, 1.7e9, 64, MissingFlag.NONE);
        FeatureOutputs outputs = new FeatureOutputs(new Features(List.of(moment)));
        assertThat(outputs.cells(new double[] {0.25}, 0)).containsEntry("t", "1.700000016E9");
    }

    @Test
    void embedded_columns_must_come_last_and_dates_have_days() {
        assertThatThrownBy(() -> new FeatureOutputs(new Features(List.of(MANY, NUMBER))))
                .hasMessageContaining("embedded columns must come behind all others, but 'n' comes behind one");
        FeatureEncoder timeless = new FeatureEncoder.DateParts(
                "d", List.of(), DateForm.YEAR_MONTH, List.of(DatePart.DAY_OF_WEEK), 0, 1, MissingFlag.NONE);
        assertThatThrownBy(() -> new FeatureOutputs(new Features(List.of(timeless))))
                .hasMessageContaining("the first part of the date 'd' must be its days");
        FeatureEncoder none = new FeatureEncoder.OneHot("k", List.of(), MissingFlag.NONE);
        assertThatThrownBy(() -> new FeatureOutputs(new Features(List.of(none))))
                .hasMessageContaining("column 'k' needs a category");
    }

    @Test
    void shares_are_those_of_smaller_errors() {
        HeldOutErrors errors = HeldOutErrors.of(new double[] {3, 1, 2, 5}, HeldOutErrors.Origin.HELD_OUT);
        assertThat(errors.quantiles()).containsExactly(1.0, 2.0, 3.0, 5.0);
        assertThat(errors.share(0.5)).isZero();
        assertThat(errors.share(1)).isZero();
        assertThat(errors.share(2)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(errors.share(4)).isCloseTo(2.5 / 3, within(1e-12));
        assertThat(errors.share(5)).isEqualTo(1);
        assertThat(errors.share(6)).isEqualTo(1);
        assertThat(errors.share(Double.NaN)).isEqualTo(1);
        assertThat(errors.score(6).isBeyond()).isTrue();
        assertThat(errors.score(4).isBeyond()).isFalse();
        assertThat(errors.quantile(0.5)).isEqualTo(2.5);
        HeldOutErrors one = HeldOutErrors.of(new double[] {2}, HeldOutErrors.Origin.HELD_OUT);
        assertThat(one.share(1)).isZero();
        assertThat(one.share(2)).isEqualTo(1);
        assertThat(one.share(3)).isEqualTo(1);
        HeldOutErrors tied = HeldOutErrors.of(new double[] {1, 2, 2}, HeldOutErrors.Origin.HELD_OUT);
        assertThat(tied.score(2).isBeyond()).as("as large as the largest").isTrue();
        assertThat(tied.share(1.5)).isCloseTo(0.25, within(1e-12));
        double[] many = new double[5000];
        Arrays.setAll(many, i -> i % 2 == 0 ? i : 2);
        HeldOutErrors coarse = HeldOutErrors.of(many, HeldOutErrors.Origin.HELD_OUT);
        assertThat(coarse.quantiles()).hasSize(1001);
        assertThat(coarse.share(2500)).isCloseTo(0.75, within(0.01));
        assertThatThrownBy(() -> new HeldOutErrors(2, HeldOutErrors.Origin.HELD_OUT, List.of(2.0, 1.0)))
                .hasMessageContaining("finite quantiles from the smallest to the largest");
    }
}
