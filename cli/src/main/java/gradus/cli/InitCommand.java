package gradus.cli;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.ConfigText;
import gradus.cli.config.DataConfig;
import gradus.cli.config.ImagePreparation;
import gradus.cli.config.Preparation;
import gradus.cli.config.ReconstructionPreparation;
import gradus.cli.config.SeriesPreparation;
import gradus.cli.config.Settings;
import gradus.cli.config.TablePreparation;
import gradus.cli.config.TextPreparation;
import gradus.nn.data.ColumnProfile;
import gradus.nn.data.Table;
import gradus.nn.data.TableProfile;
import gradus.nn.data.TargetTable;
import gradus.nn.layer.Architecture;
import gradus.nn.network.Mlp;
import gradus.nn.network.Several;
import gradus.nn.train.Stopping;
import gradus.nn.train.Training;
import java.nio.file.Path;
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
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The table, or the folder of images.")
    private String file = "";

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
        ConfigReader reader = TrainCommand.reader(file, spec);
        TrainCommand.requireData(reader);
        Preparation prepared = Preparation.of(reader);
        ConfigText text = ConfigText.of(reader);
        switch (prepared) {
            case TablePreparation table -> {
                defaults(text, reader);
                TargetTable target = table.split().train();
                text.remarks("data.task", List.of("found: " + target.reason()));
                text.remarks("data.columns.types", columns(target.profile()));
            }
            case TextPreparation texts -> {
                text.fallback("network.words", texts.architecture().describe());
                tell(text, texts.training());
            }
            case SeriesPreparation series -> {
                text.fallback("network.words", series.architecture().describe())
                        .fallback(
                                "forecast.lookBack",
                                Integer.toString(series.windows().lookBack()));
                tell(text, series.training());
            }
            case ImagePreparation images -> {
                text.fallback("network.words", images.architecture().describe());
                tell(text, images.training());
            }
            case ReconstructionPreparation back -> tell(text, back);
        }
        session.screen()
                .out()
                .print(
                        text.text(
                                List.of(
                                        "What gradus train is told, in YAML. Remove the # before a key to set it; a key that is not set",
                                        "has its default. Files are looked for from the folder in which gradus is started.",
                                        "gradus train THIS-FILE begins; flags such as --epochs 50 or --training.epochs=50 win over it.")));
        return 0;
    }

    private static void tell(ConfigText text, ReconstructionPreparation back) {
        text.fallback("network.words", back.architecture().describe()).fallback("network.members", "1");
        tell(text, back.training());
        if (back.source() instanceof ReconstructionPreparation.Source.Rows rows) {
            text.remarks("data.columns.types", columns(rows.split().profile()));
        }
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

    /// The library's own choices for this table, where nothing is said.
    private static void defaults(ConfigText text, ConfigReader reader) {
        ConfigReader bare = ConfigReader.empty()
                .with("data.file", reader.text("data.file"))
                .with("data.target", reader.text("data.target"));
        DataConfig.Format format = reader.part("data.format", DataConfig.Format.class);
        Table table = Table.readCsv(Path.of(reader.text("data.file")), format.options());
        TablePreparation usual = TablePreparation.of(bare.config(), table);
        if (usual.architecture() instanceof Several(int members, Architecture member) && member instanceof Mlp mlp) {
            text.fallback("network.members", Integer.toString(members))
                    .fallback("network.hidden", mlp.hidden().toString())
                    .fallback("network.activation", mlp.activation().toString())
                    .fallback("network.dropout", Double.toString(mlp.dropout()))
                    .fallback(
                            "network.normalization",
                            mlp.normalization().toString().toLowerCase(Locale.ROOT));
        }
        tell(text, usual.training());
    }

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
