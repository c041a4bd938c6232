package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.nn.data.FeatureSplit;
import gradus.nn.data.Table;
import gradus.nn.data.TableOptions;
import gradus.nn.layer.Layer;
import gradus.nn.network.Networks;
import gradus.nn.network.Several;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Autoencoders of rows: what comes back, and which rows are unlike the rest.
class AutoencoderTest {
    private static final List<String> NAMES = List.of("height", "weight", "size", "grown", "born", "shoe", "left");
    private static final TableOptions OPTIONS = TableOptions.defaults().withOneHotLimit(5); // shoes are embedded

    private static TrainedModel<ReconstructionModel> run;
    private static ReconstructionModel model;

    /// A row of which every column follows from a height; `left` is sometimes missing.
    private static List<String> row(double height, double shoe, Random random) {
        return List.of(
                number(height),
                number(height - 100 + random.nextGaussian()),
                height < 150 ? "small" : height < 175 ? "medium" : "large",
                height > 160 ? "yes" : "no",
                LocalDate.of(2020, 1, 1)
                        .plusDays(Math.round(20 * (190 - height)))
                        .toString(),
                "shoe " + Math.round(shoe / 4),
                random.nextInt(5) == 0 ? "" : number(height / 2));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static Table people(int rows, long seed) {
        Random random = new Random(seed);
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double height = 130 + 60 * random.nextDouble();
            cells.add(row(height, height, random));
        }
        return Table.of(NAMES, cells);
    }

