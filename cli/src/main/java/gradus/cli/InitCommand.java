package gradus.cli;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.ConfigSchema;
import gradus.cli.config.ConfigText;
import gradus.cli.config.ImagePreparation;
import gradus.cli.config.NetworkConfig;
import gradus.cli.config.Preparation;
import gradus.cli.config.ReconstructionPreparation;
import gradus.cli.config.SeriesPreparation;
import gradus.cli.config.Settings;
import gradus.cli.config.TablePreparation;
import gradus.cli.config.TextPreparation;
import gradus.nn.data.ColumnProfile;
import gradus.nn.data.TableProfile;
import gradus.nn.data.TargetTable;
import gradus.nn.layer.Architecture;
import gradus.nn.network.Mlp;
import gradus.nn.network.Several;
import gradus.nn.train.Stopping;
import gradus.nn.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus init`.
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints a configuration for a table or images: every key with its meaning and default. Takes the flags of train.",
            "For instance: ${sys:gradus.command:-gradus} init data.csv --target y > train.yaml && ${sys:gradus.command:-gradus} train train.yaml"
        })
final class InitCommand implements Callable<Integer> {
    private static final List<String> HEAD = List.of(
            "yaml-language-server: $schema=" + ConfigSchema.FILE,
            "(gradus config --schema --out " + ConfigSchema.FILE
                    + " writes that file; editors check and complete by it)",
            "What gradus train is told, in YAML. Remove the # before a key to set it; a key that is not set",
            "has its default. Files are looked for from the folder in which gradus is started.",
            "gradus train THIS-FILE begins; flags such as --epochs 50 or --training.epochs=50 win over it.");

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|KEY=VALUE",
            description = "The table, or the folder of images; and keys with values that are to stand in it.")
    private List<String> words = List.of();

    private InitCommand(Session session) {
        this.session = session;
    }

    static CommandSpec spec(Session session) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new InitCommand(session));
        Flags.add(spec, Settings.all());
        return spec;
    }

    @Override
    public Integer call() {
        Assignments said = Assignments.of(words, "init");
        ConfigReader reader = TrainCommand.reader(said.file(), spec).with(said.given());
        TrainCommand.requireData(reader);
        Preparation prepared = Preparation.of(reader);
        ConfigText text = ConfigText.of(reader);
        if (reader.part("network", NetworkConfig.class).isSilent() && !(prepared instanceof TablePreparation)) {
            text.fallback("network.words", prepared.architecture().describe());
        }
        tell(
                text,
                Preparation.of(reader.only("data", "forecast", "autoencoder", "network"))
                        .training());
        switch (prepared) {
            case TablePreparation table -> {
                network(text, TablePreparation.of(reader.only("data").config(), table.table()));
                TargetTable target = table.split().train();
                text.remarks("data.task", List.of("found: " + target.reason()));
                text.remarks("data.columns.types", columns(target.profile()));
            }
            case SeriesPreparation series -> {
                if (!reader.has("forecast.lookBack")) {
                    text.fallback(
                            "forecast.lookBack",
                            Integer.toString(series.windows().lookBack()));
                }
            }
            case ReconstructionPreparation back -> {
                text.fallback("network.members", "1");
                if (back.source() instanceof ReconstructionPreparation.Source.Rows rows) {
                    text.remarks("data.columns.types", columns(rows.split().profile()));
                }
            }
            case TextPreparation _, ImagePreparation _ -> {}
        }
        session.screen().out().print(text.text(HEAD));
        return 0;
    }

    private static List<String> columns(TableProfile profile) {
        List<String> lines = new ArrayList<>();
        lines.add("found:");
        for (ColumnProfile column : profile.columns()) {
            lines.add("  " + column.name() + ": " + column.type().name().toLowerCase(Locale.ROOT) + " ("
                    + column.reason() + ")");
        }
        return lines;
    }

    /// The library's own network for this table, where nothing is said of it.
    private static void network(ConfigText text, TablePreparation usual) {
        if (usual.architecture() instanceof Several(int members, Architecture member) && member instanceof Mlp mlp) {
            text.fallback("network.members", Integer.toString(members))
                    .fallback("network.hidden", mlp.hidden().toString())
                    .fallback("network.activation", mlp.activation().toString())
                    .fallback("network.dropout", Double.toString(mlp.dropout()))
                    .fallback(
                            "network.normalization",
                            mlp.normalization().toString().toLowerCase(Locale.ROOT));
        }
    }

    /// The library's own choices for learning with the network that is said.
    private static void tell(ConfigText text, Training<?, ?> training) {
        Stopping stopping = training.stopping();
        text.fallback("training.epochs", Integer.toString(stopping.epochs()))
                .fallback("training.batchSize", Integer.toString(training.batchSize()))
                .fallback("training.optimizer.name", training.optimizer().name())
                .fallback(
                        "training.optimizer.learningRate",
                        training.optimizer().schedule().at(0) + ", or that of the optimizer by name")
                .fallback(
                        "training.stopping.patience",
                        stopping.patience() == Stopping.NEVER ? "no limit" : Integer.toString(stopping.patience()));
    }
}
