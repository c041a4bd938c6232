package gradus.cli.run;

import gradus.cli.config.ConfigReader;
import gradus.core.type.FormatException;
import gradus.io.file.FileProblem;
import gradus.nn.train.EpochReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One run among others: what it learns and how far it came. A folder that cannot be read is one, too.
///
/// @param folder the run
/// @param began when it first began
/// @param state where it stands
/// @param given what its configuration says, by path
/// @param epochs its epochs, in order
/// @param best the best epoch, if there is one
/// @param trained how long it was trained
public record RunEntry(
        RunFolder folder,
        Instant began,
        RunState state,
        Map<String, String> given,
        List<EpochReport> epochs,
        Optional<EpochReport> best,
        Duration trained) {
    /// Copies lists and maps.
    public RunEntry {
        given = Map.copyOf(given);
        epochs = List.copyOf(epochs);
    }

    /// Gives the runs in a folder, the first begun first. Names that begin with a point are no runs.
    ///
    /// @throws UncheckedIOException if the folder cannot be read
    public static List<RunEntry> in(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
                    .map(RunFolder::new)
                    .filter(run -> Files.exists(run.config()))
                    .map(RunEntry::of)
                    .sorted(Comparator.comparing(RunEntry::began)
                            .thenComparing(run -> run.folder().path()))
                    .toList();
        } catch (IOException e) {
            throw FileProblem.reading(folder, e);
        }
    }

    /// Gives a run.
    public static RunEntry of(RunFolder folder) {
        Instant made = made(folder.config());
        try {
            Map<String, String> given = ConfigReader.of(folder.config()).given();
            boolean silent = !Files.exists(folder.events());
            RunState now = RunLock.isHeld(folder) ? RunState.RUNNING : RunState.STOPPED;
            if (silent) {
                return new RunEntry(folder, made, now, given, List.of(), Optional.empty(), Duration.ZERO);
            }
            RunHistory history = RunHistory.read(folder);
            return new RunEntry(
                    folder,
                    history.began().orElse(made),
                    now == RunState.RUNNING ? now : history.state(),
                    given,
                    history.epochs(),
                    history.best(),
                    history.trained());
        } catch (FormatException | IllegalArgumentException | UncheckedIOException _) {
            return new RunEntry(
                    folder, made, RunState.UNREADABLE, Map.of(), List.of(), Optional.empty(), Duration.ZERO);
        }
    }

    private static Instant made(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException _) {
            return Instant.EPOCH;
        }
    }

    /// Gives the name of the folder.
    public String name() {
        return String.valueOf(folder.path().toAbsolutePath().normalize().getFileName());
    }

    /// Gives the name of the data's file or folder.
    public String data() {
        String file = given.getOrDefault("data.file", "");
        return file.isEmpty() ? "" : String.valueOf(Path.of(file).getFileName());
    }

    /// Gives what is learned: the target, the task, or that of images.
    public String goal() {
        String task = given.getOrDefault("data.task", "");
        String target = given.getOrDefault("data.target", "");
        return task.isEmpty() && target.isEmpty() && !given.isEmpty()
                ? "classes of images"
                : (task + " " + target).strip();
    }

    /// Gives the measures of the best epoch: of validation, or the training loss where nothing was set aside.
    public Map<String, Double> measures() {
        return best.map(RunEntry::measures).orElse(Map.of());
    }

    /// Gives the measures of an epoch: of validation, or the training loss where nothing was set aside.
    static Map<String, Double> measures(EpochReport report) {
        return report.validation().isEmpty() ? Map.of("training loss", report.trainingLoss()) : report.validation();
    }

    /// Says whether nothing can come of it: it diverged, cannot be read, or ended before its first epoch.
    public boolean isFailed() {
        return switch (state) {
            case RUNNING -> false;
            case DIVERGED, UNREADABLE -> true;
            case FINISHED, STOPPED -> epochs.isEmpty();
        };
    }
}
