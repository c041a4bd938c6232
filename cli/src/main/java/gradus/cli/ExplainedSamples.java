package gradus.cli;

import gradus.cli.config.ImageFilesNamed;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.io.text.TextFiles;
import gradus.nn.data.Dataset;
import gradus.nn.data.EncodedTable;
import gradus.nn.data.TargetEncoder;
import gradus.nn.data.series.Series;
import gradus.nn.data.series.SeriesWindows;
import gradus.nn.data.text.TextWindows;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Model;
import gradus.nn.train.ReconstructionInput;
import gradus.nn.train.ReconstructionModel;
import gradus.nn.train.SeriesModel;
import gradus.nn.train.TableModel;
import gradus.nn.train.TextModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// The samples of a file as the network of a model sees them, with what people call their parts.
///
/// @param data the samples
/// @param inputs the names of what goes in, if it has names
/// @param outputs the names of what comes out, if it has names
record ExplainedSamples(Dataset data, List<String> inputs, List<String> outputs) {
    /// Reads the samples of a file for a model.
    ///
    /// @param labels the IDX file of labels of an IDX file of images
    static ExplainedSamples of(Model model, Path file, Optional<Path> labels, CommandSpec spec) {
        return switch (model) {
            case TableModel table -> {
                List<String> classes = table.preprocessing().target() instanceof TargetEncoder.Classes known
                        ? known.labels()
                        : List.of(table.preprocessing().target().column());
                yield new ExplainedSamples(
                        table.preprocessing().dataset(TableInput.read(file, spec)),
                        table.preprocessing().featureNames(),
                        classes);
            }
            case ImageModel images ->
                new ExplainedSamples(
                        ImageFilesNamed.labelled(
                                        file,
                                        labels,
                                        images.input().size(),
                                        images.input().labels())
                                .scaled(images.input().scaling()),
                        List.of(),
                        images.input().labels());
            case TextModel texts -> {
                int[] tokens = texts.input().tokenizer().encode(TextFiles.read(file));
                yield new ExplainedSamples(
                        TextWindows.inOrder(tokens, texts.input().context()), List.of(), List.of());
            }
            case SeriesModel series -> {
                List<String> names = series.input().scaling().names();
                Series scaled = series.input().scaling().apply(Series.of(TableInput.read(file, spec), names));
                yield new ExplainedSamples(
                        SeriesWindows.of(scaled, series.input().windows()), List.of(), List.of());
            }
            case ReconstructionModel back -> back(back, file, spec);
        };
    }

    private static ExplainedSamples back(ReconstructionModel model, Path file, CommandSpec spec) {
        return switch (model.input()) {
            case ReconstructionInput.Rows(var features) ->
                new ExplainedSamples(
                        new Rows(features.encode(TableInput.read(file, spec))), features.names(), features.names());
            case ReconstructionInput.Pictures(var size) ->
                new ExplainedSamples(ImageFilesNamed.named(file, size).unlabelled(), List.of(), List.of());
        };
    }

    /// The rows of a table without a target.
    private record Rows(EncodedTable table) implements Dataset {
        @Override
        public int size() {
            return table.features().length / Math.max(1, table.width());
        }

        @Override
        public List<TensorType> sampleTypes() {
            return List.of(TensorType.float32(table.width()));
        }

        @Override
        public void read(int index, Key key, List<Literal> batch, int row) {
            int width = table.width();
            System.arraycopy(table.features(), index * width, batch.getFirst().floats(), row * width, width);
        }
    }

    /// Gives samples as a batch.
    ///
    /// @param first the first of them, counted from 1
    /// @param count how many
    Map<String, Literal> batch(int first, int count) {
        if (first < 1 || count < 1 || first + count - 1 > data.size()) {
            throw new IllegalArgumentException("--row, --rows: there are " + data.size()
                    + " samples, counted from 1, got " + count + " from " + first);
        }
        Map<String, Literal> batch = new LinkedHashMap<>();
        for (int part = 0; part < data.sampleTypes().size(); part++) {
            TensorType type = data.sampleTypes().get(part);
            batch.put(
                    data.partNames().get(part),
                    Literal.zeros(type.with(Shape.of(count).append(type.shape()))));
        }
        for (int row = 0; row < count; row++) {
            data.read(first - 1 + row, Key.of(0).fold(row), List.copyOf(batch.values()), row);
        }
        return batch;
    }
}
