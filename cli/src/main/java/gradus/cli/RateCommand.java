package gradus.cli;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.Preparation;
import gradus.cli.config.Settings;
import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.cli.terminal.Curve;
import gradus.cli.terminal.Curves;
import gradus.cli.terminal.Invocation;
import gradus.cli.terminal.Tables;
import gradus.cli.terminal.Tables.Column;
import gradus.explain.chart.Figure;
import gradus.explain.plot.LearningRatePlot;
import gradus.io.file.AtomicFile;
import gradus.nn.train.LearningRateFinder;
import gradus.nn.train.RateSearch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus lr-find`.
@Command(
        name = "lr-find",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Looks for a learning rate: a few updates, each with a higher rate than the last, until the loss runs away.",
            "It takes a configuration and the flags of gradus train. Nothing is kept of the updates; no run is begun."
        })
final class RateCommand implements Callable<Integer> {
    private static final int HEIGHT = 10;

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The data, or a configuration, as for gradus train.")
    private String file = "";

    @Option(names = "--from", paramLabel = "RATE", defaultValue = "1e-7", description = "The rate of the first update.")
    private double from;

    @Option(names = "--to", paramLabel = "RATE", defaultValue = "10", description = "The rate of the last update.")
    private double to;

    @Option(names = "--updates", paramLabel = "N", defaultValue = "100", description = "The most updates.")
    private int updates;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the curve into this file, as SVG.")
    private Optional<Path> out = Optional.empty();

    private RateCommand(Session session) {
        this.session = session;
    }

    static CommandSpec spec(Session session) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new RateCommand(session));
        Flags.add(
                spec,
                Settings.all().stream()
                        .filter(setting -> !setting.section().equals("output"))
                        .toList());
        return spec;
    }

    @Override
    public Integer call() {
        ConfigReader reader = TrainCommand.reader(file, spec);
        TrainCommand.requireData(reader);
        RateSearch found = LearningRateFinder.of(Preparation.of(reader).training())
                .between(from, to)
                .updates(updates)
                .search();
        show(found, session.screen());
        out.ifPresent(svg -> {
            Figure figure = LearningRatePlot.of(found);
            AtomicFile.write(svg, figure.svg().getBytes(StandardCharsets.UTF_8));
            session.screen().say("Curve: " + svg);
        });
        tell(found);
        return 0;
    }

    private void show(RateSearch found, Screen screen) {
        List<RateSearch.Point> points = found.points();
        List<Double> losses = points.stream().map(RateSearch.Point::smoothed).toList();
        String across = "update, rate " + words(points.getFirst().rate()) + " to "
                + words(points.getLast().rate());
        screen.draw(Curves.text(List.of(new Curve("smoothed loss", losses)), across, HEIGHT, screen.terminal()));
        screen.say("The search ended after " + points.size() + " updates: " + found.end() + ".");
        if (!found.hasFallen()) {
            screen.remark("the loss never fell, so no suggestion is worth much; try more updates (--updates), or lower"
                    + " rates (--from)");
        }
        screen.answer(Tables.text(
                List.of(Column.left("suggestion"), Column.right("rate"), Column.left("where")),
                List.of(
                        List.of("valley", words(found.valley().rate()), "the middle of the longest fall"),
                        List.of("steepest", words(found.steepest().rate()), "where the loss falls fastest"),
                        List.of("minimum / 10", words(found.tenthOfLowest()), "a tenth of where it is lowest")),
                screen.terminal()));
        screen.say("\nNext: "
                + Invocation.of(
                        "train … --learning-rate " + words(found.valley().rate())));
    }

    private void tell(RateSearch found) {
        Screen screen = session.screen();
        for (RateSearch.Point point : found.points()) {
            screen.tell(JsonLine.of("update")
                    .put("rate", point.rate())
                    .put("loss", point.loss())
                    .put("smoothed", point.smoothed()));
        }
        screen.tell(JsonLine.of("learning-rate")
                .put("valley", found.valley().rate())
                .put("steepest", found.steepest().rate())
                .put("minimum/10", found.tenthOfLowest())
                .put("ended", found.end().toString()));
    }

    private static String words(double rate) {
        return String.format(Locale.ROOT, "%.2e", rate);
    }
}
