package gradus.cli;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.Preparation;
import gradus.cli.config.Setting;
import gradus.cli.config.Settings;
import gradus.cli.config.TablePreparation;
import gradus.cli.config.TrainConfig;
import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.cli.study.AutoStudy;
import gradus.cli.study.Budget;
import gradus.cli.study.StudyFolder;
import gradus.cli.study.Worker;
import gradus.cli.terminal.Invocation;
import gradus.cli.terminal.Tables;
import gradus.cli.terminal.Tables.Column;
import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.nn.data.TableSplit;
import gradus.nn.train.Evaluation;
import gradus.nn.train.TableBlend;
import gradus.nn.train.TableModel;
import gradus.nn.train.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus auto`.
@Command(
        name = "auto",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Tries a handful of ways to learn a table, judges each by rows that it did not learn from, joins the best ones, and"
                    + " saves one model.",
            "Killed or interrupted, the same command goes on where it was; with more --time it tries more."
        })
final class AutoCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The table, or a configuration.")
    private String file = "";

    @Option(
            names = "--time",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "How long trainings may take, such as 90s, 10m or 1h. Default: 10m.")
    private String time = "";

    @Option(
            names = "--study",
            paramLabel = "DIR",
            description = "The folder of what is done so far. Default: runs/NAME-auto.")
    private Optional<Path> study = Optional.empty();

    private AutoCommand(Session session) {
        this.session = session;
    }

    static CommandSpec spec(Session session) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new AutoCommand(session));
        Flags.add(spec, Settings.all().stream().filter(AutoCommand::isUsed).toList());
        return spec;
    }

    private static boolean isUsed(Setting setting) {
        String path = setting.path();
        return path.startsWith("data.") && !path.startsWith("data.image") && !path.startsWith("data.split.validation")
                || path.startsWith("device.")
                || path.equals("training.seed")
                || path.equals("output.model")
                || path.equals("output.checkpointSeconds");
    }

    @Override
    public Integer call() {
        ConfigReader reader = TrainCommand.reader(file, spec);
        TrainCommand.requireData(reader);
        Budget budget = Budget.of(time);
        TrainConfig config = TablePreparation.tableOnly(reader, "auto");
        requireFree(reader);
        TableSplit split = TablePreparation.of(config).split();
        Key key = Key.of(config.training().seed().orElse(0L));
        String name = Preparation.name(config.data().file());
        Path path = study.orElse(Path.of("runs", name + "-auto"));
        var identity = new StudyFolder.Identity("auto", Version.current(), Map.of());
        try (StudyFolder folder = StudyFolder.open(path, identity, reader);
                Worker worker = new Worker(folder, config.output(), session.screen())) {
            AutoStudy trials = new AutoStudy(split, key, folder, session.screen());
            if (!trials.train(budget, worker)) {
                session.screen().say("Interrupted; the same command goes on.");
                return worker.code();
            }
            join(trials, split, Path.of(config.output().model().orElse(name + ".gradus")));
        }
        return 0;
    }

    /// Says that what a configuration says of network and training is not used.
    private static void requireFree(ConfigReader reader) {
        for (Setting setting : Settings.all()) {
            if (reader.has(setting.path()) && !isUsed(setting)) {
                throw new IllegalArgumentException(
                        setting.path() + ": auto chooses it itself; leave it out, or use " + Invocation.of("train"));
            }
        }
    }

    private void join(AutoStudy trials, TableSplit split, Path file) {
        List<AutoStudy.Place> places = trials.places();
        if (places.isEmpty()) {
            throw new FormatException("auto: no candidate came to a model in this time; give more by --time");
        }
        TableBlend blend =
                TableBlend.of(places.stream().map(AutoStudy.Place::judged).toList());
        TableModel model = blend.model(split);
        model.save(file);
        Screen screen = session.screen();
        screen.say("");
        screen.answer(leaderboard(trials, places, blend, model));
        screen.say("\nOut of fold, by which the models were chosen:");
        screen.answer(blend.evaluation().toString());
        JsonLine line = JsonLine.of("auto")
                .put("model", file.toString())
                .put("shares", blend.shares())
                .put("values", blend.evaluation().values());
        if (split.test().rowCount() > 0) {
            Evaluation test = model.evaluate(split.test());
            screen.answer("\nTest rows, which chose nothing:\n" + test);
            line.put("test", test.values());
        }
        screen.tell(line);
        screen.say("\nModel: " + file + "\nNext: " + Invocation.of("predict " + file + " new.csv"));
    }

    private String leaderboard(AutoStudy trials, List<AutoStudy.Place> places, TableBlend blend, TableModel model) {
        List<String> metrics = blend.evaluation().values().containsKey("rmse")
                ? List.of("rmse", "r2")
                : List.of("accuracy", "logLoss");
        List<Column> columns = new ArrayList<>(List.of(Column.left("model")));
        metrics.forEach(metric -> columns.add(Column.right(metric)));
        columns.addAll(
                List.of(Column.right("share"), Column.right("ms/row"), Column.right("seconds"), Column.left("ended")));
        List<List<String>> rows = new ArrayList<>();
        List<String> first = new ArrayList<>(List.of("blend"));
        metrics.forEach(metric -> first.add(number(blend.evaluation().values().getOrDefault(metric, Double.NaN))));
        first.addAll(List.of("1.00", latency(trials, model), "", "joined"));
        rows.add(first);
        places.stream()
                .sorted(Comparator.comparingDouble(AutoStudy.Place::error))
                .forEach(place -> {
                    List<String> row = new ArrayList<>(List.of(place.judged().name()));
                    Map<String, Double> values = place.judged().values();
                    metrics.forEach(metric -> row.add(number(values.getOrDefault(metric, Double.NaN))));
                    double share = blend.shares().getOrDefault(place.judged().name(), 0.0);
                    row.add(String.format(Locale.ROOT, "%.2f", share));
                    row.add(latency(trials, place.judged().model()));
                    row.add(String.format(Locale.ROOT, "%.1f", place.seconds()));
                    row.add(place.ended());
                    rows.add(row);
                });
        return Tables.text(columns, rows, session.screen().terminal());
    }

    private static String latency(AutoStudy trials, TableModel model) {
        return String.format(Locale.ROOT, "%.2f", trials.latency(model));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
