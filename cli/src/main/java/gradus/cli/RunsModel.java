package gradus.cli;

import gradus.cli.config.Preparation;
import gradus.cli.run.FinishedRun;
import gradus.cli.run.JsonLine;
import gradus.cli.run.RunFolder;
import gradus.core.type.FormatException;
import gradus.io.file.FileProblem;
import gradus.nn.train.ModelFormat;
import gradus.nn.train.ModelRun;
import gradus.nn.train.Progress;
import gradus.nn.train.Stopping;
import gradus.nn.train.TrainState;
import gradus.nn.train.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus runs model`.
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Makes a model of an epoch that --keep-best kept, measured on the data of the run.")
final class RunsModel implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN-DIR", description = "The folder of the run, such as runs/data-1.")
    private Path folder = Path.of("");

    @Option(names = "--epoch", required = true, paramLabel = "N", description = "The epoch.")
    private int epoch;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The model file.")
    private Path out = Path.of("");

    RunsModel(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        RunFolder run = RunFolder.open(folder, "runs model");
        Path file = run.best().resolve("epoch-" + epoch + ".gradus");
        if (!Files.exists(file)) {
            throw new FormatException(
                    "--epoch: the run must have kept it, but " + epoch + " is not there; " + kept(run),
                    new NoSuchFileException(file.toString()));
        }
        Preparation prepared = FinishedRun.open(folder).prepared();
        TrainState state = ModelFormat.installed().loadState(file);
        ModelRun ended =
                prepared.training().stopping(Stopping.afterEpochs(epoch)).resume(alone(state));
        ended.model().save(out);
        session.screen()
                .say(ended.validation()
                        .map(measured -> "Validation, " + measured.rows() + " "
                                + ended.model().counted() + "\n" + measured + "\n")
                        .orElse(""));
        session.screen().say("Model of epoch " + epoch + ": " + out);
        session.screen().tell(JsonLine.of("model").put("epoch", epoch).put("file", out.toString()));
        return 0;
    }

    /// A state that knows no better epoch than its own.
    private static TrainState alone(TrainState state) {
        Progress at = state.progress();
        Watch watch = at.watch();
        Watch without = new Watch(
                watch.best(),
                0,
                watch.waiting(),
                watch.unchanged(),
                watch.plateau(),
                watch.gradientNorm(),
                watch.stepNorm());
        Progress progress =
                new Progress(at.step(), at.epoch(), at.batch(), at.loss(), at.measures(), without, at.history());
        return new TrainState(state.weights(), state.optimizer(), state.best(), progress);
    }

    private static String kept(RunFolder run) {
        if (!Files.isDirectory(run.best())) {
            return "train with --keep-best 3 to keep the best epochs";
        }
        try (Stream<Path> files = Files.list(run.best())) {
            List<String> names = files.map(kept -> String.valueOf(kept.getFileName()))
                    .sorted()
                    .toList();
            return "there are " + String.join(", ", names);
        } catch (IOException e) {
            throw FileProblem.reading(run.best(), e);
        }
    }
}
