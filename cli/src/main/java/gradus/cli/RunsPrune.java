package gradus.cli;

import gradus.cli.run.JsonLine;
import gradus.cli.run.RunEntry;
import gradus.cli.run.RunRemoval;
import gradus.cli.run.RunState;
import gradus.cli.run.RunTable;
import gradus.cli.run.Screen;
import gradus.cli.terminal.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus runs prune`.
@Command(
        name = "prune",
        mixinStandardHelpOptions = true,
        description = {
            "Removes runs: those that every given option names. Asks before it does. A run that is being trained stays, and so",
            "do model files outside the folders of runs.",
            "For instance: gradus runs prune --failed --older-than 7d --dry-run"
        })
final class RunsPrune implements Callable<Integer> {
    private static final Pattern AGE = Pattern.compile("(\\d{1,6})([mhdw])");

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder of the runs. Default: runs.")
    private Path folder = Path.of("runs");

    @Option(names = "--keep", paramLabel = "N", description = "All but the N that began last.")
    private Optional<Integer> keep = Optional.empty();

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            description = "Those that began longer ago: 90m, 12h, 30d or 8w for minutes, hours, days or weeks.")
    private Optional<String> age = Optional.empty();

    @Option(names = "--failed", description = "Those that diverged, ended before their first epoch, or cannot be read.")
    private boolean failed;

    @Option(names = "--dry-run", description = "Say which runs would go, and remove none.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    RunsPrune(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (keep.isEmpty() && age.isEmpty() && !failed) {
            throw new IllegalArgumentException(
                    "runs prune: it must be said which runs go: --keep N, --older-than AGE or" + " --failed; "
                            + Invocation.of("runs list " + folder) + " shows them all");
        }
        List<RunEntry> chosen = chosen(RunEntry.in(folder));
        Screen screen = session.screen();
        if (chosen.isEmpty()) {
            screen.answer("No run is to be removed.");
            return 0;
        }
        screen.say(RunTable.text(chosen, screen.terminal()));
        if (dryRun) {
            chosen.forEach(run -> tell(run, "would go"));
            screen.answer(count(chosen.size()) + " would be removed.");
            return 0;
        }
        if (!yes && !isAgreed(chosen.size())) {
            screen.answer("Nothing was removed.");
            return 0;
        }
        RunRemoval.finish(folder);
        int gone = 0;
        for (RunEntry run : chosen) {
            boolean isGone = RunRemoval.remove(run);
            gone += isGone ? 1 : 0;
            tell(run, isGone ? "removed" : "running");
            if (!isGone) {
                screen.remark(run.folder().path() + " stays: it is being trained");
            }
        }
        screen.answer(count(gone) + (gone == 1 ? " was removed." : " were removed."));
        return 0;
    }

    private static String count(int runs) {
        return runs + (runs == 1 ? " run" : " runs");
    }

    private void tell(RunEntry run, String what) {
        session.screen()
                .tell(JsonLine.of("prune")
                        .put("path", run.folder().path().toString())
                        .put("what", what));
    }

    private List<RunEntry> chosen(List<RunEntry> runs) {
        int spared = keep.orElse(0);
        if (spared < 0) {
            throw new IllegalArgumentException("--keep: it takes a number from 0 on, got " + spared);
        }
        Optional<Duration> most = age.map(RunsPrune::duration);
        return runs.subList(0, Math.max(0, runs.size() - spared)).stream()
                .filter(run -> run.state() != RunState.RUNNING)
                .filter(run -> !failed || run.isFailed())
                .filter(run -> most.isEmpty()
                        || Duration.between(run.began(), Clock.systemUTC().instant())
                                        .compareTo(most.get())
                                > 0)
                .toList();
    }

    private static Duration duration(String text) {
        Matcher age = AGE.matcher(text);
        if (!age.matches()) {
            throw new IllegalArgumentException(
                    "--older-than: it takes a number with m, h, d or w, such as 30d, got '" + text + "'");
        }
        long number = Long.parseLong(age.group(1));
        return switch (age.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }

    private boolean isAgreed(int runs) {
        Screen screen = session.screen();
        if (screen.mode() != Screen.Mode.PEOPLE) {
            throw new IllegalArgumentException(
                    "runs prune: nobody can be asked with --json or --quiet; add --yes to remove, or --dry-run to look");
        }
        screen.draw("Remove " + count(runs) + "? [y/N] ");
        try {
            String answer = session.lines().readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            throw new UncheckedIOException("read standard input: " + e.getMessage(), e);
        }
    }
}