    /// Rows whose shoes are those of somebody else: each cell is a common one.
    private static Table strangers(int rows) {
        Random random = new Random(7);
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double height = 130 + 20 * random.nextDouble();
            cells.add(row(height, height + 40, random));
        }
        return Table.of(NAMES, cells);
    }

    private static Training<Layer, TrainedModel<ReconstructionModel>> training(double noise, int rows) {
        FeatureSplit split = FeatureSplit.of(people(rows, 1), OPTIONS, new double[] {0.7, 0.2, 0.1}, Key.of(1));
        return Training.of(Autoencoder.of(Networks.autoencoder(10)).withNoise(noise), split)
                .batchSize(16);
    }

    @BeforeAll
    static void train() {
        run = training(0, 400).epochs(60).fit();
        model = run.model();
    }

    @Test
    void all_kinds_of_columns_come_back() {
        Table given = people(20, 9);
        List<RowReconstruction> back = model.reconstruct(given);
        int sizes = 0;
        int shoes = 0;
        for (int i = 0; i < back.size(); i++) {
            Map<String, String> cells = back.get(i).cells();
            double height = Double.parseDouble(given.cell(i, "height").orElseThrow());
            assertThat(Double.parseDouble(cells.getOrDefault("height", ""))).isCloseTo(height, within(12.0));
            assertThat(LocalDate.parse(cells.getOrDefault("born", "")))
                    .isBetween(LocalDate.of(2019, 6, 1), LocalDate.of(2024, 1, 1));
            sizes += cells.get("size").equals(given.cell(i, "size").orElseThrow()) ? 1 : 0;
            shoes += cells.get("shoe").equals(given.cell(i, "shoe").orElseThrow()) ? 1 : 0;
            assertThat(back.get(i).errors().keySet()).containsExactlyInAnyOrderElementsOf(NAMES);
        }
        assertThat(sizes).isGreaterThan(16);
        assertThat(shoes).isGreaterThan(4); // of 16 shoes
    }

    @Test
    void the_error_of_a_row_is_the_mean_over_its_columns_and_every_way_of_asking_gives_the_same() {
        Table given = people(50, 3);
        List<RowReconstruction> back = model.reconstruct(given);
        assertThat(model.score(given))
                .isEqualTo(back.stream().map(RowReconstruction::score).toList());
        for (RowReconstruction row : back) {
            double mean = row.errors().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
            assertThat(row.score().error()).isCloseTo(mean, within(1e-9));
            assertThat(row.errors().get(row.worstColumn()))
                    .isEqualTo(row.errors().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .max()
                            .orElseThrow());
        }
        double mean =
                back.stream().mapToDouble(row -> row.score().error()).average().orElseThrow();
        assertThat(model.evaluate(given).values().get("error")).isCloseTo(mean, within(1e-9));
    }

    @Test
    void rows_of_another_distribution_have_a_larger_error_than_held_out_ones() {
        List<AnomalyScore> strange = model.score(strangers(40));
        List<AnomalyScore> usual = model.score(people(100, 11));
        double ordered = 0;
        for (AnomalyScore high : strange) {
            ordered += usual.stream().filter(low -> low.error() < high.error()).count();
        }
        assertThat(ordered / (strange.size() * usual.size()))
                .as("area under the ROC curve")
                .isGreaterThan(0.95);
        assertThat(strange.stream().mapToDouble(AnomalyScore::share).average().orElseThrow())
                .isGreaterThan(0.95);
        assertThat(usual.stream().mapToDouble(AnomalyScore::share).average().orElseThrow())
                .isBetween(0.3, 0.7);
        assertThat(model.reconstruct(strangers(1)).getFirst().worstColumn()).isEqualTo("shoe");
    }

    @Test
    void the_report_says_how_unusual_the_test_rows_are_and_how_each_column_comes_back() {
        assertThat(model.evaluate(strangers(40)).values().get("unusual")).isGreaterThan(0.8);
        Evaluation test = run.test().orElseThrow();
        assertThat(test.values().get("unusual")).isLessThan(0.25);
        assertThat(test.text()).contains("height: error ", ", RMSE ", "size: error ", " of the cells right");
        assertThat(run.report()).contains("Validation, 80 rows", "Test, 40 rows", "of the 80 held-out ones");
        assertThat(model.heldOut().samples()).isEqualTo(80);
        assertThat(model.provenance().settings().get("loss")).startsWith("reconstruction: squared error of numbers");
        assertThat(model.provenance().outcome()).containsKeys("ended", "validation", "test");
    }

    @Test
    void a_run_that_was_stopped_goes_on_to_the_same_bits_with_noise_too() {
        var noisy = training(0.3, 80);
        ReconstructionModel whole = noisy.epochs(4).fit().model();
        ReconstructionModel rest =
                noisy.epochs(4).resume(noisy.epochs(2).fit().run().state()).model();
        assertThat(rest.heldOut()).isEqualTo(whole.heldOut());
        assertThat(Weights.of(rest.network())).isEqualTo(Weights.of(whole.network()));
        assertThat(rest.provenance()).isEqualTo(whole.provenance());
        ReconstructionModel clean = training(0, 80).epochs(4).fit().model();
        assertThat(Weights.of(clean.network())).isNotEqualTo(Weights.of(whole.network()));
        assertThat(whole.provenance().settings().get("loss")).endsWith("; noise 0.3 on what goes in");
    }

    @Test
    void without_held_out_rows_errors_are_compared_with_those_of_training() {
        Table rows = people(60, 2);
        FeatureSplit all = FeatureSplit.of(rows, 1, 0, 0, Key.of(1));
        ReconstructionModel trained = Training.of(Autoencoder.of(Networks.mlp(4)), all)
                .epochs(2)
                .fit()
                .model();
        assertThat(trained.heldOut().origin()).isEqualTo(HeldOutErrors.Origin.TRAINING);
        assertThat(trained.heldOut().samples()).isEqualTo(60);
        assertThat(trained.evaluate(rows).text()).contains("of the 60 training ones");
    }

    @Test
    void what_cannot_be_is_told() {
        assertThatThrownBy(() -> Autoencoder.of(new Several(2, Networks.mlp(4))))
                .hasMessage("autoencoder: it must be one network, got an ensemble of 2 × multilayer perceptron 4, relu;"
                        + " take one of its members");
        assertThatThrownBy(() -> Autoencoder.of(Networks.mlp(4)).withNoise(-1))
                .hasMessageContaining("the noise must be a number of at least 0, got -1.0");
        Table names = Table.of(
                List.of("id", "one"),
                IntStream.rangeClosed(1, 12).mapToObj(i -> List.of("" + i, "x")).toList());
        assertThatThrownBy(() -> FeatureSplit.of(names, 1, 0, 0, Key.of(1)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("autoencoder: at least one column must hold numbers, categories, yes and no, or"
                        + " dates, got none: 'id' is identifier (counts up by one")
                .hasMessageContaining("'one' is constant (one value only: 'x')");
        assertThatThrownBy(() -> model.reconstruct(Map.of("height", "170")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("the model reads 7 columns, 6 are not there: ");
        assertThatThrownBy(() -> model.evaluate(people(0, 1)))
                .hasMessage("evaluation: at least one sample is needed, got none");
    }
}
