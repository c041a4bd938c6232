package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.Key;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.FeatureEncoder;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.Table;
import gradus.nn.data.TargetEncoder;
import gradus.nn.network.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainingRegionTest {
    private static Preprocessing numbers(int width) {
        List<FeatureEncoder> columns = IntStream.range(0, width)
                .<FeatureEncoder>mapToObj(i ->
                        new FeatureEncoder.Standardize("c" + i, List.of(), 0, 0, 0, 1, FeatureEncoder.MissingFlag.NONE))
                .toList();
        return new Preprocessing(columns, new TargetEncoder.Scaled("y", 0, 1));
    }

    /// Rows whose neighbouring features go together by 0.8.
    private static float[] rows(int count, int width, long seed) {
        Random random = new Random(seed);
        float[] rows = new float[count * width];
        for (int i = 0; i < rows.length; i++) {
            double fresh = random.nextGaussian();
            rows[i] = (float) (i % width == 0 ? fresh : 0.8 * rows[i - 1] + 0.6 * fresh);
        }
        return rows;
    }

    private static TrainingRegion region(float[] rows, int width) {
        ArrayDataset data = ArrayDataset.ofValues(rows, width, new float[rows.length / width]);
        return TrainingRegion.of(numbers(width), data).orElseThrow();
    }

    private static double far(TrainingRegion region, float[] rows, int width) {
        int count = rows.length / width;
        return IntStream.range(0, count)
                        .filter(row -> region.distance(rows, row * width) > 1)
                        .count()
                / (double) count;
    }

    @ParameterizedTest(name = "{0} rows of {1} features")
    @CsvSource({"50, 3", "300, 1", "2000, 5", "3000, 30", "1500, 65"})
    void training_rows_and_new_rows_of_the_same_kind_are_seldom_far(int count, int width) {
        float[] rows = rows(count, width, 1);
        TrainingRegion region = region(rows, width);
        assertThat(far(region, rows, width)).isLessThanOrEqualTo(0.002);
        assertThat(far(region, rows(5000, width, 2), width)).isLessThan(count < 1000 ? 0.05 : 0.006);
    }

    @ParameterizedTest(name = "{0} rows of {1} features")
    @CsvSource({"50, 3", "300, 1", "2000, 5", "1500, 65"})
    void a_row_with_one_number_far_out_is_far(int count, int width) {
        TrainingRegion region = region(rows(count, width, 1), width);
        float[] row = new float[width];
        assertThat(region.distance(row, 0)).isLessThan(0.5);
        row[width - 1] = 20;
        assertThat(region.distance(row, 0)).isGreaterThan(1.5);
    }

    @Test
    void a_row_whose_numbers_are_common_but_not_together_is_far() {
        TrainingRegion region = region(rows(2000, 2, 1), 2);
        assertThat(region.distance(new float[] {2.5f, 2.5f}, 0)).isLessThan(1);
        assertThat(region.distance(new float[] {2.5f, -2.5f}, 0)).isGreaterThan(1);
    }

    @Test
    void the_distance_is_that_of_mahalanobis() {
        // covariance [[4, 2], [2, 5]] has the Cholesky factor [[2, 0], [1, 2]] and the inverse [[5, −2], [−2, 4]] / 16
        var region = new TrainingRegion(List.of(0, 2), List.of(1.0, -1.0), List.of(2.0, 1.0, 2.0), 0.5);
        float[] features = {99, 4, 99, 1};
        double square = (5 * 9 - 2 * 2 * 3 * 2 + 4 * 4) / 16.0;
        assertThat(region.distance(features, 1)).isCloseTo(Math.sqrt(square) / 0.5, within(1e-12));
    }

    @Test
    void features_that_never_change_or_say_the_same_give_a_finite_distance() {
        float[] rows = rows(100, 1, 1);
        float[] tripled = new float[300];
        for (int i = 0; i < 100; i++) {
            tripled[3 * i] = rows[i];
            tripled[3 * i + 1] = 2 * rows[i];
            tripled[3 * i + 2] = 7;
        }
        TrainingRegion region = region(tripled, 3);
        assertThat(far(region, tripled, 3)).isZero();
        assertThat(region.distance(new float[] {1, 2, 7}, 0)).isLessThan(1);
        assertThat(region.distance(new float[] {1, -2, 7}, 0)).isGreaterThan(1).isFinite();
        assertThat(region.distance(new float[] {1, 2, 9}, 0)).isGreaterThan(1).isFinite();
    }

    @Test
    void one_row_has_no_region_and_rows_all_the_same_have_one() {
        ArrayDataset one = ArrayDataset.ofValues(new float[] {1}, 1, new float[1]);
        assertThat(TrainingRegion.of(numbers(1), one)).isEmpty();
        assertThat(region(new float[] {3, 3, 3}, 1).distance(new float[] {3}, 0))
                .isZero();
    }

    private static TableModel model() {
        Random random = new Random(3);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double size = 10 + random.nextGaussian();
            rows.add(List.of(
                    Double.toString(size),
                    List.of("red", "green", "blue").get(i % 3),
                    "2024-01-" + (10 + i % 20),
                    size > 10 ? "big" : "small"));
        }
        Table table = Table.of(List.of("size", "colour", "day", "kind"), rows);
        return Training.of(Networks.mlp(4), table.target("kind").split(0.8, 0.2, 0, Key.of(1)))
                .epochs(2)
                .fit()
                .model();
    }

    private static Novelty novelty(TableModel model, Map<String, String> row) {
        return model.predict(row).novelty().orElseThrow();
    }

    @Test
    void a_model_tells_rows_that_are_unlike_those_of_training() {
        TableModel model = model();
        Map<String, String> usual = Map.of("size", "9.5", "colour", "red", "day", "2024-01-15");
        assertThat(novelty(model, usual).isFar()).isFalse();
        assertThat(novelty(model, usual).unseen()).isZero();
        assertThat(novelty(model, Map.of("size", "19", "colour", "red", "day", "2024-01-15"))
                        .isFar())
                .isTrue();
        assertThat(novelty(model, Map.of("size", "9.5", "colour", "red", "day", "2031-01-15"))
                        .isFar())
                .isTrue();
        Novelty strange = novelty(model, Map.of("size", "9.5", "colour", "mauve", "day", ""));
        assertThat(strange.unseen()).isEqualTo(1);
        assertThat(strange.missing()).isEqualTo(1);
    }

    @Test
    void a_table_and_its_rows_have_the_same_distances() {
        TableModel model = model();
        Table table = Table.of(
                List.of("size", "colour", "day"),
                List.of(List.of("9", "red", "2024-01-12"), List.of("14", "mauve", ""), List.of("", "blue", "")));
        assertThat(model.predict(table).stream().map(Prediction::novelty))
                .containsExactly(
                        model.predict(table.row(0)).novelty(),
                        model.predict(table.row(1)).novelty(),
                        model.predict(table.row(2)).novelty());
    }

    @Test
    void a_region_whose_numbers_do_not_fit_is_refused() {
        assertThatThrownBy(() -> new TrainingRegion(List.of(0, 1), List.of(0.0, 0.0), List.of(1.0, 1.0), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("training region: 2 features need as many means and 3 numbers of the factor, got 2 and 2");
        assertThatThrownBy(() -> new TrainingRegion(List.of(0), List.of(0.0), List.of(0.0), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("training region: places must be 0 or more and deviations above 0, got 0.0 at place 0");
        assertThatThrownBy(() -> new TrainingRegion(List.of(0), List.of(0.0), List.of(1.0), Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("training region: means and factor must be finite and the limit above 0");
    }
}
