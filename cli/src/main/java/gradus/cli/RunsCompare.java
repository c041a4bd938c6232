package gradus.cli;

import gradus.cli.run.RunComparison;
import gradus.cli.run.RunEntry;
import gradus.cli.run.RunFolder;
import gradus.cli.run.Screen;
import gradus.io.file.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus runs compare`.
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compares runs: the settings that differ, the best epoch of each, and their curves in one picture.",
            "For instance: gradus runs compare runs/data-1 runs/data-2 --out compared.html"
        })
final class RunsCompare implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "2..*", paramLabel = "RUN-DIR", description = "The folders of the runs.")
    private List<Path> folders = List.of();

    @Option(
            names = "--measure",
            paramLabel = "NAME",
            description = {
                "What the curves show: loss, training loss, or a measure of the validation, such as accuracy. Default: loss",
                "where every run has it, else training loss."
            })
    private Optional<String> measure = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the curves as .svg, or a page with all of it as .html, whole or not at all.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--format", paramLabel = "text|json", description = "Text, or one JSON object for scripts.")
    private RunsList.Format format = RunsList.Format.TEXT;

    RunsCompare(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String ending =
                out.map(file -> file.toString().toLowerCase(Locale.ROOT)).orElse(".svg");
        if (!ending.endsWith(".svg") && !ending.endsWith(".html")) {
            throw new IllegalArgumentException(
                    "--out: a comparison is written as .svg or .html, got " + out.orElseThrow());
        }
        List<RunEntry> runs = folders.stream()
                .map(folder -> RunEntry.of(RunFolder.open(folder, "runs compare")))
                .toList();
        RunComparison comparison = RunComparison.of(runs, measure);
        Screen screen = session.screen();
        screen.answer(
                format == RunsList.Format.JSON ? comparison.json().toString() : comparison.text(screen.terminal()));
        screen.tell(comparison.json());
        if (out.isPresent()) {
            String text = ending.endsWith(".html")
                    ? comparison.page().html()
                    : comparison.curves().svg();
            AtomicFile.write(out.get(), text.getBytes(StandardCharsets.UTF_8));
            if (format == RunsList.Format.TEXT) {
                screen.say("\n" + out.get() + ": " + comparison.curves().description());
            }
        }
        return 0;
    }
}
