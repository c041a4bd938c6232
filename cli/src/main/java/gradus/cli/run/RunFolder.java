package gradus.cli.run;

import gradus.cli.terminal.Invocation;
import gradus.core.type.FormatException;
import gradus.io.file.AtomicFile;
import gradus.io.file.FileProblem;
import gradus.io.json.Json;
import gradus.nn.data.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The folder of one training run.
///
/// | file | holds |
/// |---|---|
/// | `config.yaml` | the configuration, with paths that hold from anywhere |
/// | `run.json` | the version of Gradus and the SHA-256 of each data file |
/// | `events.jsonl` | what happened, a JSON object a line |
/// | `state.gradus` | the last checkpoint |
/// | `best` | checkpoints of the best epochs, if any are kept |
/// | `model.gradus` | the model, once training has ended |
/// | `report.html` | the plots of the run, once training has ended |
/// | `tensorboard` | what TensorBoard reads, if that was asked for |
///
/// @param path the folder
public record RunFolder(Path path) {
    private static final int MOST_RUNS = 1_000_000;
    private static final int BUFFER = 1 << 16;

    /// Makes the folder of a new run: the one that is asked for, or the next free `runs/NAME-N`.
    ///
    /// @throws IllegalArgumentException if the one that is asked for has something in it
    /// @throws java.io.UncheckedIOException if it cannot be made
    public static RunFolder create(Optional<String> asked, String name) {
        Path wanted = asked.map(Path::of).orElse(Path.of("runs"));
        try {
            Files.createDirectories(wanted);
            return asked.isPresent() ? empty(wanted) : next(wanted, name);
        } catch (FileAlreadyExistsException e) {
            throw FileProblem.writing(wanted, new NotDirectoryException(wanted + " (not a directory)"));
        } catch (IOException e) {
            throw FileProblem.writing(wanted, e);
        }
    }

    private static RunFolder empty(Path wanted) throws IOException {
        RunFolder folder = new RunFolder(wanted);
        if (Files.exists(folder.config())) {
            throw new IllegalArgumentException("run folder " + wanted + ": there is a run in it already; "
                    + Invocation.of("resume " + wanted) + " continues it, or choose another --run-dir");
        }
        try (Stream<Path> files = Files.list(wanted)) {
            if (files.findAny().isPresent()) {
                throw new IllegalArgumentException(
                        "run folder " + wanted + ": it must be empty or new; choose another --run-dir");
            }
        }
        return folder;
    }

    private static RunFolder next(Path runs, String name) throws IOException {
        for (int n = 1; n < MOST_RUNS; n++) {
            Path folder = runs.resolve(name + "-" + n);
            try {
                return new RunFolder(Files.createDirectory(folder));
            } catch (FileAlreadyExistsException _) {
                // the next number is tried
            }
        }
        throw new IOException("there are too many runs of " + name);
    }

    /// Gives the folder of a run that was begun.
    ///
    /// @throws FormatException if there is none
    public static RunFolder open(Path path) {
        return open(path, "resume");
    }

    /// Gives the folder of a run that was begun, for a command.
    ///
    /// @param command what is about to be done, for messages
    /// @throws FormatException if there is none
    public static RunFolder open(Path path, String command) {
        RunFolder folder = new RunFolder(path);
        if (!Files.exists(folder.config())) {
            throw new FormatException(
                    command + " " + path + ": the folder of a run holds config.yaml, "
                            + (Files.isDirectory(path) ? "this one does not" : "and there is no such folder")
                            + suggestion(path),
                    new NoSuchFileException(folder.config().toString()));
        }
        return folder;
    }

    private static String suggestion(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return "; runs lie in the folder runs of where they were begun";
        }
        try (Stream<Path> files = Files.list(parent)) {
            List<String> names = files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
            return NearestName.suggestion(String.valueOf(path.getFileName()), names);
        } catch (IOException _) {
            return "";
        }
    }

    /// Gives the configuration.
    public Path config() {
        return path.resolve("config.yaml");
    }

    /// Gives the events.
    public Path events() {
        return path.resolve("events.jsonl");
    }

    /// Gives the last checkpoint.
    public Path state() {
        return path.resolve("state.gradus");
    }

    /// Gives the model.
    public Path model() {
        return path.resolve("model.gradus");
    }

    /// Gives the page with the plots of the run.
    public Path report() {
        return path.resolve("report.html");
    }

    /// Gives the folder of the checkpoints of the best epochs.
    public Path best() {
        return path.resolve("best");
    }

    /// Gives the folder of what TensorBoard reads.
    public Path board() {
        return path.resolve("tensorboard");
    }

    private Path origin() {
        return path.resolve("run.json");
    }

    /// Writes what the run depends on besides its configuration.
    ///
    /// @param files the files that are read, by the path that is named for them
    public void writeOrigin(String version, Map<String, List<Path>> files) {
        String line = JsonLine.of("run").put("version", version).texts("data", fingerprints(files)) + "\n";
        AtomicFile.write(origin(), line.getBytes(StandardCharsets.UTF_8));
    }

    /// Gives the SHA-256 of data by their absolute path.
    ///
    /// @param files the files that are read, by the path that is named for them
    public static Map<String, String> fingerprints(Map<String, List<Path>> files) {
        Map<String, String> hashes = new LinkedHashMap<>();
        files.forEach((named, read) -> hashes.put(absolute(named), hash(Path.of(named), read)));
        return hashes;
    }

    /// Gives a path that holds from anywhere.
    public static String absolute(String file) {
        return Path.of(file).toAbsolutePath().normalize().toString();
    }

    /// Makes sure that the data are those with which the run began, and gives the version that began it.
    ///
    /// @param command what is about to be done, for messages
    /// @param files the files that are read, by the path that is named for them
    /// @throws FormatException if a file is not there or has changed
    public String checkOrigin(String command, Map<String, List<Path>> files) {
        JsonNode origin = readOrigin();
        files.forEach((named, read) -> {
            String begun = origin.path("data").path(absolute(named)).asString("");
            if (!hash(Path.of(named), read).equals(begun)) {
                throw new FormatException(
                        command + " " + path + ": the numbers of a run come of the same data only, but "
                                + named + " has changed since the run began; restore it, or train anew with "
                                + Invocation.of("train " + config()));
            }
        });
        return origin.path("version").asString("");
    }

    private JsonNode readOrigin() {
        try {
            return Json.parse(Files.readAllBytes(origin()), origin().toString());
        } catch (IOException e) {
            throw FileProblem.reading(origin(), e);
        }
    }

    private static String hash(Path named, List<Path> read) {
        return read.equals(List.of(named)) ? hashOfFile(named) : hashOfFolder(named, read);
    }

    private static String hashOfFolder(Path folder, List<Path> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files.stream().sorted().toList()) {
                digest.update(
                        (folder.relativize(file) + "\n" + hashOfFile(file) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String hashOfFile(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw FileProblem.reading(file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
