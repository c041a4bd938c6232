package gradus.cli;

import gradus.cli.run.JsonLine;
import gradus.cli.run.RecordedRun;
import gradus.cli.run.Screen;
import gradus.explain.replay.Account;
import gradus.explain.replay.Why;
import gradus.io.file.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus why`.
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says why the loss of a run did what it did at an update, which is done again: the loss around it, the first"
                    + " number that is not finite, what moves most and why, the worst samples of the batch."
        })
final class WhyCommand implements Callable<Integer> {
    /// How the answer is written.
    enum Format {
        TEXT,
        MARKDOWN,
        JSON;

        /// Gives the format that the ending of a file means.
        static Format of(Path file) {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            return name.endsWith(".md") ? MARKDOWN : name.endsWith(".json") ? JSON : TEXT;
        }
    }

    private final Session session;

    @Parameters(paramLabel = "RUN-DIR", description = "The folder of a run.")
    private Path folder = Path.of("");

    @Option(
            names = "--step",
            paramLabel = "NUMBER",
            description = "Which update, from 1. Default: the first in which a number stops being finite, else the one"
                    + " with the largest rise of the loss.")
    private Optional<Long> step = Optional.empty();

    @Option(
            names = "--top",
            paramLabel = "NUMBER",
            description = "How many parameters and samples are told. Default: 5.")
    private int top = Why.TOP;

    @Option(names = "--format", paramLabel = "NAME", description = "text, markdown or json. Default: by --out.")
    private Optional<Format> format = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "Write the answer there.")
    private Optional<Path> out = Optional.empty();

    WhyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (top < 1) {
            throw new IllegalArgumentException("--top: at least one parameter and sample is told, got " + top);
        }
        if (Files.isRegularFile(folder)) {
            throw new IllegalArgumentException("why " + folder + ": a single file does not know the steps of its run;"
                    + " name the folder of the run, such as runs/data-1");
        }
        RecordedRun run = RecordedRun.open(folder, "why");
        Why why = (step.isPresent() ? run.why(step.get()) : run.why()).top(top);
        Format chosen = format.orElseGet(() -> out.map(Format::of).orElse(Format.TEXT));
        Account account = why.account();
        String text = switch (chosen) {
            case TEXT -> account.toText();
            case MARKDOWN -> account.toMarkdown();
            case JSON -> account.toJson();
        };
        Screen screen = session.screen();
        if (out.isPresent()) {
            AtomicFile.write(out.get(), text.getBytes(StandardCharsets.UTF_8));
            account.answer().forEach(screen::say);
        } else {
            screen.answer(text);
        }
        screen.tell(JsonLine.of("why").put("title", account.title()).put("answer", account.answer()));
        return 0;
    }
}
