package gradus.cli;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.Preparation;
import gradus.cli.config.Settings;
import gradus.cli.run.Outline;
import gradus.cli.run.Overfit;
import gradus.cli.run.Screen;
import gradus.cli.run.SmokeTest;
import gradus.cli.run.TrainingRun;
import gradus.cli.terminal.Invocation;
import gradus.nn.train.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus train`.
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains a network on a table, images, a text or series of numbers and saves it, or an autoencoder.",
            "Every key of the configuration is a flag as well: --training.epochs=50; gradus init FILE prints them all, and what",
            "the defaults are that suit the data."
        })
final class TrainCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WatchFlags watch = new WatchFlags();

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|KEY=VALUE",
            description = {
                "A table (with --target, with --task forecast and --horizon, or with --task autoencode), a text (with",
                "--task language-model), a",
                "folder of images or of the four files of MNIST, an IDX file of images (with --labels), or a",
                "configuration ending in .yaml, .yml or .json; and keys of the configuration with values, such as",
                "optimizer.learningRate=1e-3, which win over flags and file."
            })
    private List<String> words = List.of();

    @Option(
            names = "--smoke",
            description = {
                "Take one batch through everything in seconds: a step, the measurement, files, a prediction. Says what it did",
                "and leaves nothing behind."
            })
    private boolean smoke;

    @Option(
            names = "--overfit",
            paramLabel = "N",
            description = {
                "Train on N samples until they are known by heart, without augmentation and dropout, and say whether the network",
                "could. Leaves nothing behind."
            })
    private Optional<Integer> overfit = Optional.empty();

    private TrainCommand(Session session) {
        this.session = session;
    }

    static CommandSpec spec(Session session) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new TrainCommand(session));
        Flags.add(spec, Settings.all());
        return spec;
    }

    @Override
    public Integer call() {
        Assignments said = Assignments.of(words, "train");
        ConfigReader reader = reader(said.file(), spec).with(said.given());
        requireData(reader);
        if (smoke || overfit.isPresent()) {
            look(Preparation.of(reader));
            return 0;
        }
        return new TrainingRun(session.screen(), Version.current(), watch.watching()).start(reader);
    }

    /// What is worth knowing before hours are spent.
    private void look(Preparation prepared) {
        Screen screen = session.screen();
        Outline.show(prepared, screen);
        if (smoke) {
            SmokeTest.run(prepared, screen);
        }
        overfit.ifPresent(count -> Overfit.run(prepared, count, screen));
    }

    /// Reads a configuration, or begins one with the table.
    static ConfigReader reader(String file, CommandSpec spec) {
        ConfigReader reader = ConfigReader.isConfig(file)
                ? ConfigReader.of(Path.of(file))
                : file.isEmpty() ? ConfigReader.empty() : ConfigReader.empty().with("data.file", file);
        return reader.with(Flags.given(spec.commandLine().getParseResult()));
    }

    /// Makes sure that data are named.
    static void requireData(ConfigReader reader) {
        if (!reader.has("data.file")) {
            throw new IllegalArgumentException(
                    "data.file: the configuration must name the data, got none; for instance "
                            + Invocation.of("train data.csv --target y"));
        }
    }
}
