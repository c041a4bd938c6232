package gradus.cli;

import gradus.cli.config.ImageFilesNamed;
import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.io.text.TextFiles;
import gradus.nn.data.Table;
import gradus.nn.train.Evaluation;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Model;
import gradus.nn.train.ReconstructionInput;
import gradus.nn.train.ReconstructionModel;
import gradus.nn.train.SeriesModel;
import gradus.nn.train.TableModel;
import gradus.nn.train.TextModel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus evaluate`.
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Measures a model on a table that has the target, images whose classes are known, a text or series.",
            "An autoencoder is measured on any table or images."
        })
final class EvaluateCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "The table, folder of images, or IDX file of images.")
    private Path data = Path.of("");

    @Option(names = "--labels", paramLabel = "FILE", description = "The IDX file of labels of an IDX file of images.")
    private Optional<Path> labels = Optional.empty();

    private EvaluateCommand(Session session) {
        this.session = session;
    }

    static CommandSpec spec(Session session) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new EvaluateCommand(session));
        Flags.add(spec, TableInput.settings());
        return spec;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen();
        Model loaded = Model.load(file);
        TableInput.refuse(
                labels.isPresent() && !(loaded instanceof ImageModel),
                "--labels: it names the classes of IDX images",
                file,
                loaded);
        TableInput.requireFormat(file, loaded, spec);
        Evaluation measured = switch (loaded) {
            case TableModel model -> measured(model, screen);
            case SeriesModel model -> model.evaluate(TableInput.read(data, spec));
            case TextModel model -> model.evaluate(TextFiles.read(data));
            case ImageModel model ->
                model.evaluate(ImageFilesNamed.labelled(
                        data, labels, model.input().size(), model.input().labels()));
            case ReconstructionModel model -> measured(model, screen);
        };
        screen.answer(data + ", " + measured.rows() + " " + loaded.counted() + "\n" + measured);
        screen.tell(JsonLine.of("evaluation")
                .put("file", data.toString())
                .put("rows", measured.rows())
                .put("values", measured.values()));
        return 0;
    }

    private Evaluation measured(TableModel model, Screen screen) {
        Table table = known(
                TableInput.read(data, spec), model.preprocessing().target().column());
        model.preprocessing().encode(table).notes().forEach(screen::remark);
        return model.evaluate(table);
    }

    private Evaluation measured(ReconstructionModel model, Screen screen) {
        return switch (model.input()) {
            case ReconstructionInput.Rows(var features) -> {
                Table table = TableInput.read(data, spec);
                features.encode(table).notes().forEach(screen::remark);
                yield model.evaluate(table);
            }
            case ReconstructionInput.Pictures(var size) ->
                model.evaluate(ImageFilesNamed.named(data, size).unlabelled());
        };
    }

    /// The rows whose target is known.
    private Table known(Table table, String target) {
        if (!table.hasColumn(target)) {
            return table;
        }
        int[] rows = IntStream.range(0, table.rowCount())
                .filter(row -> table.cell(row, target).isPresent())
                .toArray();
        if (rows.length == table.rowCount() || rows.length == 0) {
            return table;
        }
        session.screen()
                .remark(table.rowCount() - rows.length + " rows are left out because the target '" + target
                        + "' is missing");
        return table.rows(rows);
    }
}
