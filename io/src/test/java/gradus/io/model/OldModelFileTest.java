package gradus.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.nn.train.ImageModel;
import gradus.nn.train.Prediction;
import gradus.nn.train.TableModel;
import gradus.nn.train.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that were written when the layout had its first version are kept, and read by every later Gradus.
final class OldModelFileTest {
    @TempDir
    private Path folder;

    @Test
    void a_table_model_that_was_written_before_answers_as_it_did() throws IOException {
        TableModel model = TableModel.load(kept("table-1.gradus"));
        assertThat(model.preprocessing().columns()).containsExactly("x", "colour");
        assertThat(probability(model, "1.25", "green")).isCloseTo(0.775808, within(1e-5));
        assertThat(probability(model, "9.5", "blue")).isCloseTo(0.423801, within(1e-5));
        assertThat(model.provenance().outcome()).containsKeys("ended", "best epoch", "validation");
    }

    @Test
    void convolutions_that_had_a_type_for_each_number_of_axes_answer_as_they_did() throws IOException {
        ImageModel model = ImageModel.load(kept("image-1.gradus"));
        byte[] pixels = new byte[36];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 29 % 251);
        }
        assertThat(model.predict(pixels).probabilities().get("a")).isCloseTo(0.517661988, within(1e-7));
        assertThat(model.trust()).isEqualTo(Trust.NONE);
        assertThat(model.predict(pixels).novelty()).isEmpty();
    }

    private Path kept(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(OldModelFileTest.class.getResourceAsStream(name))) {
            Files.copy(in, file);
        }
        return file;
    }

    private static double probability(TableModel model, String x, String colour) {
        return ((Prediction.OfClass) model.predict(Map.of("x", x, "colour", colour)))
                .probabilities()
                .get("low");
    }
}
