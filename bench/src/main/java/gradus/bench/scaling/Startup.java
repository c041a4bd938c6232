package gradus.bench.scaling;

import gradus.bench.Machine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The command `make startup`: how long the command line takes until it shows something, medians of five runs each
/// after one that does not count. Limits: the first epoch of a small table within 1 s, a prediction within 0.5 s.
public final class Startup {
    private static final int RUNS = 5;

    private Startup() {}

    /// Measures and prints.
    ///
    /// @param arguments nothing, or the path of another launcher than `./gradus`
    /// @throws IOException if a process can't be started
    public static void main(String[] arguments) throws IOException {
        Path launcher = Path.of(arguments.length == 0 ? "gradus" : arguments[0]).toAbsolutePath();
        Path samples = launcher.resolveSibling("samples");
        System.out.println(Machine.describe());
        Path scratch = Files.createTempDirectory("gradus-startup");
        try {
            List<String> lines = Files.readAllLines(samples.resolve("spirals-new.csv"));
            Files.write(scratch.resolve("row.csv"), lines.subList(0, 2));
            String table = samples.resolve("spirals.csv").toString();
            String program = launcher.toString();
            print(
                    "train spirals.csv until the line of the first epoch",
                    1,
                    measure(
                            scratch,
                            "epoch 1/1",
                            List.of(program, "train", table, "--target", "arm", "--epochs", "1")));
            print(
                    "predict one row until the answer",
                    0.5,
                    measure(scratch, "x,y,prediction", List.of(program, "predict", "spirals.gradus", "row.csv")));
        } finally {
            delete(scratch);
        }
    }

    private static void print(String what, double limit, List<Double> seconds) {
        System.out.printf(
                Locale.ROOT,
                "- %s: %.2f s (%.2f … %.2f); limit %.1f s%n",
                what,
                seconds.get(RUNS / 2),
                seconds.getFirst(),
                seconds.getLast(),
                limit);
    }

    private static List<Double> measure(Path folder, String wanted, List<String> command) throws IOException {
        seconds(folder, wanted, command); // builds what is stale, and fills the cache of files
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            all.add(seconds(folder, wanted, command));
        }
        return all.stream().sorted().toList();
    }

    /// Gives the seconds from the start of a process to the line that begins so. The process is read to its end.
    private static double seconds(Path folder, String wanted, List<String> command) throws IOException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new ArrayList<>();
        double found = Double.NaN;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                if (Double.isNaN(found) && line.startsWith(wanted)) {
                    found = (System.nanoTime() - start) / 1e9;
                }
            }
        }
        if (Double.isNaN(found)) {
            throw new IllegalStateException(
                    "startup: “" + String.join(" ", command) + "” must print a line that begins with “" + wanted
                            + "”, but printed:\n" + String.join("\n", lines));
        }
        return found;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
