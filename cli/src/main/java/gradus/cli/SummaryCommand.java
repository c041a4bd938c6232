package gradus.cli;

import gradus.cli.run.JsonLine;
import gradus.core.type.Shape;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.TargetEncoder;
import gradus.nn.layer.Summary;
import gradus.nn.train.TableModel;
import gradus.nn.train.Provenance;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `gradus summary`.
@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        description = "Says what a model is: layers, columns, and how it came to be.")
final class SummaryCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "MODEL", description = "A model file.")
    private Path file = Path.of("");

    SummaryCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        TableModel model = TableModel.load(file);
        Preprocessing preprocessing = model.preprocessing();
        Summary layers = Summary.of(model.network(), Shape.of(1, preprocessing.width()));
        Provenance origin = model.provenance();
        StringBuilder text = new StringBuilder();
        text.append(layers)
                .append("\nColumns\n")
                .append(preprocessing.describe().indent(2));
        text.append("  predicts ").append(words(preprocessing.target())).append('\n');
        text.append("\nOrigin\n  Gradus ")
                .append(origin.version())
                .append(", data ")
                .append(origin.source());
        text.append("\n  training rows SHA-256 ").append(origin.dataHash()).append('\n');
        origin.settings().forEach((name, value) -> text.append("  " + name + ": " + value + "\n"));
        origin.outcome().forEach((name, value) -> text.append("  " + name + ": " + value + "\n"));
        session.screen().answer(text.toString());
        session.screen()
                .tell(JsonLine.of("summary")
                        .put("parameters", layers.parameters())
                        .put("target", preprocessing.target().column())
                        .put("columns", preprocessing.columns())
                        .put("version", origin.version())
                        .put("source", origin.source())
                        .put("dataHash", origin.dataHash())
                        .texts("settings", origin.settings())
                        .texts("outcome", origin.outcome()));
        return 0;
    }

    private static String words(TargetEncoder target) {
        return switch (target) {
            case TargetEncoder.Classes classes -> classes.column() + ": one of " + String.join(", ", classes.labels());
            case TargetEncoder.Scaled scaled -> scaled.column() + ": a number";
        };
    }
}
