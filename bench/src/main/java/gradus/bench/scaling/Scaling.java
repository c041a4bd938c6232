package gradus.bench.scaling;

import gradus.bench.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The command `make scaling`: tables and pictures of how time grows with sizes.
///
/// Arguments are `name=value`: `rows` are the most rows of a table (10⁶; 10⁷ need 700 MB of disk for a minute),
/// `seconds` what each size may take (3), `quick` `true` for the form that CI runs, `folder` where pictures go
/// (`docs/scaling`).
public final class Scaling {
    private static final List<String> NAMES = List.of("rows", "seconds", "quick", "folder");
    private static final int WARM_UP_EPOCHS = 20;
    private static final int EPOCHS_PER_WINDOW = 6;

    private Scaling() {}

    /// Measures, prints and draws.
    ///
    /// @throws IOException if files can't be written
    public static void main(String[] arguments) throws IOException {
        try {
            Map<String, String> options = options(arguments);
            int rows = number(options, "rows", 1_000_000, 100_000_000);
            int seconds = number(options, "seconds", 3, 60);
            Effort effort = Boolean.parseBoolean(options.get("quick")) ? Effort.quick() : Effort.full(seconds, rows);
            run(effort, Path.of(options.getOrDefault("folder", "docs/scaling")), System.out);
        } catch (IllegalArgumentException e) {
            System.err.println("scaling: " + e.getMessage());
            System.exit(2);
        }
    }

    /// Measures with an effort.
    ///
    /// @param folder where pictures go; it is made if need be
    /// @param out where tables go
    static void run(Effort effort, Path folder, PrintStream out) throws IOException {
        Files.createDirectories(folder);
        out.println(Machine.describe());
        for (Series series : Series.values()) {
            List<Point> points = Stopwatch.measure(series, effort);
            out.print(table(series.axis(), series.about(), "arena, KB", points));
            draw(
                    folder.resolve(series.name().toLowerCase(Locale.ROOT) + ".svg"),
                    series.axis(),
                    series.about(),
                    points);
        }
        out.println("\n" + Overhead.measure(EPOCHS_PER_WINDOW * effort.windows(), WARM_UP_EPOCHS));
        Path scratch = Files.createTempDirectory("gradus-scaling");
        try {
            List<Point> points = Epochs.measure(effort.rows(), scratch);
            out.print(table("rows of a table", Epochs.ABOUT, "heap in use, KB", points));
            draw(folder.resolve("rows.svg"), "rows of a table", "one epoch, streamed from CSV", points);
        } finally {
            Files.delete(scratch);
        }
    }

    /// Gives a row per size. The last column is the growth of time since the size before, over that of operations.
    static String table(String axis, String about, String memory, List<Point> points) {
        StringBuilder text = new StringBuilder("\n" + about + "\n\n| " + axis
                + " | µs, median | spread | µs per sample | MFLOP | GFLOP/s | " + memory
                + " | time grew ÷ work grew |\n|---|---|---|---|---|---|---|---|\n");
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            text.append(String.format(
                    Locale.ROOT,
                    "| %,d | %s | %.0f %% | %s | %.4g | %.2f | %,d | %s |%n",
                    point.size(),
                    time(point.median()),
                    100 * point.spread(),
                    time(point.median() / point.samples()),
                    point.flops() / 1e6,
                    point.flops() / point.median() / 1e3,
                    point.memory() >> 10,
                    i == 0 ? "" : String.format(Locale.ROOT, "%.2f", point.growthSince(points.get(i - 1)))));
        }
        return text.toString();
    }

    private static String time(double microseconds) {
        return microseconds < 100
                ? String.format(Locale.ROOT, "%.2f", microseconds)
                : String.format(Locale.ROOT, "%,.0f", microseconds);
    }

    private static void draw(Path file, String axis, String about, List<Point> points) throws IOException {
        List<LineChart.Dot> dots = new ArrayList<>();
        points.forEach(point -> dots.add(new LineChart.Dot(point.size(), point.median())));
        Files.writeString(file, new LineChart(about, axis, "µs (dashed: in proportion)", dots).svg());
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            String[] words = argument.split("=", 2);
            if (words.length < 2 || !NAMES.contains(words[0])) {
                throw new IllegalArgumentException(
                        "arguments must be name=value with a name of " + NAMES + ", got “" + argument + "”");
            }
            if (!words[1].isBlank()) {
                options.put(words[0], words[1].strip());
            }
        }
        return options;
    }

    private static int number(Map<String, String> options, String name, int standard, int most) {
        String text = options.getOrDefault(name, Integer.toString(standard));
        if (!text.matches("[1-9][0-9]{0,8}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(name + ": must be a number from 1 to " + most + ", got “" + text + "”");
        }
        return Integer.parseInt(text);
    }
}
