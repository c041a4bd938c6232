package gradus.cli.run;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.ConfigText;
import gradus.cli.config.OutputConfig;
import gradus.cli.config.Preparation;
import gradus.cli.config.TrainConfig;
import gradus.cli.terminal.Terminal;
import gradus.core.profile.Profile;
import gradus.core.profile.Profiler;
import gradus.core.spi.Backends;
import gradus.core.type.DivergedException;
import gradus.explain.doctor.Diagnosis;
import gradus.explain.plot.LayerWatch;
import gradus.io.file.AtomicFile;
import gradus.io.file.FileProblem;
import gradus.nn.layer.Layer;
import gradus.nn.train.BestStates;
import gradus.nn.train.Checkpoints;
import gradus.nn.train.Model;
import gradus.nn.train.ModelFormat;
import gradus.nn.train.ModelRun;
import gradus.nn.train.StopReason;
import gradus.nn.train.TrainState;
import gradus.nn.train.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// One training with all around it: folder, checkpoints, news, the end, and what becomes of the model.
public final class TrainingRun {
    private static final double MILLIS = 1000;

    private final Screen screen;
    private final String version;
    private final Watching watching;
    private Optional<UncheckedIOException> unsaved = Optional.empty();

    /// Whether the steps of plans are timed.
    public enum Timing {
        /// They are not.
        NONE,
        /// Their times are printed at the end.
        EACH_STEP
    }

    /// Whether layers are looked at.
    public enum Layers {
        /// They are not.
        UNSEEN,
        /// Histograms of weights and gradients are written after each epoch.
        EACH_EPOCH
    }

    /// What is watched beside the training.
    ///
    /// @param timing whether it says at the end where the time went
    /// @param layers whether it writes what layers are like
    /// @param board whether TensorBoard can follow
    public record Watching(Timing timing, Layers layers, Board board) {}

    /// Whether TensorBoard can follow.
    public sealed interface Board {
        /// It cannot, but where an earlier process of this run wrote for it.
        record AsBefore() implements Board {}

        /// It can, in the run's own folder.
        record InRun() implements Board {}

        /// It can, in another folder.
        ///
        /// @param folder the folder
        record In(Path folder) implements Board {}

        /// Gives where its files go, if there are to be any.
        private Optional<Path> of(RunFolder run) {
            return switch (this) {
                case AsBefore _ -> Optional.of(run.board()).filter(Files::isDirectory);
                case InRun _ -> Optional.of(run.board());
                case In(Path folder) -> Optional.of(folder);
            };
        }
    }

    /// @param version the version of Gradus
    /// @param watching what is watched beside the training
    public TrainingRun(Screen screen, String version, Watching watching) {
        this.screen = screen;
        this.version = version;
        this.watching = watching;
    }

    /// Trains from the beginning.
    ///
    /// @param reader the configuration as it was given
    /// @return the status of the process
    public int start(ConfigReader reader) {
        TrainConfig config = reader.config();
        Path model = model(config);
        requireWritable(model);
        requireApart(config, model);
        Preparation prepared = Preparation.of(reader);
        Outline.show(prepared, screen);
        RunFolder folder = RunFolder.create(
                config.output().runDirectory(), Preparation.name(config.data().file()));
        folder.writeOrigin(version, config.files());
        AtomicFile.write(folder.config(), lasting(reader, config).getBytes(StandardCharsets.UTF_8));
        return go(prepared, folder, Optional.empty());
    }

    /// Goes on with a run.
    ///
    /// @return the status of the process
    public int resume(Path path) {
        RunFolder folder = RunFolder.open(path);
        ConfigReader reader = ConfigReader.of(folder.config());
        TrainConfig config = reader.config();
        String began = folder.checkOrigin("resume", config.files());
        if (!began.equals(version)) {
            screen.remark("the run was begun by Gradus " + began + ", this is " + version
                    + ": its defaults may differ, and with them the result");
        }
        requireWritable(model(config));
        Preparation prepared = Preparation.of(reader);
        Optional<TrainState> state = Files.exists(folder.state())
                ? Optional.of(ModelFormat.installed().loadState(folder.state()))
                : Optional.empty();
        screen.say(state.map(s -> "Going on after step " + s.progress().step() + ", "
                        + s.progress().epoch() + " epochs done.")
                .orElse("The run has no checkpoint yet: it begins anew."));
        return go(prepared, folder, state);
    }

