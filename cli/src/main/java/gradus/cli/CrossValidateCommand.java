package gradus.cli;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.Preparation;
import gradus.cli.config.Settings;
import gradus.cli.config.TablePreparation;
import gradus.cli.config.TrainConfig;
import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.cli.study.StudyFolder;
import gradus.cli.study.Worker;
import gradus.cli.terminal.Tables;
import gradus.cli.terminal.Tables.Column;
import gradus.core.type.Key;
import gradus.nn.data.Folds;
import gradus.nn.data.Table;
import gradus.nn.data.TargetTable;
import gradus.nn.layer.Architecture;
import gradus.nn.train.CrossValidation;
import gradus.nn.train.CrossValidation.Score;
import gradus.nn.train.CrossValidation.Scores;
import gradus.nn.train.TableModel;
import gradus.nn.train.TableRun;
import gradus.nn.train.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `gradus cross-validate`.
@Command(
        name = "cross-validate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how well a way of training does on rows that it did not learn from: it is trained once for each fold of a"
                    + " table and measured on the rows of the fold.",
            "Takes a configuration and the flags of gradus train.",
            "Killed or interrupted, the same command goes on where it was."
        })
final class CrossValidateCommand implements Callable<Integer> {
    private static final List<String> SHOWN = List.of("accuracy", "logLoss", "rocAuc", "f1Macro", "rmse", "mae", "r2");

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The table, or a configuration.")
    private String file = "";

    @Mixin
    private FoldFlags flags = new FoldFlags();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write each row with the answer of the fold that judges it into this file.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--study",
            paramLabel = "DIR",
            description = "The folder of what is done so far. Default: runs/NAME-cross-validate.")
    private Optional<Path> study = Optional.empty();

    private CrossValidateCommand(Session session) {
        this.session = session;
    }

    static CommandSpec spec(Session session) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new CrossValidateCommand(session));
        Flags.add(
                spec,
                Settings.all().stream()
                        .filter(setting -> !setting.flags().contains("--out")
                                && !setting.flags().contains("--run-dir"))
                        .toList());
        return spec;
    }

    @Override
    public Integer call() {
        ConfigReader reader = TrainCommand.reader(file, spec);
        TrainCommand.requireData(reader);
        flags.group().ifPresent(column -> ignore(reader, column));
        TrainConfig config = TablePreparation.tableOnly(reader, "cross-validate");
        TablePreparation.requireNoneHeldBack(config, "cross-validate");
        CrossValidation validation = validation(config);
        Path path = study.orElse(Path.of("runs", Preparation.name(config.data().file()) + "-cross-validate"));
        var identity = new StudyFolder.Identity("cross-validate", Version.current(), flags.words());
        try (StudyFolder folder = StudyFolder.open(path, identity, reader);
                Worker worker = new Worker(folder, config.output(), session.screen())) {
            for (Folds.Fold fold : validation.folds().all()) {
                if (values(folder, fold).isEmpty() && !trained(fold, validation, folder, worker)) {
                    session.screen().say("Interrupted; the same command goes on.");
                    return worker.code();
                }
            }
            show(scores(validation, folder), validation.target().table());
        }
        return 0;
    }

    private static void ignore(ConfigReader reader, String column) {
        List<String> ignored = Stream.concat(
                        reader.config().data().columns().ignore().orElse(List.of()).stream(), Stream.of(column))
                .toList();
        reader.with("data.columns.ignore", String.join(",", ignored));
    }

    private CrossValidation validation(TrainConfig config) {
        TargetTable target = TablePreparation.target(config);
        Architecture architecture = TablePreparation.architecture(config, target.task());
        Key key = Key.of(config.training().seed().orElse(0L)).fold("cross-validate");
        return CrossValidation.of(
                        target, flags.of(target, key), split -> TablePreparation.training(config, architecture, split))
                .validation(TablePreparation.validation(config, architecture), key);
    }

    private static Optional<Map<String, Double>> values(StudyFolder folder, Folds.Fold fold) {
        for (JsonNode outcome : folder.outcomes()) {
            if (outcome.path("fold").asString("").equals(fold.name())) {
                Map<String, Double> values = new LinkedHashMap<>();
                outcome.path("values")
                        .propertyStream()
                        .forEach(value ->
                                values.put(value.getKey(), value.getValue().asDouble(Double.NaN)));
                return Optional.of(values);
            }
        }
        return Optional.empty();
    }

    /// Trains a fold; false if it was interrupted.
    private boolean trained(Folds.Fold fold, CrossValidation validation, StudyFolder folder, Worker worker) {
        String name = "fold-" + fold.name();
        Optional<TableRun> run = worker.train(name, validation.training().apply(validation.split(fold)));
        if (run.isEmpty()) {
            return false;
        }
        Map<String, Double> values = run.get().test().orElseThrow().values();
        run.get().model().save(folder.model(name));
        JsonLine outcome = JsonLine.of("fold")
                .put("fold", fold.name())
                .put("learned", fold.learned().size())
                .put("judged", fold.judged().size())
                .put("values", values);
        folder.record(outcome);
        worker.forget(name);
        session.screen().tell(outcome);
        session.screen().say("fold " + fold.name() + ": " + words(values));
        return true;
    }

    private static String words(Map<String, Double> values) {
        List<String> words = new ArrayList<>();
        values.forEach((name, value) -> {
            if (SHOWN.contains(name)) {
                words.add(name + " " + number(value));
            }
        });
        return String.join(", ", words);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static Scores scores(CrossValidation validation, StudyFolder folder) {
        List<Score> scores = new ArrayList<>();
        for (Folds.Fold fold : validation.folds().all()) {
            TableModel model = TableModel.load(folder.model("fold-" + fold.name()));
            scores.add(new Score(
                    fold,
                    values(folder, fold).orElseThrow(),
                    model.predict(validation.split(fold).test())));
        }
        return new Scores(scores);
    }

    private void show(Scores scores, Table table) {
        Screen screen = session.screen();
        List<String> names = scores.names().stream().filter(SHOWN::contains).toList();
        List<Column> columns =
                new ArrayList<>(List.of(Column.left("fold"), Column.right("learned"), Column.right("judged")));
        names.forEach(name -> columns.add(Column.right(name)));
        List<List<String>> rows = new ArrayList<>();
        for (Score score : scores.all()) {
            List<String> row = new ArrayList<>(List.of(
                    score.fold().name(),
                    Integer.toString(score.fold().learned().size()),
                    Integer.toString(score.fold().judged().size())));
            names.forEach(name -> row.add(number(score.values().getOrDefault(name, Double.NaN))));
            rows.add(row);
        }
        screen.say("");
        screen.answer(Tables.text(columns, rows, screen.terminal()));
        screen.answer("");
        Map<String, Double> means = new LinkedHashMap<>();
        Map<String, Double> spreads = new LinkedHashMap<>();
        for (String name : scores.names()) {
            means.put(name, scores.mean(name));
            spreads.put(name, scores.spread(name));
        }
        names.forEach(
                name -> screen.answer(name + ": " + number(scores.mean(name)) + " ± " + number(scores.spread(name))
                        + " (mean and standard deviation of " + scores.all().size() + " folds)"));
        screen.tell(JsonLine.of("cross-validation").put("mean", means).put("spread", spreads));
        out.ifPresent(to -> {
            OutOfFold.write(to, table, scores);
            screen.say("Answers of each row: " + to);
        });
    }
}
