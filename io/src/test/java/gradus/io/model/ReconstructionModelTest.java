package gradus.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.nn.data.FeatureSplit;
import gradus.nn.data.Features;
import gradus.nn.data.Table;
import gradus.nn.data.TableOptions;
import gradus.nn.data.image.ImageArray;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageSize;
import gradus.nn.data.image.ImageSplit;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.network.Networks;
import gradus.nn.train.AnomalyScore;
import gradus.nn.train.Autoencoder;
import gradus.nn.train.ReconstructionInput;
import gradus.nn.train.ReconstructionModel;
import gradus.nn.train.TableModel;
import gradus.nn.train.Training;
import gradus.nn.train.Weights;
import gradus.testkit.Shared;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file of an autoencoder, and what one finds in a real table.
final class ReconstructionModelTest {
    @TempDir
    private Path folder;

    private static ReconstructionModel ofRows() {
        TableOptions options = TableOptions.defaults().withOneHotLimit(4);
        FeatureSplit split = FeatureSplit.of(SampleModels.table(), options, new double[] {0.7, 0.3, 0}, Key.of(5));
        return Training.of(Autoencoder.of(Networks.mlp(8, 3, 8)).withNoise(0.1), split)
                .epochs(2)
                .fit()
                .model();
    }

    private static ImageDataset pictures() {
        byte[] pixels = new byte[40 * 6 * 7];
        new Random(1).nextBytes(pixels);
        return ImageDataset.of(ImageArray.of(ImageSize.grey(6, 7), pixels), new int[40], List.of("picture"));
    }

    private static ReconstructionModel ofPictures() {
        ImageSplit split = ImageSplit.of(pictures(), 0.8, 0.2, 0, Key.of(1));
        return Training.of(
                        Autoencoder.of(
                                Networks.autoencoder(split.train().imageSize().shape())),
                        split)
                .epochs(1)
                .fit()
                .model();
    }

    private ReconstructionModel reloaded(ReconstructionModel model) {
        Path file = folder.resolve("a.gradus");
        model.save(file);
        ReconstructionModel read = ReconstructionModel.load(file);
        assertThat(Weights.of(read.network())).isEqualTo(Weights.of(model.network()));
        assertThat(read.input()).isEqualTo(model.input());
        assertThat(read.heldOut()).isEqualTo(model.heldOut());
        assertThat(read.provenance()).isEqualTo(model.provenance());
        return read;
    }

    @Test
    void an_autoencoder_of_rows_comes_back_from_its_file_as_it_was() {
        ReconstructionModel model = ofRows();
        Table table = SampleModels.table();
        assertThat(reloaded(model).reconstruct(table)).isEqualTo(model.reconstruct(table));
        assertThatThrownBy(() -> TableModel.load(folder.resolve("a.gradus")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("a table model is needed, but this file holds a reconstruction model");
    }

    @Test
    void an_autoencoder_of_pictures_comes_back_from_its_file_as_it_was() {
        ReconstructionModel model = ofPictures();
        ReconstructionModel read = reloaded(model);
        assertThat(read.score(pictures())).isEqualTo(model.score(pictures()));
        byte[] expected = new byte[6 * 7];
        byte[] found = new byte[6 * 7];
        model.reconstruct(pictures()).pixels(3, expected);
        read.reconstruct(pictures()).pixels(3, found);
        assertThat(found).isEqualTo(expected);
    }

    private void refusedWith(ReconstructionModel model, String entry, String from, String to, String message) {
        Path file = folder.resolve("b.gradus");
        model.save(file);
        Container container = Container.read(file);
        Map<String, byte[]> entries = new LinkedHashMap<>(container.entries());
        String text = new String(container.entry(entry, "b"), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        entries.put(entry, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        new Container(container.kind(), "test", entries).write(file);
        assertThatThrownBy(() -> ReconstructionModel.load(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("read " + file)
                .hasMessageContaining(message);
    }

    @Test
    void a_file_whose_parts_do_not_fit_is_refused() {
        ReconstructionModel pictures = ofPictures();
        String height = "\"height\" : 6";
        refusedWith(pictures, "input.json", height, "\"height\" : 7", "the network must give [2, 7, 7, 1]");
        refusedWith(pictures, "input.json", height, "\"height\" : 0", "sides must lie in 1 … 32768");
        refusedWith(pictures, "errors.json", "\"held-out\"", "\"made-up\"", "errors.json");
        refusedWith(pictures, "errors.json", "\"samples\" : 8", "\"samples\" : 0", "finite quantiles");
        refusedWith(pictures, "errors.json", "\"quantiles\" : [", "\"quantiles\" : [ \"NaN\",", "finite quantiles");
        ReconstructionModel rows = ofRows();
        refusedWith(rows, "input.json", "\"blue\", ", "", "do network.json and input.json come from one model?");
        refusedWith(rows, "input.json", "\"town0\", ", "", "the embedding of column 'town' must have");
    }

    @Test
    void a_network_that_gives_something_else_back_is_refused() {
        ReconstructionModel rows = ofRows();
        Features features = ((ReconstructionInput.Rows) rows.input()).features();
        Layer linear = Linear.of(features.width(), 3, Key.of(1));
        assertThatThrownBy(() -> new ReconstructionModel(linear, rows.input(), rows.heldOut(), rows.provenance()))
                .hasMessageStartingWith("autoencoder: the network must give [")
                .hasMessageContaining("] for each sample, what is to come back, got [1, 3] for all of them");
    }

    @Test
    void malignant_tumours_are_unlike_the_benign_ones_that_an_autoencoder_learned_from() {
        Table all = Table.readCsv(Shared.path("data/breast-cancer/wdbc.data"));
        String diagnosis = all.columnNames().get(1);
        Table benign = rows(all, diagnosis, "B").drop(all.columnNames().get(0), diagnosis);
        Table malignant = rows(all, diagnosis, "M").drop(all.columnNames().get(0), diagnosis);
        FeatureSplit split = FeatureSplit.of(benign, 0.6, 0.2, 0.2, Key.of(1));
        ReconstructionModel model = Training.of(
                        Autoencoder.of(Networks.autoencoder(split.features().width())), split)
                .epochs(40)
                .fit()
                .model();
        List<AnomalyScore> usual = model.score(split.test());
        List<AnomalyScore> strange = model.score(malignant);
        double ordered = 0;
        for (AnomalyScore high : strange) {
            ordered += usual.stream().filter(low -> low.error() < high.error()).count();
        }
        double area = ordered / (usual.size() * (double) strange.size());
        assertThat(area).as("area under the ROC curve").isGreaterThan(0.9);
    }

    private static Table rows(Table table, String column, String wanted) {
        return table.rows(IntStream.range(0, table.rowCount())
                .filter(row -> table.cell(row, column).equals(Optional.of(wanted)))
                .toArray());
    }
}
