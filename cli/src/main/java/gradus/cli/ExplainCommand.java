package gradus.cli;

import gradus.cli.config.OptimizerConfig;
import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.cli.terminal.Style;
import gradus.explain.Explain;
import gradus.explain.document.Agreement;
import gradus.explain.document.Explanation;
import gradus.explain.render.Digits;
import gradus.explain.render.Ink;
import gradus.explain.render.Render;
import gradus.explain.render.TextStyle;
import gradus.explain.step.Labels;
import gradus.io.file.AtomicFile;
import gradus.nn.layer.Layer;
import gradus.nn.optim.Optimizer;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Model;
import gradus.nn.train.Moment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus explain`.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Tells a training step number by number: each with its formula, the formula with numbers put in, and an"
                    + " independent check.",
            "Of a model: the step that rows of a file would cause. Of the folder of a run: a step it did, replayed."
        })
final class ExplainCommand implements Callable<Integer> {
    /// How the document is written.
    enum Format {
        TEXT,
        MARKDOWN,
        JSON,
        HTML;

        /// Gives the format that the ending of a file means.
        static Format of(Path file) {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            return name.endsWith(".html") || name.endsWith(".htm")
                    ? HTML
                    : name.endsWith(".md") ? MARKDOWN : name.endsWith(".json") ? JSON : TEXT;
        }
    }

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "MODEL|RUN-DIR", description = "A model file, or the folder of a run.")
    private Path file = Path.of("");

    @Option(names = "--data", paramLabel = "FILE", description = "Of a model: the table, images, text or series.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--labels", paramLabel = "FILE", description = "The IDX file of labels of an IDX file of images.")
    private Optional<Path> labels = Optional.empty();

    @Option(
            names = "--row",
            paramLabel = "NUMBER",
            description = "Of a model: the first row, picture or window, counted from 1. Default: 1.")
    private Optional<Integer> row = Optional.empty();

    @Option(names = "--rows", paramLabel = "NUMBER", description = "Of a model: how many make the batch. Default: 1.")
    private Optional<Integer> rows = Optional.empty();

    @Option(names = "--step", paramLabel = "NUMBER", description = "Of a run: which update, from 1. Default: 1.")
    private Optional<Long> step = Optional.empty();

    @Option(
            names = "--steps",
            paramLabel = "NUMBER",
            description = "How many steps on the same samples follow each other in the document. Default: 1.")
    private int steps = 1;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            description = "Of a model: the rule of the update: ${COMPLETION-CANDIDATES}. Default: sgd.")
    private Optional<OptimizerConfig.Kind> optimizer = Optional.empty();

    @Option(names = "--learning-rate", paramLabel = "NUMBER", description = "Of a model. Default: that of the rule.")
    private Optional<Double> learningRate = Optional.empty();

    @ArgGroup(validate = false, heading = "What is shown%n")
    private FocusFlags focus = new FocusFlags();

    @Option(names = "--format", paramLabel = "NAME", description = "text, markdown, json or html. Default: by --out.")
    private Optional<Format> format = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "Write the document there.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--digits", paramLabel = "NUMBER", description = "Significant digits. Default: 6.")
    private int digits = Digits.SIX.significant();

    @Option(
            names = "--check-seconds",
            paramLabel = "NUMBER",
            defaultValue = "" + Explain.CHECK_SECONDS,
            description = "How long central differences may take. Default: ${DEFAULT-VALUE}.")
    private int checkSeconds = Explain.CHECK_SECONDS;

    private ExplainCommand(Session session) {
        this.session = session;
    }

    static CommandSpec spec(Session session) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new ExplainCommand(session));
        Flags.add(spec, TableInput.settings());
        return spec;
    }

    @Override
    public Integer call() {
        if (steps < 1) {
            throw new IllegalArgumentException("--steps: at least one step is explained, got " + steps);
        }
        Digits shown = new Digits(digits);
        Format chosen = format.orElseGet(() -> out.map(Format::of).orElse(Format.TEXT));
        refuse(
                steps > 1 && chosen == Format.JSON,
                "--steps: JSON holds one step, got " + steps + "; explain them one by one, or write HTML");
        refuse(checkSeconds < 0, "--check-seconds: it must be at least 0, got " + checkSeconds);
        Explain explain = (Files.isDirectory(file) ? ofRun() : ofModel())
                .focus(focus.focus())
                .checkSeconds(checkSeconds);
        List<Explanation> explanations = explain.explanations(steps);
        write(explanations, chosen, shown);
        int failed = explanations.stream().mapToInt(e -> e.agreement().failed()).sum();
        if (failed > 0) {
            session.screen().remark(failed + " checks do not hold; they are marked ✗");
        }
        Agreement agreement = explanations.getFirst().agreement();
        session.screen()
                .tell(JsonLine.of("explanation")
                        .put("lines", explanations.getFirst().lines().size())
                        .put("differences", agreement.differences())
                        .put("differenceError", agreement.differenceError())
                        .put("engineError", agreement.engineError())
                        .put("failed", agreement.failed()));
        return 0;
    }

    private Explain ofModel() {
        Model model = Model.load(file);
        refuse(step.isPresent(), "--step: a model does not know the steps of its run; give the folder of the run");
        TableInput.refuse(
                labels.isPresent() && !(model instanceof ImageModel),
                "--labels: it names the classes of IDX images",
                file,
                model);
        TableInput.requireFormat(file, model, spec);
        Path samples = data.orElseThrow(() -> new IllegalArgumentException(
                "explain: a step needs samples whose answer is known; name them by --data FILE, or explain the folder"
                        + " of a run"));
        model.goalNote().ifPresent(note -> session.screen().remark(note));
        ExplainedSamples read = ExplainedSamples.of(model, samples, labels, spec);
        int first = row.orElse(1);
        int count = rows.orElse(1);
        Optimizer rule = optimizer.orElse(OptimizerConfig.Kind.SGD).optimizer(learningRate);
        Moment<Layer> moment = Moment.first(model.network(), model.goal(), rule, read.batch(first, count));
        String title = file.getFileName() + ", " + samples.getFileName()
                + (count == 1 ? " row " + first : " rows " + first + " to " + (first + count - 1));
        return Explain.of(moment).labels(new Labels(title, read.inputs(), read.outputs()));
    }

    private Explain ofRun() {
        boolean ofModel = data.isPresent()
                || labels.isPresent()
                || row.isPresent()
                || rows.isPresent()
                || optimizer.isPresent()
                || learningRate.isPresent();
        refuse(
                ofModel,
                "--data, --labels, --row, --rows, --optimizer, --learning-rate: a run has its own samples and"
                        + " its own rule; explain its model.gradus for others");
        return ReplayedStep.of(file, step.orElse(1L));
    }

    private static void refuse(boolean isNoUse, String text) {
        if (isNoUse) {
            throw new IllegalArgumentException(text);
        }
    }

    private void write(List<Explanation> explanations, Format chosen, Digits shown) {
        Screen screen = session.screen();
        boolean colour = out.isEmpty() && screen.terminal().style() == Style.COLOUR;
        String text = switch (chosen) {
            case TEXT -> joined(explanations, e -> Render.text(e, style(shown, colour)));
            case MARKDOWN -> joined(explanations, e -> Render.markdown(e, shown));
            case JSON -> Render.json(explanations.getFirst(), shown);
            case HTML -> Render.html(explanations, shown);
        };
        if (out.isPresent()) {
            AtomicFile.write(out.get(), text.getBytes(StandardCharsets.UTF_8));
            screen.say(out.get() + ": " + explanations.getFirst().lines().size() + " numbers");
            explanations.getFirst().heading().answer().forEach(screen::say);
        } else {
            screen.answer(text);
        }
    }

    private TextStyle style(Digits shown, boolean colour) {
        return TextStyle.plain()
                .withDigits(shown)
                .withWidth(Math.max(
                        TextStyle.NARROWEST, session.screen().terminal().width()))
                .withInk(colour ? Ink.ANSI : Ink.PLAIN);
    }

    private static String joined(List<Explanation> explanations, Function<Explanation, String> as) {
        return explanations.stream().map(as).collect(Collectors.joining("\n"));
    }
}
