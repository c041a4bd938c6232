package gradus.cli.run;

import gradus.cli.terminal.Curve;
import gradus.cli.terminal.Curves;
import gradus.cli.terminal.Tables;
import gradus.cli.terminal.Tables.Column;
import gradus.cli.terminal.Terminal;
import gradus.core.type.FormatException;
import gradus.explain.chart.Axis;
import gradus.explain.chart.Chart;
import gradus.explain.chart.Figure;
import gradus.explain.chart.Mark;
import gradus.explain.chart.Numbers;
import gradus.explain.chart.Point;
import gradus.explain.plot.RunPage;
import gradus.nn.data.NearestName;
import gradus.nn.train.EpochReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Runs beside each other: the settings that differ, what the best epochs came to, and the course of one measure.
///
/// @param runs the runs
/// @param measure what the curves show
public record RunComparison(List<RunEntry> runs, String measure) {
    private static final String TRAINING_LOSS = "training loss";
    private static final int HEIGHT = 10;
    private static final int DIGITS = 5;
    private static final int PAGE_WIDTH = 140;
    /// What differs between all runs and says nothing about them.
    private static final Set<String> OWN = Set.of("output.model", "output.runDirectory");

    /// Copies the runs.
    public RunComparison {
        runs = List.copyOf(runs);
    }

    /// Begins a comparison.
    ///
    /// @param wanted what the curves show; empty: the validation loss where every run has it, else the training
    /// loss
    /// @throws FormatException if no run has it
    public static RunComparison of(List<RunEntry> runs, Optional<String> wanted) {
        Set<String> known = new LinkedHashSet<>(List.of(TRAINING_LOSS));
        runs.forEach(run ->
                run.epochs().forEach(report -> known.addAll(report.validation().keySet())));
        if (wanted.isPresent() && !known.contains(wanted.get())) {
            throw new FormatException("--measure: the runs must have measured it, but they know no " + wanted.get()
                    + ", only " + String.join(", ", known) + NearestName.suggestion(wanted.get(), List.copyOf(known)));
        }
        boolean judged = runs.stream()
                .allMatch(run -> run.epochs().stream()
                        .anyMatch(report -> report.validation().containsKey("loss")));
        return new RunComparison(runs, wanted.orElse(judged ? "loss" : TRAINING_LOSS));
    }

    /// Gives the values of the settings that differ, by path, in the order of the runs; `-` where nothing is said.
    public Map<String, List<String>> differences() {
        Set<String> paths = new TreeSet<>();
        runs.forEach(run -> paths.addAll(run.given().keySet()));
        paths.removeAll(OWN);
        Map<String, List<String>> differences = new LinkedHashMap<>();
        for (String path : paths) {
            List<String> values = runs.stream()
                    .map(run -> run.given().getOrDefault(path, "-"))
                    .toList();
            if (Set.copyOf(values).size() > 1) {
                differences.put(path, values);
            }
        }
        return Collections.unmodifiableMap(differences);
    }

    private double value(EpochReport report) {
        return measure.equals(TRAINING_LOSS)
                ? report.trainingLoss()
                : report.validation().getOrDefault(measure, Double.NaN);
    }

    /// Gives all of it as text.
    public String text(Terminal terminal) {
        List<Curve> curves = new ArrayList<>();
        for (RunEntry run : runs) {
            List<Double> values = new ArrayList<>();
            for (EpochReport report : run.epochs()) {
                values.addAll(Collections.nCopies(Math.max(0, report.epoch() - 1 - values.size()), Double.NaN));
                values.add(value(report));
            }
            curves.add(new Curve(run.name(), values));
        }
        String drawn = Curves.text(curves, "epoch", HEIGHT, terminal);
        return settings(terminal) + "\n" + outcome(terminal) + "\n" + measure + "\n" + drawn;
    }

    private List<Column> columns(String first) {
        List<Column> columns = new ArrayList<>(List.of(Column.left(first)));
        runs.forEach(run -> columns.add(Column.left(run.name())));
        return columns;
    }

    private String settings(Terminal terminal) {
        Map<String, List<String>> differences = differences();
        if (differences.isEmpty()) {
            return "The configurations say the same.\n";
        }
        List<List<String>> rows = new ArrayList<>();
        differences.forEach((path, values) -> rows.add(row(path, values)));
        return Tables.text(columns("setting"), rows, terminal);
    }

    private static List<String> row(String first, List<String> rest) {
        List<String> row = new ArrayList<>(List.of(first));
        row.addAll(rest);
        return row;
    }

    private String outcome(Terminal terminal) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("state", runs.stream().map(RunTable::state).toList()));
        rows.add(row(
                "time",
                runs.stream().map(run -> RunTable.duration(run.trained())).toList()));
        rows.add(row("best epoch", runs.stream().map(RunTable::best).toList()));
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(run -> names.addAll(run.measures().keySet()));
        for (String name : names) {
            rows.add(row(
                    name,
                    runs.stream()
                            .map(run -> Optional.ofNullable(run.measures().get(name))
                                    .map(number -> Numbers.of(number, DIGITS))
                                    .orElse("-"))
                            .toList()));
        }
        return Tables.text(columns("outcome"), rows, terminal);
    }

    /// Gives the curves as a figure.
    public Figure curves() {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            List<Point> points = runs.get(i).epochs().stream()
                    .map(report -> new Point(report.epoch(), value(report)))
                    .toList();
            marks.add(new Mark.Line(runs.get(i).name(), i, points));
        }
        String title = measure.substring(0, 1).toUpperCase(Locale.ROOT) + measure.substring(1) + " over the epochs";
        String names = String.join(", ", runs.stream().map(RunEntry::name).toList());
        return Figure.of(title, "The runs " + names + ".", new Chart("", Axis.whole("epoch"), Axis.of(measure), marks));
    }

    /// Gives all of it as a page.
    public RunPage page() {
        Terminal plain = Terminal.plain();
        Terminal wide = new Terminal(PAGE_WIDTH, plain.style(), plain.glyphs(), plain.motion());
        return new RunPage(
                "Runs compared",
                List.of(
                        new RunPage.Plots("Course", List.of(curves())),
                        new RunPage.Lines("Settings that differ", settings(wide)),
                        new RunPage.Lines("Outcome", outcome(wide))));
    }

    /// Gives all of it for programs.
    public JsonLine json() {
        JsonLine differences = JsonLine.inner();
        differences().forEach(differences::put);
        JsonLine line = JsonLine.of("comparison").put("measure", measure).put("differences", differences);
        List<JsonLine> entries = new ArrayList<>();
        for (RunEntry run : runs) {
            Map<String, Double> course = new LinkedHashMap<>();
            run.epochs().forEach(report -> course.put(Integer.toString(report.epoch()), value(report)));
            entries.add(RunTable.line(run).put("course", course));
        }
        return line.lines("runs", entries);
    }
}
