package gradus.cli.run;

import gradus.cli.config.ImagePreparation;
import gradus.cli.config.Preparation;
import gradus.cli.config.ReconstructionPreparation;
import gradus.cli.config.SeriesPreparation;
import gradus.cli.config.TablePreparation;
import gradus.cli.config.TextPreparation;
import gradus.cli.terminal.Invocation;
import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.nn.data.ColumnProfile;
import gradus.nn.data.Table;
import gradus.nn.data.TableProfile;
import gradus.nn.data.TableSplit;
import gradus.nn.data.image.ImageSplit;
import gradus.nn.data.series.SeriesSplit;
import gradus.nn.layer.Parameters;
import gradus.nn.network.Several;
import gradus.nn.train.Evaluation;
import gradus.nn.train.ImageModel;
import gradus.nn.train.ModelRun;
import gradus.nn.train.ReconstructionInput;
import gradus.nn.train.ReconstructionModel;
import gradus.nn.train.SeriesModel;
import gradus.nn.train.StopReason;
import gradus.nn.train.TableModel;
import gradus.nn.train.TextModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Says what is about to be trained, and what has come of it.
public final class Outline {
    private static final int MOST_NAMED = 20;

    private Outline() {}

    /// Says what is about to be trained.
    public static void show(Preparation prepared, Screen screen) {
        switch (prepared) {
            case TablePreparation table -> show(table, screen);
            case ImagePreparation images -> show(images, screen);
            case TextPreparation texts -> show(texts, screen);
            case SeriesPreparation series -> show(series, screen);
            case ReconstructionPreparation back -> ReconstructionOutline.show(back, screen);
        }
        tell(prepared, screen);
    }

    private static void show(ImagePreparation prepared, Screen screen) {
        ImageSplit split = prepared.split();
        List<String> names = split.train().classNames();
        screen.say(prepared.config().data().file() + ": images of "
                + split.train().imageSize() + ", " + names.size() + " classes: "
                + String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
                + (names.size() > MOST_NAMED ? ", …" : ""));
        screen.say("Images: " + split.train().size() + " for training, "
                + split.validation().size() + " for validation, " + split.test().size() + " for the test");
        screen.say("Network: " + prepared.architecture().describe() + ", " + parameters(prepared));
        backend(screen);
    }

    private static void show(TextPreparation prepared, Screen screen) {
        screen.say(prepared.config().data().file() + ": a text, "
                + prepared.split().train().length() + " characters for training, "
                + prepared.split().validation().length() + " for validation");
        screen.say(prepared.config()
                .data()
                .columns()
                .tokenizer()
                .map(file -> "Task: which of the " + prepared.tokenizer().size() + " tokens of " + file + " comes next")
                .orElse("Task: which character comes next"));
        screen.say("Network: " + prepared.architecture().describe() + ", " + parameters(prepared));
        backend(screen);
    }

    private static void show(SeriesPreparation prepared, Screen screen) {
        SeriesSplit split = prepared.split();
        List<String> names = split.series().names();
        screen.say(prepared.config().data().file() + ": " + split.series().length() + " rows, columns of numbers: "
                + String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
                + (names.size() > MOST_NAMED ? ", …" : ""));
        screen.say("Task: the next " + prepared.windows().horizon() + " rows of "
                + (prepared.windows().targets().isEmpty()
                        ? "all columns"
                        : String.join(", ", prepared.windows().targets()))
                + " from the " + prepared.windows().lookBack() + " before");
        screen.say("Rows: " + split.trainEnd() + " for training, " + (split.validationEnd() - split.trainEnd())
                + " for validation, " + (split.testEnd() - split.validationEnd()) + " for the test, by time");
        screen.say("Network: " + prepared.architecture().describe() + ", " + parameters(prepared));
        backend(screen);
    }

    static String parameters(Preparation prepared) {
        return String.format(
                        Locale.ROOT, "%,d", Parameters.count(prepared.training().network())) + " parameters";
    }

    static void backend(Screen screen) {
        Backend backend = Backends.standard();
        screen.say("Runs on: " + backend.name() + ", " + backend.description());
        screen.say("");
    }

    private static void show(TablePreparation prepared, Screen screen) {
        Table table = prepared.table();
        TableSplit split = prepared.split();
        TableProfile profile = split.train().profile();
        columns(table, profile, screen);
        screen.say("Task: " + split.train().reason());
        split.notes().forEach(note -> screen.say("note: " + note));
        screen.say("Rows: " + rows(prepared));
        screen.say("Network: " + prepared.architecture().describe() + ", "
                + split.preprocessing().width() + " features, " + parameters(prepared));
        backend(screen);
    }

    /// Says what a table is.
    static void columns(Table table, TableProfile profile, Screen screen) {
        screen.say(table.source() + ": " + table.rowCount() + " rows, " + table.columnCount() + " columns; "
                + String.join("; ", table.notes()));
        screen.say("");
        screen.say(new TableProfile(profile.columns(), List.of()).text());
        screen.say("");
        profile.notes().forEach(note -> screen.say("note: " + note));
    }

