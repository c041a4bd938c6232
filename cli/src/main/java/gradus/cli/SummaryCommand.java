package gradus.cli;

import gradus.cli.run.JsonLine;
import gradus.core.type.Shape;
import gradus.nn.data.TargetEncoder;
import gradus.nn.summary.Summary;
import gradus.nn.train.HeldOutErrors;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Model;
import gradus.nn.train.Provenance;
import gradus.nn.train.ReconstructionInput;
import gradus.nn.train.ReconstructionModel;
import gradus.nn.train.SeriesModel;
import gradus.nn.train.TableModel;
import gradus.nn.train.TextModel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `gradus summary`.
@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        description = "Says what a model is: layers, columns, and how it came to be.")
final class SummaryCommand implements Callable<Integer> {
    private static final double USUAL = 0.95;

    private final Session session;

    @Parameters(paramLabel = "MODEL", description = "A model file.")
    private Path file = Path.of("");

    SummaryCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Model model = Model.load(file);
        Summary layers = Summary.of(model.network(), Shape.of(1).append(model.sample()));
        Provenance origin = model.provenance();
        StringBuilder text = new StringBuilder();
        text.append(layers).append(words(model));
        text.append("\nOrigin\n  Gradus ")
                .append(origin.version())
                .append(", data ")
                .append(origin.source());
        text.append("\n  training rows SHA-256 ").append(origin.dataHash()).append('\n');
        origin.settings().forEach((name, value) -> text.append("  " + name + ": " + value + "\n"));
        origin.outcome().forEach((name, value) -> text.append("  " + name + ": " + value + "\n"));
        session.screen().answer(text.toString());
        JsonLine line =
                JsonLine.of("summary").put("parameters", layers.parameters()).put("flops", layers.flops());
        addInput(line, model);
        session.screen()
                .tell(line.put("version", origin.version())
                        .put("source", origin.source())
                        .put("dataHash", origin.dataHash())
                        .texts("settings", origin.settings())
                        .texts("outcome", origin.outcome()));
        return 0;
    }

    private static void addInput(JsonLine line, Model model) {
        switch (model) {
            case TableModel table ->
                line.put("target", table.preprocessing().target().column())
                        .put("columns", table.preprocessing().columns());
            case SeriesModel series ->
                line.put("columns", series.input().scaling().names())
                        .put("targets", series.input().targets())
                        .put("lookBack", series.input().lookBack())
                        .put("horizon", series.input().horizon());
            case TextModel texts ->
                line.put("tokens", texts.input().tokenizer().size())
                        .put("context", texts.input().context());
            case ImageModel images ->
                line.put("input", images.input().size().toString())
                        .put("classes", images.input().labels());
            case ReconstructionModel back -> {
                switch (back.input()) {
                    case ReconstructionInput.Rows(var features) -> line.put("columns", features.columns());
                    case ReconstructionInput.Pictures(var size) -> line.put("input", size.toString());
                }
                line.put("heldOut", back.heldOut().samples())
                        .put("error95", back.heldOut().quantile(USUAL));
            }
        }
    }

    private static String words(Model model) {
        return switch (model) {
            case TableModel table ->
                "\nColumns\n" + table.preprocessing().describe().indent(2) + "  predicts "
                        + words(table.preprocessing().target()) + "\n";
            case SeriesModel series ->
                "\nSeries\n  sees " + series.input().lookBack() + " rows of "
                        + String.join(", ", series.input().scaling().names()) + "\n  forecasts "
                        + series.input().horizon() + " rows of "
                        + String.join(", ", series.input().targets()) + "\n";
            case TextModel texts ->
                "\nTexts\n  of " + texts.input().tokenizer().size() + " different tokens, "
                        + texts.input().context() + " seen at once\n";
            case ImageModel images ->
                "\nImages\n  of " + images.input().size() + "\n  predicts one of "
                        + String.join(", ", images.input().labels()) + "\n";
            case ReconstructionModel back -> words(back);
        };
    }

    private static String words(ReconstructionModel model) {
        String seen = switch (model.input()) {
            case ReconstructionInput.Rows(var features) ->
                "\nColumns, which come back\n" + features.describe().indent(2);
            case ReconstructionInput.Pictures(var size) -> "\nImages, which come back\n  of " + size + "\n";
        };
        HeldOutErrors errors = model.heldOut();
        return seen
                + String.format(
                        Locale.ROOT,
                        "  errors of %d %s samples: median %.4g, 95 %% below %.4g, largest %.4g%n",
                        errors.samples(),
                        errors.origin().words(),
                        errors.quantile(0.5),
                        errors.quantile(USUAL),
                        errors.quantile(1));
    }

    private static String words(TargetEncoder target) {
        return switch (target) {
            case TargetEncoder.Classes classes -> classes.column() + ": one of " + String.join(", ", classes.labels());
            case TargetEncoder.Scaled scaled -> scaled.column() + ": a number";
        };
    }
}
