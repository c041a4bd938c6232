package gradus.cli;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.DataConfig;
import gradus.cli.config.Settings;
import gradus.cli.run.TrainingRun;
import gradus.nn.data.Table;
import gradus.nn.train.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus train`.
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains a network on a table and saves it.",
            "Every key of the configuration is a flag as well: --training.epochs=50; gradus init prints them all."
        })
final class TrainCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            description = "A table (with --target), or a configuration ending in .yaml, .yml or .json.")
    private String file = "";

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
        ConfigReader reader = reader(file, spec);
        requireTarget(reader);
        return new TrainingRun(session.screen(), Version.current()).start(reader);
    }

    /// Reads a configuration, or begins one with the table.
    static ConfigReader reader(String file, CommandSpec spec) {
        ConfigReader reader = ConfigReader.isConfig(file)
                ? ConfigReader.of(Path.of(file))
                : ConfigReader.empty().with("data.file", file);
        return reader.with(Flags.given(spec.commandLine().getParseResult()));
    }

    /// Makes sure that a target is named; the message tells what there is to choose from.
    static void requireTarget(ConfigReader reader) {
        if (reader.has("data.target")) {
            return;
        }
        if (!reader.has("data.file")) {
            throw new IllegalArgumentException("data.file: the configuration must name the table, got none");
        }
        String data = reader.text("data.file");
        var format = reader.part("data.format", DataConfig.Format.class).options();
        List<String> names = Table.readCsv(Path.of(data), format).columnNames();
        throw new IllegalArgumentException("data.target: the column to predict must be named, got none; the columns of "
                + data + " are "
                + String.join(", ", names.subList(0, Math.min(30, names.size())))
                + (names.size() > 30 ? ", …" : "") + "; for instance --target "
                + (names.getLast().contains(" ") ? "'" + names.getLast() + "'" : names.getLast()));
    }
}
