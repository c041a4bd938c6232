package gradus.cli.run;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.Preparation;
import gradus.io.json.Json;
import gradus.nn.layer.Layer;
import gradus.nn.train.Model;
import gradus.nn.train.ModelFormat;
import gradus.nn.train.Run;
import gradus.nn.train.StopReason;
import gradus.nn.train.TrainState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A run that lies in its folder, read again as if it had just ended.
///
/// @param prepared the training, with the data read and split as they were
/// @param run what came of it, if it came to a checkpoint
public record FinishedRun(Preparation prepared, Optional<Run<Layer>> run) {
    /// Reads a run.
    ///
    /// @throws gradus.core.type.FormatException if there is none, or its files or data cannot be read
    public static FinishedRun open(Path path) {
        RunFolder folder = RunFolder.open(path, "doctor");
        ConfigReader reader = ConfigReader.of(folder.config());
        folder.checkOrigin("doctor", reader.config().files());
        Preparation prepared = Preparation.of(reader);
        if (!Files.exists(folder.state())) {
            return new FinishedRun(prepared, Optional.empty());
        }
        TrainState state = ModelFormat.installed().loadState(folder.state());
        Layer network = Files.exists(folder.model())
                ? Model.load(folder.model(), List.of()).network()
                : state.best().into(prepared.training().network());
        return new FinishedRun(prepared, Optional.of(new Run<>(network, state, reason(folder))));
    }

    /// The last line about an end says why; a run without one was stopped from outside.
    private static StopReason reason(RunFolder folder) {
        try {
            List<String> lines = Files.readAllLines(folder.events(), StandardCharsets.UTF_8);
            for (String line : lines.reversed()) {
                if (line.startsWith("{\"event\":\"finished\"")) {
                    JsonNode told = Json.parse(line, folder.events().toString());
                    return StopReason.valueOf(
                            told.path("reason").asString("interrupted").toUpperCase(Locale.ROOT));
                }
            }
            return StopReason.INTERRUPTED;
        } catch (IOException | IllegalArgumentException _) {
            return StopReason.INTERRUPTED;
        }
    }
}
