package gradus.explain.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gradus.core.type.DivergedException;
import gradus.core.type.Key;
import gradus.nn.activation.Activation;
import gradus.nn.data.Table;
import gradus.nn.data.TableSplit;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.network.Several;
import gradus.nn.optim.Sgd;
import gradus.nn.train.TableRun;
import gradus.nn.train.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The doctor finds what was broken on purpose, and nothing where nothing was; for several seeds each.
final class DoctorTest {
    private static final long[] SEEDS =
            LongStream.rangeClosed(1, Integer.getInteger("gradus.seeds", 2)).toArray();

    private static Stream<Arguments> broken() {
        return BrokenTrainings.all().keySet().stream().flatMap(DoctorTest::seeds);
    }

    private static Stream<Arguments> healthy() {
        return HealthyTrainings.all().keySet().stream().flatMap(DoctorTest::seeds);
    }

    private static Stream<Arguments> seeds(String name) {
        return Arrays.stream(SEEDS).mapToObj(seed -> Arguments.of(name, seed));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("broken")
    void a_broken_training_is_found_by_its_name(String name, long seed) {
        Diagnosis diagnosis = BrokenTrainings.all().get(name).apply(seed);
        assertThat(diagnosis.ids()).as(diagnosis.toString()).contains(name.substring(0, name.indexOf(':')));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("healthy")
    void a_healthy_training_has_no_finding(String name, long seed) {
        Diagnosis diagnosis = HealthyTrainings.all().get(name).apply(seed);
        assertThat(diagnosis.findings()).as(name).isEmpty();
        assertThat(diagnosis.passed()).contains("course of the training", "gradient check", "one small batch");
    }

    @Test
    void every_illness_is_among_the_broken() {
        assertThat(BrokenTrainings.all().keySet().stream().map(name -> name.substring(0, name.indexOf(':'))))
                .containsAll(Arrays.stream(Illness.values())
                        .filter(illness -> illness != Illness.BEST_EPOCH_EARLY) // of a made-up course, in CourseTest
                        .map(Illness::id)
                        .toList());
    }

    @Test
    void a_training_that_diverged_is_told_with_its_cause() {
        var training = Training.of(
                        Toys.mlp(Activation.RELU, 1, 3, 32, 1),
                        Toys.normal(100, 3, 1, x -> x[0] * x[1]),
                        Loss.MEAN_SQUARED_ERROR)
                .optimizer(Sgd.of(100))
                .epochs(20);
        DivergedException end = catchThrowableOfType(DivergedException.class, training::fit);
        assertThat(Examination.of(training).diverged(end).diagnose().ids())
                .contains("diverged", "learning-rate-too-high");
    }

    @Test
    void an_ensemble_that_judges_itself_is_examined_by_its_first_member() {
        TableSplit split = Toys.table(SampleSet.MOONS, 120, 1).split(0.85, 0, 0.15, Key.of(1));
        var training = Training.of(new Several(3, Networks.mlp(16)), split).epochs(60);
        TableRun run = training.fit();
        Diagnosis diagnosis =
                Examination.of(training).table(split).trained(run.run()).diagnose();
        assertThat(diagnosis.passed()).contains("layers and gradients", "first updates");
        assertThat(diagnosis.findings()).isEmpty();
    }

    @Test
    void data_of_a_table_are_examined_alone_and_columns_have_their_names() {
        List<String> names = List.of("x", "y", "copy", "arm");
        List<List<String>> rows = SampleSet.SPIRALS
                .rows(200, Key.of(1))
                .map(cells -> List.of(cells.get(0), cells.get(1), cells.get(0), cells.get(2)))
                .toList();
        TableSplit split = Table.of(names, rows).target("arm").split(0.7, 0.15, 0.15, Key.of(1));
        Diagnosis diagnosis = Doctor.examine(split);
        assertThat(diagnosis.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("duplicated-column");
            assertThat(finding.place()).isEqualTo(new Place(Place.Kind.COLUMN, "copy"));
        });
    }

    @Test
    void classes_of_a_table_are_called_by_their_names() {
        List<List<String>> rows = SampleSet.SPIRALS
                .rows(200, Key.of(1))
                .map(cells -> List.of(cells.get(0), cells.get(1), "common"))
                .collect(Collectors.toCollection(ArrayList::new));
        for (int i = 0; i < 8; i++) {
            rows.set(25 * i, List.of(rows.get(25 * i).get(0), rows.get(25 * i).get(1), "rare"));
        }
        Table table = Table.of(List.of("x", "y", "kind"), rows);
        Diagnosis diagnosis = Doctor.examine(table.target("kind").split(0.7, 0.15, 0.15, Key.of(1)));
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.id().equals("class-imbalance"))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.evidence()).contains("class 'rare' has ", "class 'common' has "));
    }

    @Test
    void an_examination_says_what_it_looked_at() {
        var training = Training.of(
                Toys.mlp(Activation.RELU, 1, 2, 16, 3), Toys.classes(SampleSet.SPIRALS, 90, 1), Loss.CROSS_ENTROPY);
        Diagnosis brief = Examination.of(training)
                .depth(Examination.Depth.BRIEF)
                .columns(List.of("x", "y"))
                .diagnose();
        assertThat(brief.passed()).doesNotContain("gradient check").contains("columns");
        assertThat(brief.toString()).startsWith("no finding; examined: finite numbers");
    }
}
