package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.Key;
import gradus.nn.data.FeatureEncoder;
import gradus.nn.data.Folds;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.Table;
import gradus.nn.data.TargetTable;
import gradus.nn.data.Task;
import gradus.nn.layer.Layer;
import gradus.nn.network.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Nothing of the rows that are judged gets into what judges them.
class CrossValidationTest {
    private static final Key KEY = Key.of(3);
    private static final int ROWS = 60;

    /// `y = 2x + colour` with noise; the rows named have other, absurd features.
    private static TargetTable table(List<Integer> changed) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            double x = KEY.normal(i);
            int colour = KEY.below(3, i);
            double y = 2 * x + colour + 0.1 * KEY.normal(1000 + i);
            boolean absurd = changed.contains(i);
            rows.add(List.of(absurd ? "" + 5000.5 * (i + 1) : "" + x, absurd ? "pink" : "c" + colour, "" + y));
        }
        return Table.of(List.of("x", "colour", "y"), rows).target("y").as(Task.REGRESSION);
    }

    private static CrossValidation validation(TargetTable target, Folds folds) {
        return CrossValidation.of(
                target, folds, split -> Training.of(Networks.mlp(4), split).epochs(20));
    }

    @Test
    void judged_rows_change_no_bit_of_preprocessing_or_network() {
        Folds.Fold fold = Folds.stratified(table(List.of()), 4, KEY).all().get(1);
        Folds alone = new Folds(List.of(fold));
        CrossValidation plain = validation(table(List.of()), alone).validation(0.2, KEY);
        CrossValidation absurd = validation(table(fold.judged()), alone).validation(0.2, KEY);
        Preprocessing expected = plain.split(fold).preprocessing();
        assertThat(absurd.split(fold).preprocessing()).isEqualTo(expected);
        assertThat(fitted(absurd, fold).parameters())
                .isEqualTo(fitted(plain, fold).parameters());
        assertThat(absurd.run().mean("rmse")).isGreaterThan(plain.run().mean("rmse"));
    }

    private static Weights fitted(CrossValidation validation, Folds.Fold fold) {
        Layer network =
                validation.training().apply(validation.split(fold)).fit().run().network();
        return Weights.of(network);
    }

    @Test
    void a_fold_is_standardised_by_the_rows_that_it_learns_from() {
        TargetTable target = table(List.of());
        Folds folds = Folds.plain(ROWS, 3, KEY);
        for (Folds.Fold fold : folds.all()) {
            double mean = fold.learned().stream()
                    .mapToDouble(row ->
                            Double.parseDouble(target.table().cell(row, "x").orElseThrow()))
                    .average()
                    .orElseThrow();
            var encoder = (FeatureEncoder.Standardize) validation(target, folds)
                    .split(fold)
                    .preprocessing()
                    .features()
                    .getFirst();
            assertThat(encoder.mean()).isCloseTo(mean, within(1e-9));
        }
    }

    @Test
    void each_row_gets_an_answer_of_the_fold_that_judges_it_and_scores_are_those_of_the_answers() {
        Folds folds = Folds.plain(ROWS, 3, KEY);
        TargetTable target = table(List.of());
        CrossValidation.Scores scores = validation(target, folds).run();
        assertThat(scores.all()).hasSize(3);
        for (CrossValidation.Score score : scores.all()) {
            assertThat(score.predictions()).hasSameSizeAs(score.fold().judged());
            double squares = 0;
            for (int i = 0; i < score.predictions().size(); i++) {
                double truth = Double.parseDouble(
                        target.table().cell(score.fold().judged().get(i), "y").orElseThrow());
                double answer = ((Prediction.OfValue) score.predictions().get(i)).value();
                squares += (truth - answer) * (truth - answer);
            }
            assertThat(score.values().get("rmse"))
                    .isCloseTo(Math.sqrt(squares / score.predictions().size()), within(1e-6));
        }
        assertThat(scores.names()).contains("rmse", "mae", "r2");
    }

    @Test
    void mean_and_spread_are_those_of_the_folds() {
        Folds.Fold fold = new Folds.Fold("1", List.of(0), List.of(1));
        List<CrossValidation.Score> all = List.of(2.0, 4.0, 9.0).stream()
                .map(value -> new CrossValidation.Score(fold, Map.of("rmse", value), List.of()))
                .toList();
        CrossValidation.Scores scores = new CrossValidation.Scores(all);
        assertThat(scores.mean("rmse")).isEqualTo(5);
        assertThat(scores.spread("rmse")).isCloseTo(Math.sqrt(13), within(1e-12)); // (9 + 1 + 16) / 2
        assertThat(new CrossValidation.Scores(all.subList(0, 1)).spread("rmse")).isZero();
    }
}