    private static String rows(TablePreparation prepared) {
        TableSplit split = prepared.split();
        boolean judgesItself = split.validation().rowCount() == 0 && prepared.architecture() instanceof Several;
        return split.train().table().rowCount() + " for training, "
                + (judgesItself
                        ? "each judged by the networks that do not learn from it, "
                        : split.validation().rowCount() + " for validation, ")
                + split.test().rowCount() + " for the test";
    }

    private static void tell(Preparation prepared, Screen screen) {
        switch (prepared) {
            case TablePreparation table -> tell(table, screen);
            case ReconstructionPreparation back -> ReconstructionOutline.tell(back, screen);
            case SeriesPreparation series ->
                screen.tell(JsonLine.of("data")
                        .put("file", series.config().data().file())
                        .put("rows", series.split().series().length())
                        .put("columns", series.split().series().names())
                        .put("training", series.split().trainEnd())
                        .put(
                                "validation",
                                series.split().validationEnd() - series.split().trainEnd())
                        .put("test", series.split().testEnd() - series.split().validationEnd())
                        .put("horizon", series.windows().horizon())
                        .put("lookBack", series.windows().lookBack())
                        .put("network", series.architecture().describe()));
            case TextPreparation texts ->
                screen.tell(JsonLine.of("data")
                        .put("file", texts.config().data().file())
                        .put("training", texts.split().train().length())
                        .put("validation", texts.split().validation().length())
                        .put("network", texts.architecture().describe()));
            case ImagePreparation images ->
                screen.tell(JsonLine.of("data")
                        .put("file", images.config().data().file())
                        .put("rows", images.split().train().size())
                        .put("classes", images.split().train().classNames())
                        .put("training", images.split().train().size())
                        .put("validation", images.split().validation().size())
                        .put("test", images.split().test().size())
                        .put("network", images.architecture().describe()));
        }
    }

    private static void tell(TablePreparation prepared, Screen screen) {
        TableSplit split = prepared.split();
        tell(split.train().profile(), screen);
        List<String> notes = new ArrayList<>(split.train().profile().notes());
        notes.addAll(split.notes());
        screen.tell(JsonLine.of("data")
                .put("file", prepared.table().source())
                .put("rows", prepared.table().rowCount())
                .put("target", split.train().target())
                .put("task", split.task().name().toLowerCase(Locale.ROOT))
                .put("reason", split.train().reason())
                .put("training", split.train().table().rowCount())
                .put("validation", split.validation().rowCount())
                .put("test", split.test().rowCount())
                .put("network", prepared.architecture().describe())
                .put("notes", notes));
    }

    /// Tells what the columns of a table are.
    static void tell(TableProfile profile, Screen screen) {
        for (ColumnProfile column : profile.columns()) {
            screen.tell(JsonLine.of("column")
                    .put("name", column.name())
                    .put("type", column.type().name().toLowerCase(Locale.ROOT))
                    .put("reason", column.reason())
                    .put("missing", column.missing())
                    .put("distinct", column.distinct()));
        }
    }

    private static String next(ModelRun run, Path model) {
        return switch (run.model()) {
            case TableModel _ -> "Next: " + Invocation.name() + " predict " + model + " NEW.csv --out predictions.csv";
            case ImageModel _ -> "Next: " + Invocation.name() + " predict " + model + " PICTURES --out predictions.csv";
            case ReconstructionModel back ->
                "Next: " + Invocation.name() + " predict " + model
                        + switch (back.input()) {
                            case ReconstructionInput.Rows _ -> " NEW.csv --out scores.csv";
                            case ReconstructionInput.Pictures _ ->
                                " PICTURES --out scores.csv --reconstructions FOLDER";
                        };
            case SeriesModel _ -> "Next: " + Invocation.name() + " predict " + model + " RECENT.csv --out forecast.csv";
            case TextModel _ -> "Next: " + Invocation.name() + " generate " + model + " --prompt TEXT";
        };
    }

    static void end(ModelRun run, Path model, RunFolder folder, Screen screen) {
        screen.say("");
        screen.say("Model: " + model + "   Run: " + folder.path());
        screen.say(
                run.run().reason() == StopReason.INTERRUPTED
                        ? "Next: " + Invocation.name() + " resume " + folder.path()
                        : next(run, model));
        screen.tell(JsonLine.of("result")
                .put("reason", run.run().reason().name().toLowerCase(Locale.ROOT))
                .put("steps", run.run().state().progress().step())
                .put("epochs", run.run().state().progress().epoch())
                .put("bestEpoch", run.run().bestEpoch())
                .put("validation", run.validation().map(Evaluation::values).orElse(Map.of()))
                .put("test", run.test().map(Evaluation::values).orElse(Map.of()))
                .put("model", model.toString())
                .put("run", folder.path().toString()));
    }
}
