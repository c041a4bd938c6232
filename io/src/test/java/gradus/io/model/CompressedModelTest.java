package gradus.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.tensor.Tensor;
import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.io.file.AtomicFile;
import gradus.nn.compress.Int8;
import gradus.nn.data.Table;
import gradus.nn.layer.Adapted;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.LowRank;
import gradus.nn.layer.Param;
import gradus.nn.network.Networks;
import gradus.nn.train.TableModel;
import gradus.nn.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of models with weights of 8 bits, and of adapters alone.
class CompressedModelTest {
    @TempDir
    private Path folder;

    private static TableModel trained() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double x = Key.of(1).normal(i);
            rows.add(List.of(Double.toString(x), x > 0 ? "up" : "down"));
        }
        var data = Table.of(List.of("x", "way"), rows).target("way").split(0.8, 0.2, 0, Key.of(1));
        return Training.of(Networks.mlp(256, 64), data).epochs(2).fit().model();
    }

    private static TableModel with(TableModel model, Layer network) {
        return new TableModel(network, model.preprocessing(), model.trust(), model.provenance());
    }

    @Test
    void a_model_of_8_bits_is_a_quarter_of_the_file_and_comes_back_to_the_bit() throws IOException {
        TableModel plain = trained();
        TableModel rounded = with(plain, Int8.rounded(plain.network()));
        Path large = folder.resolve("plain.gradus");
        Path small = folder.resolve("small.gradus");
        plain.save(large);
        rounded.save(small);
        assertThat(Files.size(small)).isLessThan(Files.size(large) * 2 / 5);
        TableModel read = TableModel.load(small);
        Tensor input = Tensor.of(new float[][] {{0.3f}, {-1}, {2}});
        assertThat(read.network().forward(input, Context.inference()).literal())
                .isEqualTo(rounded.network().forward(input, Context.inference()).literal());
        read.save(large);
        assertThat(Files.readAllBytes(large)).isEqualTo(Files.readAllBytes(small));
    }

    @Test
    void codes_that_do_not_belong_to_the_weights_are_refused() {
        TableModel plain = trained();
        Path file = folder.resolve("m.gradus");
        with(plain, Int8.rounded(plain.network())).save(file);
        Container sound = Container.read(file);
        byte[] codes = sound.entry("codes.bin", "m");
        Map<String, byte[]> entries = new LinkedHashMap<>(sound.entries());
        entries.put("codes.bin", java.util.Arrays.copyOf(codes, codes.length - 1));
        new Container(sound.kind(), sound.madeBy(), entries).write(file);
        assertThatThrownBy(() -> TableModel.load(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("needs a code for each number");
        entries.put("codes.bin", java.util.Arrays.copyOf(codes, codes.length + 2));
        new Container(sound.kind(), sound.madeBy(), entries).write(file);
        assertThatThrownBy(() -> TableModel.load(file)).hasMessageContaining("there are 2 codes too many");
    }

    @Test
    void adapters_are_kept_without_their_network() throws IOException {
        Layer network = Networks.mlp(64, 64).build(Shape.of(4), 3, Key.of(1));
        Adapted fresh = Adapted.of(network, "**.weight", 2, 4, Key.of(2));
        Map<String, LowRank> learnt = new LinkedHashMap<>();
        fresh.adapters()
                .forEach((path, change) -> learnt.put(
                        path,
                        new LowRank(change.down(), new Param(change.up().value().add(0.01)), change.scale())));
        Adapted adapted = new Adapted(network, learnt);
        Path file = folder.resolve("adapters.safetensors");
        AdapterFile.save(adapted, file);
        Tensor input = Tensor.of(new float[][] {{0.3f, -1, 2, 1}});
        assertThat(AdapterFile.load(network, file)
                        .forward(input, Context.inference())
                        .literal())
                .isEqualTo(adapted.forward(input, Context.inference()).literal());
        Layer other = Networks.mlp(32).build(Shape.of(4), 3, Key.of(1));
        assertThatThrownBy(() -> AdapterFile.load(other, file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("were these adapters made for this network?");
    }

    @Test
    void a_model_with_adapters_is_a_model() throws IOException {
        TableModel plain = trained();
        TableModel adapted = with(plain, Adapted.of(plain.network(), "layers.2.weight", 2, 4, Key.of(2)));
        Path file = folder.resolve("adapted.gradus");
        adapted.save(file);
        assertThat(TableModel.load(file).predict(Map.of("x", "0.4")).text())
                .isEqualTo(plain.predict(Map.of("x", "0.4")).text());
        AtomicFile.write(file, out -> {});
        assertThatThrownBy(() -> TableModel.load(file)).isInstanceOf(FormatException.class);
    }
}
