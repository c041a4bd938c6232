package gradus.cli.study;

import gradus.cli.config.ConfigReader;
import gradus.cli.run.JsonLine;
import gradus.cli.run.RunFolder;
import gradus.io.file.AtomicFile;
import gradus.io.file.FileProblem;
import gradus.io.json.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The folder of a study: several trainings that belong together. The same command finds it again and goes on.
///
/// | file | holds |
/// |---|---|
/// | `study.json` | what the study is: command, version, configuration, SHA-256 of the data |
/// | `outcomes.jsonl` | what each training came to, a JSON object a line, replaced in one step as each ends |
/// | `NAME.state` | the last checkpoint of a training that has not ended |
/// | `NAME.gradus` | the model of one that has |
public final class StudyFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final List<JsonNode> outcomes;

    /// What a study is, so that another one is not taken for it.
    ///
    /// @param command the command, such as `tune`
    /// @param version the version of Gradus
    /// @param options what the command was told beside the configuration, by name
    public record Identity(String command, String version, Map<String, String> options) {
        private String line(ConfigReader reader) {
            ConfigReader what = reader.only("data", "forecast", "autoencoder", "network", "training", "device");
            return JsonLine.of("study")
                            .put("command", command)
                            .put("version", version)
                            .texts("options", options)
                            .put("config", what.tree())
                            .texts(
                                    "data",
                                    RunFolder.fingerprints(reader.config().files()))
                    + "\n";
        }
    }

    private StudyFolder(Path path, FileChannel channel, List<JsonNode> outcomes) {
        this.path = path;
        this.channel = channel;
        this.outcomes = outcomes;
    }

    /// Opens the folder of a study, which is made where there is none.
    ///
    /// @param reader the configuration
    /// @throws IllegalArgumentException if another study is in it, or another process works on it
    public static StudyFolder open(Path path, Identity identity, ConfigReader reader) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                return locked(path, channel, identity.line(reader));
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw FileProblem.writing(path, e);
        }
    }

    private static StudyFolder locked(Path path, FileChannel channel, String line) throws IOException {
        if (lock(channel) == null) {
            throw new IllegalArgumentException("study " + path
                    + ": one process at a time works on it, but another does; wait for it, or choose another --study");
        }
        Path study = path.resolve("study.json");
        if (!Files.exists(study)) {
            AtomicFile.write(study, line.getBytes(StandardCharsets.UTF_8));
        } else if (!Files.readString(study).equals(line)) {
            throw new IllegalArgumentException("study " + path
                    + ": it goes on only with the command, settings, data and version that it began with, which "
                    + study + " tells and which are others now; choose another --study, or remove the folder");
        }
        return new StudyFolder(path, channel, read(path.resolve("outcomes.jsonl")));
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // of this process
        }
    }

    private static List<JsonNode> read(Path file) throws IOException {
        List<JsonNode> read = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                read.add(Json.parse(line, file.toString()));
            }
        }
        return read;
    }

    /// Gives what was recorded, in order.
    public List<JsonNode> outcomes() {
        return List.copyOf(outcomes);
    }

    /// Records an outcome; it is on the disk when this returns.
    public void record(JsonLine outcome) {
        outcomes.add(Json.parse(outcome.toString(), "outcome"));
        StringBuilder text = new StringBuilder();
        outcomes.forEach(line -> text.append(line).append('\n'));
        AtomicFile.write(path.resolve("outcomes.jsonl"), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Gives the folder.
    public Path path() {
        return path;
    }

    /// Gives the place of the model of a training.
    public Path model(String name) {
        return path.resolve(name + ".gradus");
    }

    /// Gives the place of the checkpoint of a training.
    Path state(String name) {
        return path.resolve(name + ".state");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // the lock goes with the process at the latest
        }
    }
}
