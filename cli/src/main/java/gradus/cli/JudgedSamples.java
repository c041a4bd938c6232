package gradus.cli;

import gradus.cli.config.ImageFilesNamed;
import gradus.cli.run.Screen;
import gradus.io.text.TextFiles;
import gradus.nn.data.Table;
import gradus.nn.data.image.ImageDataset;
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
import java.util.function.Function;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;

/// Data by which models of one kind are measured, read once.
final class JudgedSamples {
    private final Function<Model, Evaluation> measure;

    private JudgedSamples(Function<Model, Evaluation> measure) {
        this.measure = measure;
    }

    /// Refuses flags that mean nothing for a model.
    ///
    /// @param file where the model was read from
    static void requireUse(Path file, Model loaded, Optional<Path> labels, CommandSpec spec) {
        TableInput.refuse(
                labels.isPresent() && !(loaded instanceof ImageModel),
                "--labels: it names the classes of IDX images",
                file,
                loaded);
        TableInput.requireFormat(file, loaded, spec);
    }

    /// Reads the data that fit a model.
    ///
    /// @param data the table, text, folder of images or IDX file
    /// @param labels the classes of an IDX file
    /// @param spec the command with the flags that say how a table is written
    static JudgedSamples of(Model loaded, Path data, Optional<Path> labels, CommandSpec spec, Screen screen) {
        return switch (loaded) {
            case TableModel model -> {
                Table table = known(
                        TableInput.read(data, spec),
                        model.preprocessing().target().column(),
                        screen);
                model.preprocessing().encode(table).notes().forEach(screen::remark);
                yield by(TableModel.class, data, other -> other.evaluate(table));
            }
            case SeriesModel _ -> {
                Table table = TableInput.read(data, spec);
                yield by(SeriesModel.class, data, other -> other.evaluate(table));
            }
            case TextModel _ -> {
                String text = TextFiles.read(data);
                yield by(TextModel.class, data, other -> other.evaluate(text));
            }
            case ImageModel model -> {
                ImageDataset images = ImageFilesNamed.labelled(
                        data, labels, model.input().size(), model.input().labels());
                yield by(ImageModel.class, data, other -> other.evaluate(images));
            }
            case ReconstructionModel model -> back(model.input(), data, spec, screen);
        };
    }

    private static JudgedSamples back(ReconstructionInput input, Path data, CommandSpec spec, Screen screen) {
        return switch (input) {
            case ReconstructionInput.Rows(var features) -> {
                Table table = TableInput.read(data, spec);
                features.encode(table).notes().forEach(screen::remark);
                yield by(ReconstructionModel.class, data, other -> other.evaluate(table));
            }
            case ReconstructionInput.Pictures(var size) -> {
                ImageDataset images = ImageFilesNamed.named(data, size).unlabelled();
                yield by(ReconstructionModel.class, data, other -> other.evaluate(images));
            }
        };
    }

    private static <M extends Model> JudgedSamples by(Class<M> kind, Path data, Function<M, Evaluation> measure) {
        return new JudgedSamples(model -> measure.apply(model.as(kind, data)));
    }

    /// The rows whose target is known.
    private static Table known(Table table, String target, Screen screen) {
        if (!table.hasColumn(target)) {
            return table;
        }
        int[] rows = IntStream.range(0, table.rowCount())
                .filter(row -> table.cell(row, target).isPresent())
                .toArray();
        if (rows.length == table.rowCount() || rows.length == 0) {
            return table;
        }
        screen.remark(
                table.rowCount() - rows.length + " rows are left out because the target '" + target + "' is missing");
        return table.rows(rows);
    }

    /// Measures a model of the kind that the data were read for.
    Evaluation measure(Model model) {
        return measure.apply(model);
    }
}
