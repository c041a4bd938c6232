package gradus.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Sgd;
import gradus.nn.train.BestStates;
import gradus.nn.train.BestStates.Better;
import gradus.nn.train.BestStates.Rank;
import gradus.nn.train.EpochReport;
import gradus.nn.train.ModelFormat;
import gradus.nn.train.Run;
import gradus.nn.train.Scorer;
import gradus.nn.train.TrainState;
import gradus.nn.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BestStatesTest {
    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    /// A rate at which the loss goes up and down.
    private static Training<Layer, Run<Layer>> training(int epochs) {
        float[] inputs = {0, 0, 0, 1, 1, 0, 1, 1};
        ArrayDataset data = ArrayDataset.ofClasses(inputs, 2, new int[] {0, 1, 1, 0});
        Layer network = Networks.mlp(8).build(Shape.of(2), 2, Key.of(1));
        return Training.of(network, data, Loss.CROSS_ENTROPY)
                .optimizer(Sgd.of(4))
                .batchSize(2)
                .validation(data, Scorer.accuracy(2))
                .epochs(epochs);
    }

    private BestStates best(int most, Rank rank) {
        return BestStates.in(folder, most, rank, told::add);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> names(List<EpochReport> history, Comparator<EpochReport> order, int most) {
        return history.stream()
                .sorted(order)
                .limit(most)
                .map(report -> "epoch-" + report.epoch() + ".gradus")
                .sorted()
                .toList();
    }

    @Test
    void the_best_epochs_by_the_decisive_number_are_kept_and_no_more() throws IOException {
        var run = training(12).listener(best(3, Rank.decisive())).fit();
        Comparator<EpochReport> order = Comparator.comparingDouble(EpochReport::decisive);
        assertThat(files()).isEqualTo(names(run.history(), order, 3));
        for (String name : files()) {
            TrainState state = ModelFormat.installed().loadState(folder.resolve(name));
            assertThat(name).isEqualTo("epoch-" + state.progress().epoch() + ".gradus");
        }
        assertThat(told).isEmpty();
    }

    @Test
    void of_an_accuracy_the_largest_are_the_best_and_the_other_way_if_asked() throws IOException {
        Comparator<EpochReport> order =
                Comparator.comparingDouble(report -> -report.validation().get("accuracy"));
        var run = training(12).listener(best(2, Rank.of("accuracy"))).fit();
        assertThat(files()).isEqualTo(names(run.history(), order, 2));
        training(12).listener(best(2, Rank.of("accuracy").with(Better.SMALLER))).fit();
        assertThat(files()).isEqualTo(names(run.history(), order.reversed().thenComparingInt(EpochReport::epoch), 2));
    }

    @Test
    void a_run_that_goes_on_keeps_what_an_unbroken_one_keeps() throws IOException {
        training(12).listener(best(3, Rank.decisive())).fit();
        List<String> unbroken = files();
        List<TrainState> saved = new ArrayList<>();
        for (String name : unbroken) {
            Files.delete(folder.resolve(name));
        }
        saved.add(training(5).listener(best(3, Rank.decisive())).fit().state());
        Path undone = Files.copy(folder.resolve(files().getFirst()), folder.resolve("epoch-9.gradus"));
        training(12).listener(best(3, Rank.decisive())).resume(saved.getFirst());
        assertThat(files()).isEqualTo(unbroken);
        assertThat(undone.getFileName().toString()).isEqualTo("epoch-9.gradus");
    }

    @Test
    void a_state_that_was_kept_goes_on_as_if_training_had_never_stopped() throws IOException {
        var whole = training(12).listener(best(1, Rank.decisive())).fit();
        TrainState kept = ModelFormat.installed().loadState(folder.resolve(files().getFirst()));
        assertThat(training(12).resume(kept).history()).isEqualTo(whole.history());
    }

    @Test
    void a_measure_that_is_none_is_refused_with_those_there_are() {
        assertThatThrownBy(
                        () -> training(2).listener(best(1, Rank.of("recall"))).fit())
                .hasMessageContaining("recall is none; there are loss, accuracy");
        assertThatThrownBy(() -> best(0, Rank.decisive())).hasMessageContaining("at least 1");
    }

    @Test
    void a_file_that_cannot_be_written_takes_nothing_from_the_training() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "x");
        var run = training(3)
                .listener(BestStates.in(notAFolder, 1, Rank.decisive(), told::add))
                .fit();
        assertThat(run.history()).hasSize(3);
        assertThat(told).isNotEmpty().allMatch(text -> text.startsWith("the best epochs may not all be kept: "));
    }
}
