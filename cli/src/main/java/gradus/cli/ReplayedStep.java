package gradus.cli;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.Preparation;
import gradus.cli.run.RunFolder;
import gradus.cli.run.Screen;
import gradus.explain.Explain;
import gradus.explain.step.Labels;
import gradus.nn.layer.Layer;
import gradus.nn.train.ModelFormat;
import gradus.nn.train.StepByStep;
import gradus.nn.train.Training;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A step of a run, done once more: the same data, order and keys give the same numbers.
final class ReplayedStep {
    private ReplayedStep() {}

    /// Replays a run up to an update and explains it.
    ///
    /// @param path the folder of the run
    /// @param step which update, counted from 1
    static Explain of(Path path, long step, Screen screen) {
        if (step < 1) {
            throw new IllegalArgumentException("--step: updates are counted from 1, got " + step);
        }
        RunFolder folder = RunFolder.open(path);
        ConfigReader reader = ConfigReader.of(folder.config());
        folder.checkOrigin(reader.config().data().files());
        requireDone(folder, step);
        Training<Layer, ?> training = Preparation.of(reader).training();
        if (training.settings().containsKey("plateau")) {
            screen.remark("the rate of this run falls where the loss stands still; the replay keeps the first rate");
        }
        StepByStep<Layer> steps = StepByStep.of(training);
        while (steps.step() < step - 1) {
            steps.read();
            steps.update();
        }
        steps.read();
        String title = "Update " + step + " of " + path.getFileName();
        return Explain.of(steps.moment()).labels(new Labels(title, List.of(), List.of()));
    }

    private static void requireDone(RunFolder folder, long step) {
        if (!Files.exists(folder.state())) {
            return; // a run without checkpoints does not say how far it came
        }
        long done = ModelFormat.installed().loadState(folder.state()).progress().step();
        if (step > done) {
            throw new IllegalArgumentException("--step: the run has done " + done + " updates, got " + step);
        }
    }
}
