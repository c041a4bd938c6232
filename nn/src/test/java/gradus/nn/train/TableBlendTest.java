package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.Key;
import gradus.nn.data.Table;
import gradus.nn.data.TableSplit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Models are compared and joined by answers for rows that they did not learn from.
class TableBlendTest {
    private static final Key KEY = Key.of(4);

    private static TableSplit split(boolean classes) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            double a = KEY.normal(2L * i);
            double b = KEY.normal(2L * i + 1);
            double y = Math.sin(2 * a) + b;
            rows.add(List.of("" + a, "" + b, classes ? (y > 0 ? "up" : "down") : "" + y));
        }
        return Table.of(List.of("a", "b", "y"), rows).target("y").split(0.8, 0, 0.2, KEY);
    }

    private static JudgedModel judged(TableSplit split, String name) {
        for (TableCandidate candidate : TableCandidates.of(split, KEY)) {
            if (candidate.name().equals(name)) {
                TableModel model = switch (candidate) {
                    case TableCandidate.Solved solved ->
                        solved.solve().apply(() -> false).orElseThrow();
                    case TableCandidate.Trained trained ->
                        trained.training().epochs(20).fit().model();
                };
                return JudgedModel.of(name, model, split, KEY);
            }
        }
        throw new AssertionError("no candidate " + name);
    }

    @Test
    void out_of_fold_answers_are_those_by_which_training_judged() {
        TableSplit split = split(true);
        TableCandidate.Trained linear =
                (TableCandidate.Trained) TableCandidates.of(split, KEY).getFirst();
        TableRun run = linear.training().epochs(20).fit();
        assertThat(JudgedModel.of("linear", run.model(), split, KEY).values())
                .isEqualTo(run.validation().orElseThrow().values());
    }

    @Test
    void a_blend_is_at_least_as_good_out_of_fold_as_the_best_of_its_models() {
        for (boolean classes : new boolean[] {true, false}) {
            TableSplit split = split(classes);
            List<JudgedModel> models = List.of(
                    judged(split, "linear"), judged(split, "kernel"), judged(split, "rough"), judged(split, "pieces"));
            TableBlend blend = TableBlend.of(models);
            double best = models.stream().mapToDouble(TableBlend::error).min().orElseThrow();
            assertThat(blend.error()).isLessThanOrEqualTo(best);
            assertThat(blend.shares().values().stream()
                            .mapToDouble(share -> share)
                            .sum())
                    .isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void the_joined_model_answers_the_weighted_mean_of_its_models() {
        TableSplit split = split(false);
        List<JudgedModel> models = List.of(judged(split, "linear"), judged(split, "kernel"));
        TableBlend blend = new TableBlend(models, List.of(1, 3), 0);
        TableModel joined = blend.model(split);
        Map<String, String> row = new LinkedHashMap<>(Map.of("a", "0.3", "b", "-0.2"));
        double expected = 0.25 * value(models.get(0).model(), row)
                + 0.75 * value(models.get(1).model(), row);
        assertThat(value(joined, row)).isCloseTo(expected, within(1e-5));
        assertThat(joined.provenance().settings()).containsEntry("share of kernel", "0.75");
    }

    private static double value(TableModel model, Map<String, String> row) {
        return ((Prediction.OfValue) model.predict(row)).value();
    }

    @Test
    void a_kernel_follows_a_curve_that_a_line_cannot() {
        TableSplit split = split(false);
        assertThat(TableBlend.error(judged(split, "kernel")))
                .isLessThan(0.7 * TableBlend.error(judged(split, "linear")));
    }

    @Test
    void a_kernel_gives_up_when_it_is_told_to() {
        for (TableCandidate candidate : TableCandidates.of(split(true), KEY)) {
            if (candidate instanceof TableCandidate.Solved solved) {
                assertThat(solved.solve().apply(() -> true)).isEmpty();
            }
        }
    }

    @Test
    void models_of_other_rows_are_not_joined() {
        assertThatThrownBy(() -> TableBlend.of(List.of())).hasMessageContaining("one or more models");
        assertThatThrownBy(() -> TableBlend.of(List.of(judged(split(false), "linear"), judged(split(true), "linear"))))
                .hasMessageContaining("of the same training rows");
    }
}
