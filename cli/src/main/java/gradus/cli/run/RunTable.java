package gradus.cli.run;

import gradus.cli.terminal.Tables;
import gradus.cli.terminal.Tables.Column;
import gradus.cli.terminal.Terminal;
import gradus.explain.chart.Numbers;
import gradus.nn.train.EpochReport;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Runs as a table for people and as lines for programs.
public final class RunTable {
    private static final DateTimeFormatter MINUTES = time("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter DAYS = time("yyyy-MM-dd");
    private static final int DIGITS = 4;
    private static final int WIDE = 120;

    private RunTable() {}

    private static DateTimeFormatter time(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneId.systemDefault());
    }

    /// Gives a table with a row for each run.
    public static String text(List<RunEntry> runs, Terminal terminal) {
        List<Column> columns = List.of(
                Column.left("run"),
                Column.right("state"),
                Column.right("started"),
                Column.left("data"),
                Column.left("goal"),
                Column.right("best"),
                Column.right("there"),
                Column.right("time"));
        boolean wide = terminal.width() >= WIDE;
        return Tables.text(columns, runs.stream().map(run -> row(run, wide)).toList(), terminal);
    }

    private static List<String> row(RunEntry run, boolean wide) {
        return List.of(
                run.name(),
                state(run),
                (wide ? MINUTES : DAYS).format(run.began()),
                run.data(),
                run.goal(),
                best(run),
                measures(run.measures(), wide ? 2 : 1),
                duration(run.trained()));
    }

    /// Gives the state in a word.
    static String state(RunEntry run) {
        return run.state().name().toLowerCase(Locale.ROOT);
    }

    /// Gives the best epoch and how many there are.
    static String best(RunEntry run) {
        return run.best()
                .map(best -> best.epoch() + " of " + run.epochs().getLast().epoch())
                .orElse("-");
    }

    /// Gives the first measures in words.
    static String measures(Map<String, Double> measures, int most) {
        return measures.entrySet().stream()
                .limit(most)
                .map(entry -> entry.getKey() + " " + Numbers.of(entry.getValue(), DIGITS))
                .collect(Collectors.joining(", "));
    }

    /// Gives a time in its two largest units.
    static String duration(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    /// Gives a list of JSON with an object for each run.
    public static String json(List<RunEntry> runs) {
        return runs.stream().map(run -> line(run).toString()).collect(Collectors.joining(",\n ", "[", "]"));
    }

    /// Gives a run as a line of JSON.
    public static JsonLine line(RunEntry run) {
        return JsonLine.of("run")
                .put("name", run.name())
                .put("path", run.folder().path().toString())
                .put("state", state(run))
                .put("started", run.began().toString())
                .put("data", run.given().getOrDefault("data.file", ""))
                .put("goal", run.goal())
                .put(
                        "epochs",
                        run.epochs().isEmpty() ? 0 : run.epochs().getLast().epoch())
                .put("bestEpoch", run.best().map(EpochReport::epoch).orElse(0))
                .put("measures", run.measures())
                .put("seconds", run.trained().toMillis() / 1000.0)
                .texts("settings", run.given());
    }
}
