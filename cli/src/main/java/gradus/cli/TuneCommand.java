package gradus.cli;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.ConfigText;
import gradus.cli.config.Preparation;
import gradus.cli.config.Settings;
import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.cli.study.Budget;
import gradus.cli.study.SearchSpace;
import gradus.cli.study.StudyFolder;
import gradus.cli.study.TuneStudy;
import gradus.cli.study.Worker;
import gradus.cli.terminal.Invocation;
import gradus.cli.terminal.Tables;
import gradus.cli.terminal.Tables.Column;
import gradus.core.type.DivergedException;
import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.io.file.AtomicFile;
import gradus.nn.search.Dimension;
import gradus.nn.search.Halving;
import gradus.nn.search.Sampler;
import gradus.nn.train.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus tune`.
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Looks for settings: trains with one set of them after another and writes the best as a configuration.",
            "Takes a configuration and the flags of gradus train.",
            "Killed or interrupted, the same command goes on where it was."
        })
final class TuneCommand implements Callable<Integer> {
    private static final int SHOWN = 10;
    private static final int MEASURES = 2;

    private static final int USUAL_TRIALS = 20;

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|KEY=RANGE",
            description = {
                "The data, or a configuration, as for gradus train; keys with ranges, as for --search; and keys with values,",
                "such as training.epochs=30, which hold for all trials."
            })
    private List<String> words = List.of();

    @Option(
            names = "--search",
            paramLabel = "KEY=RANGE",
            description = {
                "What is looked for, several times: optimizer.learningRate=log(1e-4,1e-1), network.dropout=linear(0,0.5),",
                "network.activation=choice(relu,tanh), network.hidden=choice(64|128,64)."
            })
    private List<String> search = List.of();

    @Option(
            names = "--space",
            paramLabel = "FILE",
            description = "YAML of keys and ranges, or lists of what to choose from; --search wins over it.")
    private Optional<Path> space = Optional.empty();

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "The most trials. Default: 20; with --time as many as it lasts for.")
    private Optional<Integer> trials = Optional.empty();

    @Option(names = "--time", paramLabel = "TIME", description = "How long trials may take, such as 90s, 10m or 1h.")
    private Optional<String> time = Optional.empty();

    @Option(
            names = "--sampler",
            paramLabel = "HOW",
            defaultValue = "tpe",
            description = "tpe (learns from earlier trials; the default) or random.")
    private Sampler sampler = Sampler.TPE;

    @Option(
            names = "--halving",
            description =
                    "Begin trials with a ninth of the epochs; the best third goes on with three times as many, twice.")
    private boolean halving;

    @Option(names = "--out", paramLabel = "FILE", description = "The best configuration. Default: NAME-best.yaml.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--study",
            paramLabel = "DIR",
            description = "The folder of what is done so far. Default: runs/NAME-tune.")
    private Optional<Path> study = Optional.empty();

    private TuneCommand(Session session) {
        this.session = session;
    }

    static CommandSpec spec(Session session) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new TuneCommand(session));
        Flags.add(
                spec,
                Settings.all().stream()
                        .filter(setting -> !setting.path().startsWith("output.")
                                || setting.path().equals("output.checkpointSeconds"))
                        .toList());
        return spec;
    }

    @Override
    public Integer call() {
        List<String> ranges = Stream.concat(words.stream().filter(SearchSpace::isRange), search.stream())
                .toList();
        Assignments said = Assignments.of(
                words.stream().filter(word -> !SearchSpace.isRange(word)).toList(), "tune");
        ConfigReader reader = TrainCommand.reader(said.file(), spec).with(said.given());
        TrainCommand.requireData(reader);
        List<Dimension> dimensions = SearchSpace.of(space, ranges);
        Optional<Budget> budget = time.map(Budget::of);
        String name = Preparation.name(reader.text("data.file"));
        Path best = out.orElse(Path.of(name + "-best.yaml"));
        requireOther(best, said.file());
        Preparation whole = Preparation.of(reader);
        TuneStudy.Plan plan = plan(dimensions, whole);
        Path path = study.orElse(Path.of("runs", name + "-tune"));
        if (!Files.exists(path)) {
            TuneStudy.check(reader, whole, dimensions);
        }
        try (StudyFolder folder = StudyFolder.open(path, identity(plan), reader);
                Worker worker = new Worker(folder, whole.config().output(), session.screen())) {
            TuneStudy tuning = new TuneStudy(reader, plan, folder);
            boolean done = tuning.run(budget, worker, session.screen());
            if (!tuning.outcomes().isEmpty()) {
                show(tuning, best);
            } else if (done) {
                throw new FormatException("tune: no trial ended in this time; give more by --time");
            }
            if (!done) {
                session.screen().say("Interrupted; the same command goes on.");
                return worker.code();
            }
        }
        return 0;
    }

    /// The best configuration must not take the place of what it was made from.
    private void requireOther(Path best, String given) {
        for (Path from :
                Stream.concat(Stream.of(Path.of(given)), space.stream()).toList()) {
            if (best.toAbsolutePath().normalize().equals(from.toAbsolutePath().normalize())) {
                throw new IllegalArgumentException(
                        "--out: the best configuration would take the place of " + from + "; choose another name");
            }
        }
    }

    private StudyFolder.Identity identity(TuneStudy.Plan plan) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("search", plan.dimensions().toString());
        options.put("sampler", sampler.name());
        options.put("halving", plan.halving().toString());
        return new StudyFolder.Identity("tune", Version.current(), options);
    }

    private TuneStudy.Plan plan(List<Dimension> dimensions, Preparation whole) {
        int most = trials.orElse(time.isPresent() ? Integer.MAX_VALUE : USUAL_TRIALS);
        if (most < 1) {
            throw new IllegalArgumentException("--trials: there must be at least 1, got " + most);
        }
        int epochs = whole.training().stopping().epochs();
        Halving rungs = halving ? Halving.of(epochs) : Halving.none(epochs);
        if (halving) {
            requireRungs(dimensions, rungs, most);
        }
        Key key = Key.of(whole.config().training().seed().orElse(0L)).fold("tune");
        return new TuneStudy.Plan(dimensions, sampler, rungs, most, key);
    }

    private static void requireRungs(List<Dimension> dimensions, Halving rungs, int trials) {
        if (dimensions.stream().anyMatch(dimension -> dimension.name().equals("training.epochs"))) {
            throw new IllegalArgumentException(
                    "--halving: it deals out the epochs itself, but training.epochs is looked for"
                            + " as well; leave one of them out");
        }
        int least = (int) Math.round(Math.pow(Halving.SHARE, rungs.epochs().size() - 1));
        if (trials < least) {
            throw new IllegalArgumentException("--halving: of fewer than " + least
                    + " trials none would be trained with all epochs, got --trials " + trials
                    + "; ask for more, or leave --halving out");
        }
    }

    private void show(TuneStudy tuning, Path file) {
        Screen screen = session.screen();
        List<TuneStudy.Outcome> ranked = tuning.ranked();
        TuneStudy.Outcome best = ranked.getFirst();
        screen.say("");
        screen.answer(leaderboard(tuning, ranked));
        if (best.loss() == Double.POSITIVE_INFINITY) {
            throw new DivergedException("tune: all trials so far diverged; look among lower learning rates");
        }
        String text = ConfigText.of(tuning.configured(best.places()))
                .text(List.of("The best of " + ranked.size() + " trials of gradus tune."));
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        screen.tell(JsonLine.of("tuned")
                .put("trial", best.number())
                .put("decisive", best.loss())
                .texts("settings", tuning.plan().settings(best.places()))
                .put("config", file.toString()));
        screen.say("\nBest configuration: " + file + "\nNext: " + Invocation.of("train " + file));
    }

    private String leaderboard(TuneStudy tuning, List<TuneStudy.Outcome> ranked) {
        List<String> measures = ranked.getFirst().values().keySet().stream()
                .filter(name -> !name.equals("loss"))
                .limit(MEASURES)
                .toList();
        List<Column> columns = new ArrayList<>(List.of(Column.right("trial")));
        tuning.plan().dimensions().forEach(dimension -> columns.add(Column.right(shortName(dimension.name()))));
        columns.add(Column.right("epochs"));
        columns.add(Column.right("decisive"));
        measures.forEach(name -> columns.add(Column.right(name)));
        List<List<String>> rows = new ArrayList<>();
        for (TuneStudy.Outcome outcome : ranked.subList(0, Math.min(SHOWN, ranked.size()))) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(outcome.number() + 1)));
            row.addAll(tuning.plan().settings(outcome.places()).values());
            row.add(Integer.toString(outcome.epochs()));
            row.add(outcome.decisiveWords());
            measures.forEach(name -> row.add(number(outcome.values().get(name))));
            rows.add(row);
        }
        return Tables.text(columns, rows, session.screen().terminal());
    }

    /// Nothing was measured of what diverged.
    private static String number(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
    }

    /// The end of the path; what is called a name, by what it is the name of.
    private static String shortName(String path) {
        String named = path.endsWith(".name") ? path.substring(0, path.lastIndexOf('.')) : path;
        return named.substring(named.lastIndexOf('.') + 1);
    }
}
