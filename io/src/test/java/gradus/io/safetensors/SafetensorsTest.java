package gradus.io.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Mapped files give what the reader of whole files gives; several files are one by their index.
final class SafetensorsTest {
    private static final Literal A = Literal.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    private static final Literal B = Literal.of(new long[] {7});

    @TempDir
    private Path folder;

    private Path index(String map) throws IOException {
        new SafetensorsFile(Map.of("a", A), Map.of("format", "pt")).write(folder.resolve("one.safetensors"));
        new SafetensorsFile(Map.of("b", B), Map.of("format", "other", "k", "v"))
                .write(folder.resolve("two.safetensors"));
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, "{\"metadata\":{\"total_size\":32},\"weight_map\":" + map + "}");
        return index;
    }

    @Test
    void tensors_of_one_file_are_read_when_they_are_asked_for() {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, Map.of("a", A, "b", B));
        Safetensors weights = Safetensors.open(file);
        assertThat(weights.names()).containsExactly("b", "a");
        assertThat(weights.type("a")).isEqualTo(TensorType.float32(2, 3));
        assertThat(weights.tensor("a")).isEqualTo(A);
        assertThat(weights.tensors())
                .containsExactlyInAnyOrderEntriesOf(SafetensorsFile.read(file).tensors());
        assertThatThrownBy(() -> weights.tensor("c")).hasMessageEndingWith("there is no tensor 'c'");
    }

    @Test
    void an_element_type_without_counterpart_is_refused_only_when_it_is_asked_for() {
        Path file = Shared.path("formats/safetensors/all_dtypes.safetensors");
        Safetensors weights = Safetensors.open(file);
        assertThat(weights.tensor("f16").type().toString()).startsWith("float32");
        assertThatThrownBy(() -> weights.tensor("u64")).hasMessageContaining("elements of type U64 have no exact");
    }

    @Test
    void several_files_are_one_by_their_index_or_their_folder() throws IOException {
        Path index = index("{\"a\":\"one.safetensors\",\"b\":\"two.safetensors\"}");
        for (Path path : new Path[] {index, folder}) {
            Safetensors weights = Safetensors.open(path);
            assertThat(weights.tensors()).containsExactlyInAnyOrderEntriesOf(Map.of("a", A, "b", B));
            assertThat(weights.metadata()).isEqualTo(Map.of("format", "pt", "k", "v"));
            assertThat(weights.path()).isEqualTo(index);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "{\"a\":\"one.safetensors\",\"b\":\"../two.safetensors\"}; must be in a file beside the index",
                "{\"a\":\"one.safetensors\",\"b\":\"two\\u0000.safetensors\"}; must be in a file beside the index",
                "{\"a\":\"one.safetensors\",\"b\":\"three.safetensors\"}; no such file beside it",
                "{\"a\":\"two.safetensors\",\"b\":\"two.safetensors\"}; says that 'a' is in two.safetensors",
                "{\"b\":\"one.safetensors\"}; says that it is nowhere",
                "[]; must have an object 'weight_map'"
            })
    void an_index_that_does_not_fit_its_files_is_refused(String map, String why) throws IOException {
        Path index = index(map);
        assertThatThrownBy(() -> Safetensors.open(index))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(why);
    }

    @Test
    void a_folder_must_hold_weights_and_a_file_must_be_there() {
        assertThatThrownBy(() -> Safetensors.open(folder)).hasMessageContaining("but it holds none; name the file");
        assertThatThrownBy(() -> Safetensors.open(folder.resolve("x.safetensors")))
                .hasMessageContaining("no such file");
    }

    @Test
    void any_change_or_cut_gives_the_tensors_of_the_whole_reader_or_its_error() throws IOException {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, Map.of("a", A, "b", B));
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] changed = Arrays.copyOf(whole, i % 4 == 0 ? 1 + random.nextInt(whole.length) : whole.length);
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            assertThat(answer(true, changed)).isEqualTo(answer(false, changed));
            refused += answer(true, changed).equals("tensors") ? 0 : 1;
        }
        assertThat(refused).isBetween(70, 299);
    }

    private String answer(boolean mapped, byte[] changed) {
        try {
            Path file = folder.resolve("changed.safetensors");
            Files.deleteIfExists(file); // a mapped file keeps its bytes
            Files.write(file, changed);
            if (mapped) {
                Safetensors.open(file).tensors();
            } else {
                SafetensorsFile.read(file);
            }
            return "tensors";
        } catch (FormatException e) {
            return e.getMessage();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
