package gradus.cli.run;

import gradus.cli.config.Preparation;
import gradus.core.tensor.Tensor;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.io.file.FileProblem;
import gradus.nn.data.Loader;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.train.EpochReport;
import gradus.nn.train.Evaluation;
import gradus.nn.train.Model;
import gradus.nn.train.ModelFormat;
import gradus.nn.train.ModelRun;
import gradus.nn.train.Stopping;
import gradus.nn.train.TrainingParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// One batch through everything that a training does, before hours are spent: a step, the measurement, files of model
/// and state written and read, and a prediction by what was read. Nothing stays behind.
public final class SmokeTest {
    private static final double NANOS = 1e9;

    private final Screen screen;
    private long since = System.nanoTime();

    private SmokeTest(Screen screen) {
        this.screen = screen;
    }

    /// Does it.
    ///
    /// @throws FormatException if what was read is not what was written
    public static void run(Preparation prepared, Screen screen) {
        new SmokeTest(screen).through(prepared);
    }

    private void through(Preparation prepared) {
        ModelRun run = prepared.training()
                .stopping(Stopping.afterEpochs(1).withSteps(1))
                .fit();
        double loss = run.run().history().isEmpty()
                ? run.run().state().progress().loss().mean()
                : run.run().best().map(EpochReport::trainingLoss).orElse(Double.NaN);
        said(
                "a step on " + prepared.training().batchSize() + " samples at most",
                String.format(Locale.ROOT, "loss %.5g", loss));
        said("measurement on the validation", measured(run));
        try {
            Path folder = Files.createTempDirectory("gradus-smoke");
            try {
                files(run, prepared, folder);
            } finally {
                try (var left = Files.list(folder)) {
                    for (Path file : left.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw FileProblem.writing(Path.of(System.getProperty("java.io.tmpdir", ".")), e);
        }
        screen.answer("All of it works; nothing was left behind.");
    }

    private static String measured(ModelRun run) {
        return run.validation()
                .map(Evaluation::values)
                .map(values -> values.isEmpty() ? "done" : RunTable.measures(values, 2))
                .orElse("no rows are set aside");
    }

    private void files(ModelRun run, Preparation prepared, Path folder) throws IOException {
        Path file = folder.resolve("model.gradus");
        Path state = folder.resolve("state.gradus");
        run.model().save(file);
        ModelFormat.installed().save(run.run().state(), state);
        Model read = Model.load(file, List.of());
        long step = ModelFormat.installed().loadState(state).progress().step();
        said("files of model and state written and read", Files.size(file) + " and " + Files.size(state) + " bytes");
        double[] before = answers(run.model().network(), prepared);
        double[] after = answers(read.network(), prepared);
        if (step != 1 || !Arrays.equals(before, after)) {
            throw new FormatException("smoke: a model that was written and read must answer as before, but its numbers"
                    + " differ; please report it");
        }
        said("prediction by the model that was read", before.length + " numbers, the same as before");
    }

    private static double[] answers(Layer network, Preparation prepared) {
        TrainingParts<Layer> parts = TrainingParts.of(prepared.training());
        Loader loader = parts.loader();
        List<Literal> batch = new ArrayList<>();
        for (TensorType type : loader.types(loader.rows(0))) {
            batch.add(Literal.zeros(type));
        }
        loader.fill(0, 0, batch);
        return network.forward(Tensor.of(batch.getFirst()), Context.inference()).toDoubles();
    }

    private void said(String what, String outcome) {
        long now = System.nanoTime();
        double seconds = (now - since) / NANOS;
        since = now;
        screen.say(String.format(Locale.ROOT, "%6.2f s  %s: %s", seconds, what, outcome));
        screen.tell(
                JsonLine.of("smoke").put("part", what).put("outcome", outcome).put("seconds", seconds));
    }
}
