package gradus.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.nn.train.Prediction;
import gradus.nn.train.TableModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that was written when the layout had its first version is kept, and read by every later Gradus.
final class OldModelFileTest {
    @TempDir
    private Path folder;

    @Test
    void a_table_model_that_was_written_before_answers_as_it_did() throws IOException {
        Path file = folder.resolve("table-1.gradus");
        try (InputStream in = Objects.requireNonNull(OldModelFileTest.class.getResourceAsStream("table-1.gradus"))) {
            Files.copy(in, file);
        }
        TableModel model = TableModel.load(file);
        assertThat(model.preprocessing().columns()).containsExactly("x", "colour");
        assertThat(probability(model, "1.25", "green")).isCloseTo(0.775808, within(1e-5));
        assertThat(probability(model, "9.5", "blue")).isCloseTo(0.423801, within(1e-5));
        assertThat(model.provenance().outcome()).containsKeys("ended", "best epoch", "validation");
    }

    private static double probability(TableModel model, String x, String colour) {
        return ((Prediction.OfClass) model.predict(Map.of("x", x, "colour", colour)))
                .probabilities()
                .get("low");
    }
}
