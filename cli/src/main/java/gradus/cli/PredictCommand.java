package gradus.cli;

import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.cli.terminal.Invocation;
import gradus.io.file.AtomicFile;
import gradus.nn.data.EncodedTable;
import gradus.nn.data.Table;
import gradus.nn.data.TargetEncoder;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Model;
import gradus.nn.train.Novelty;
import gradus.nn.train.Prediction;
import gradus.nn.train.ReconstructionInput;
import gradus.nn.train.ReconstructionModel;
import gradus.nn.train.SeriesModel;
import gradus.nn.train.TableModel;
import gradus.nn.train.TextModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus predict`.
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Predicts the target of each row of a table, what each picture shows, or how series go on.",
            "A forecast goes on after the last row of a table; an autoencoder says how well it gives rows or pictures back.",
            "Writes the table with a column prediction and, for classes, its probability, as comma-separated text.",
            "A category that training did not see counts as none of the known ones, a missing value is filled in as",
            "in training; both are told on standard error, and so are rows whose numbers lie far from those of",
            "training, and pictures whose brightness and roughness do."
        })
final class PredictCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "The table, picture, folder of pictures or IDX file.")
    private Path data = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write. Default: standard output.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--probabilities", description = "Write the probability of each class too.")
    private boolean probabilities;

    @Option(
            names = "--distance",
            description = {
                "Write how unlike the training rows each row is: distance, the distance of its numbers as a multiple"
                        + " of the one that 99.9 percent of the training rows stay under; unseen, its categories that"
                        + " training did not see; missing, its values missing where training had all. Of a picture the distance"
                        + " alone."
            })
    private boolean distance;

    @Option(names = "--only-predictions", description = "Leave out the columns of the table.")
    private boolean bare;

    @Option(
            names = "--reconstructions",
            paramLabel = "DIR",
            description = "Write each picture beside what an autoencoder gives back as a PNG file into this folder.")
    private Optional<Path> reconstructions = Optional.empty();

    private PredictCommand(Session session) {
        this.session = session;
    }

    static CommandSpec spec(Session session) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new PredictCommand(session));
        Flags.add(spec, TableInput.settings());
        return spec;
    }

    @Override
    public Integer call() {
        Model loaded = Model.load(file);
        requireUse(loaded);
        return switch (loaded) {
            case TableModel model -> predict(model);
            case TextModel _ ->
                throw new IllegalArgumentException("predict: " + file
                        + " holds a language model, which writes texts; use " + Invocation.of("generate " + file));
            case SeriesModel model ->
                new SeriesPredictions(session.screen(), model.forecast(TableInput.read(data, spec))).write(out);
            case ImageModel model ->
                new ImagePredictions(session.screen(), model, data, probabilities, distance).write(out);
            case ReconstructionModel model -> {
                var answers = new ReconstructionPredictions(session.screen(), model, out);
                yield switch (model.input()) {
                    case ReconstructionInput.Rows(var features) ->
                        answers.rows(features, TableInput.read(data, spec), bare);
                    case ReconstructionInput.Pictures(var size) -> answers.pictures(size, data, reconstructions);
                };
            }
        };
    }

    /// Flags of other models are no use here.
    private void requireUse(Model model) {
        boolean back = model instanceof ReconstructionModel;
        if (back && (probabilities || distance)) {
            throw new IllegalArgumentException("predict: " + file + " holds an autoencoder, which has no"
                    + " probabilities, and whose anomaly score stands for the distance; leave --probabilities and"
                    + " --distance out");
        }
        boolean classes = model instanceof ImageModel
                || model instanceof TableModel table && table.preprocessing().target() instanceof TargetEncoder.Classes;
        TableInput.refuse(probabilities && !classes, "--probabilities: a class has a probability", file, model);
        TableInput.refuse(
                distance && !(model instanceof TableModel || model instanceof ImageModel),
                "--distance: it compares rows or pictures with those of training",
                file,
                model);
        TableInput.refuse(
                bare && !TableInput.answersRows(model),
                "--only-predictions: it leaves out the columns of a table",
                file,
                model);
        boolean pictures = model instanceof ReconstructionModel autoencoder
                && autoencoder.input() instanceof ReconstructionInput.Pictures;
        TableInput.refuse(
                reconstructions.isPresent() && !pictures,
                "--reconstructions: pictures come back from an autoencoder of pictures",
                file,
                model);
        TableInput.requireFormat(file, model, spec);
    }

    private int predict(TableModel model) {
        Table table = TableInput.read(data, spec);
        EncodedTable encoded = model.preprocessing().encode(table);
        Screen screen = session.screen();
        encoded.notes().forEach(screen::remark);
        List<Prediction> predictions = model.predict(encoded);
        FarRows.remark(predictions, "row", row -> "row " + (row + 1)).ifPresent(screen::remark);
        List<String> labels =
                model.preprocessing().target() instanceof TargetEncoder.Classes classes ? classes.labels() : List.of();
        if (out.isPresent()) {
            AtomicFile.write(out.get(), stream -> write(stream, table, predictions, labels));
            screen.say(out.get() + ": " + predictions.size() + " predictions");
            screen.tell(
                    JsonLine.of("predictions").put("file", out.get().toString()).put("rows", predictions.size()));
        } else if (screen.mode() == Screen.Mode.JSON) {
            for (int row = 0; row < predictions.size(); row++) {
                screen.tell(json(row, predictions.get(row)));
            }
        } else {
            Csv.print(screen, stream -> write(stream, table, predictions, labels));
        }
        return 0;
    }

    private JsonLine json(int row, Prediction prediction) {
        JsonLine line = JsonLine.of("prediction").put("row", row + 1);
        if (distance) {
            Novelty novelty = FarRows.known(prediction);
            line.put("distance", novelty.distance())
                    .put("unseen", novelty.unseen())
                    .put("missing", novelty.missing());
        }
        return switch (prediction) {
            case Prediction.OfValue value -> line.put("prediction", value.value());
            case Prediction.OfClass found -> {
                line.put("prediction", found.label()).put("probability", found.confidence());
                yield probabilities ? line.put("probabilities", found.probabilities()) : line;
            }
        };
    }

    private void write(OutputStream stream, Table table, List<Prediction> predictions, List<String> labels)
            throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> columns = bare ? List.of() : table.columnNames();
        Csv.line(text, header(columns, labels));
        for (int row = 0; row < predictions.size(); row++) {
            List<String> cells = new ArrayList<>();
            for (String column : columns) {
                cells.add(table.cell(row, column).orElse(""));
            }
            cells(predictions.get(row), cells);
            Csv.line(text, cells);
            if (text.length() > Csv.CHUNK) {
                stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
            }
        }
        stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// The names of the columns; a new name that the table has already gets a number.
    private List<String> header(List<String> columns, List<String> labels) {
        List<String> names = new ArrayList<>(columns);
        names.add(free("prediction", names));
        if (!labels.isEmpty()) {
            names.add(free("probability", names));
        }
        if (probabilities) {
            labels.forEach(label -> names.add(free("probability of " + label, names)));
        }
        if (distance) {
            FarRows.COLUMNS.forEach(column -> names.add(free(column, names)));
        }
        return names;
    }

    static String free(String wanted, List<String> taken) {
        String name = wanted;
        for (int n = 2; taken.contains(name); n++) {
            name = wanted + " " + n;
        }
        return name;
    }

    private void cells(Prediction prediction, List<String> cells) {
        cells.add(prediction.text());
        switch (prediction) {
            case Prediction.OfValue _ -> {}
            case Prediction.OfClass found -> {
                cells.add(probability(found.confidence()));
                if (probabilities) {
                    found.probabilities().values().forEach(value -> cells.add(probability(value)));
                }
            }
        }
        if (distance) {
            cells.addAll(FarRows.cells(prediction));
        }
    }

    static String probability(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