    private static Path model(TrainConfig config) {
        return Path.of(
                config.output().model().orElse(Preparation.name(config.data().file()) + ".gradus"));
    }

    /// A place that cannot be written is told before training, not after it.
    private static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw FileProblem.writing(file, new IOException("it is a folder"));
        }
        if (!Files.isDirectory(folder)) {
            throw FileProblem.writing(file, new NoSuchFileException(folder.toString()));
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw FileProblem.writing(file, new AccessDeniedException(file.toString()));
        }
    }

    /// A run can only go on while the model that it began with is as it was.
    private static void requireApart(TrainConfig config, Path model) {
        config.network().base().filter(file -> same(Path.of(file), model)).ifPresent(file -> {
            throw new IllegalArgumentException("output.model: the new model must not take the place of " + file
                    + ", which the run begins with; name another file by --out");
        });
    }

    private static boolean same(Path a, Path b) {
        return RunFolder.absolute(a.toString()).equals(RunFolder.absolute(b.toString()));
    }

    /// The configuration with paths that hold from anywhere.
    private static String lasting(ConfigReader reader, TrainConfig config) {
        reader.with("data.file", RunFolder.absolute(config.data().file()));
        config.network().base().ifPresent(file -> reader.with("network.words", RunFolder.absolute(file)));
        config.data().image().labels().ifPresent(file -> reader.with("data.image.labels", RunFolder.absolute(file)));
        config.data()
                .columns()
                .tokenizer()
                .ifPresent(file -> reader.with("data.columns.tokenizer", RunFolder.absolute(file)));
        config.data()
                .split()
                .validationFile()
                .ifPresent(file -> reader.with("data.split.validationFile", RunFolder.absolute(file)));
        config.data()
                .split()
                .testFile()
                .ifPresent(file -> reader.with("data.split.testFile", RunFolder.absolute(file)));
        reader.with("output.model", RunFolder.absolute(model(config).toString()));
        return ConfigText.of(reader).text(List.of("The configuration of this run; gradus resume reads it."));
    }

    private int go(Preparation prepared, RunFolder folder, Optional<TrainState> state) {
        ProgressReporter reporter =
                new ProgressReporter(screen, prepared.training().stopping().steps());
        try (RunLock _ = held(folder);
                Interruption interruption = Interruption.listen(this::announceEnd);
                EventLog log = EventLog.open(folder.events(), screen);
                RunBoard board = RunBoard.open(watching.board().of(folder), prepared, screen)) {
            OutputConfig output = prepared.config().output();
            double seconds = output.checkpointSeconds().orElse(OutputConfig.CHECKPOINT_SECONDS);
            var training = kept(watched(prepared.training(), log, board), output, folder)
                    .listener(reporter)
                    .until(interruption::isAsked)
                    .checkpoints(new Checkpoints(
                            last -> save(last, folder), 1, Duration.ofMillis(Math.round(MILLIS * seconds))));
            Optional<Profiler> profiler = profiler();
            var timed = profiler.isPresent() ? training.backend(profiler.get()) : training;
            ModelRun run = state.isPresent()
                    ? trained(prepared, () -> timed.resume(state.get()), log)
                    : trained(prepared, timed::fit, log);
            reporter.curves(run.run().history());
            screen.say(run.report());
            Path file = model(prepared.config());
            Model model = AdapterOutput.merged(run.model(), file, screen);
            keep(model, file, folder);
            if (run.run().reason() != StopReason.INTERRUPTED) {
                consult(() -> Consultation.ended(prepared, run.run()), log);
            }
            report(model, prepared, folder);
            Outline.end(run, file, folder, screen);
            profiler.map(Profiler::profile).ifPresent(this::show);
            unsaved.ifPresent(problem -> {
                throw problem;
            });
            return interruption.code();
        }
    }

    /// A checkpoint that cannot be written takes nothing from the run.
    private <R> Training<Layer, R> kept(Training<Layer, R> training, OutputConfig output, RunFolder folder) {
        int most = output.keepBest().orElse(0);
        return most == 0
                ? training
                : training.listener(
                        BestStates.in(folder.best(), most, output.rank(), problem -> screen.remark(problem)));
    }

    private static RunLock held(RunFolder folder) {
        return RunLock.take(folder)
                .orElseThrow(() -> new IllegalArgumentException("run " + folder.path()
                        + ": one process may train it at a time, and another does so now; wait for its end"));
    }

    private <R> Training<Layer, R> watched(Training<Layer, R> training, EventLog log, RunBoard board) {
        Training<Layer, R> told = training.listener(log).listener(board);
        return switch (watching.layers()) {
            case UNSEEN -> told;
            case EACH_EPOCH ->
                told.listener(LayerWatch.of(training, moment -> {
                    log.tell(LayerLines.of(moment));
                    board.tell(moment);
                }));
        };
    }

    /// A page that cannot be written takes nothing from the run.
    private void report(Model model, Preparation prepared, RunFolder folder) {
        try {
            new RunReport(folder, model, Optional.of(prepared)).write(folder.report());
        } catch (RuntimeException | OutOfMemoryError e) { // a picture that fails takes nothing from the run
            screen.remark("the run has no report: " + e.getMessage());
        }
    }

    /// What made a training diverge is said before its error ends the command.
    private ModelRun trained(Preparation prepared, Supplier<? extends ModelRun> training, EventLog log) {
        try {
            return training.get();
        } catch (DivergedException end) {
            consult(() -> Consultation.ended(prepared, end), log);
            throw end;
        }
    }

    /// An examination that fails takes nothing from the run.
    private void consult(Supplier<Diagnosis> examined, EventLog log) {
        try {
            tell(examined.get(), log);
        } catch (RuntimeException | OutOfMemoryError e) {
            screen.remark("the doctor could not examine this run: " + e.getMessage());
        }
    }

    private void tell(Diagnosis diagnosis, EventLog log) {
        Consultation.tell(diagnosis, log::tell);
        if (diagnosis.isHealthy()) {
            screen.say("\nDoctor: no finding");
        } else {
            screen.say("\nDoctor:\n" + Consultation.text(diagnosis).indent(2));
        }
    }

    private Optional<Profiler> profiler() {
        return switch (watching.timing()) {
            case NONE -> Optional.empty();
            case EACH_STEP -> Optional.of(Profiler.of(Backends.standard()));
        };
    }

    private void show(Profile profile) {
        screen.answer(profile.toString());
        for (Profile.Row row : profile.rows()) {
            screen.tell(JsonLine.of("profile")
                    .put("operation", row.words())
                    .put("runs", row.runs())
                    .put("seconds", row.nanos() / 1e9)
                    .put("flopsPerSecond", row.flops())
                    .put("bytesPerSecond", row.bytes()));
        }
    }

    /// On a terminal the bar stands in the line where the cursor is.
    private void announceEnd() {
        if (screen.terminal().motion() == Terminal.Motion.IN_PLACE) {
            screen.err().println();
        }
        screen.remark("finishing this step; once more to leave at once");
    }

    /// A checkpoint that cannot be written is no reason to stop: the next may succeed.
    private String save(TrainState state, RunFolder folder) {
        try {
            ModelFormat.installed().save(state, folder.state());
            unsaved = Optional.empty();
            return folder.state().toString();
        } catch (UncheckedIOException e) {
            if (unsaved.isEmpty()) {
                screen.remark("training goes on without a checkpoint: " + e.getMessage());
            }
            unsaved = Optional.of(e);
            return "";
        }
    }

    private static void keep(Model model, Path file, RunFolder folder) {
        model.save(folder.model());
        try {
            model.save(file);
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException(
                    e.getMessage() + "; the model lies in " + folder.model(), new IOException(e));
        }
    }
}
