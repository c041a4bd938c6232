package gradus.cli;

import gradus.cli.terminal.Invocation;
import gradus.io.file.FileProblem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `gradus run`. The starting script runs programs by itself, without this process; what it cannot run comes here to be
/// told in prose.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a Java source file with every module of Gradus at hand.",
            "Such a file begins with: import module gradus.nn;",
            "Options of Java may stand before the file, as in ${sys:gradus.command:-gradus} run -Xmx8g Program.java."
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE.java", description = "The Java source file.")
    private Path file = Path.of("");

    @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "What the program is given.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        if (file.toString().isEmpty()) {
            throw new IllegalArgumentException("run: a Java source file must follow, got nothing; for instance "
                    + Invocation.of("run Penguins.java"));
        }
        if (!Files.exists(file)) {
            throw FileProblem.reading(file, new NoSuchFileException(file.toString()));
        }
        if (!file.toString().endsWith(".java") || Files.isDirectory(file)) {
            throw new IllegalArgumentException(
                    "run " + file + ": a Java source file is needed, whose name ends in .java");
        }
        List<String> words = new ArrayList<>(List.of("run", file.toString()));
        words.addAll(arguments);
        throw new IllegalArgumentException("run " + file + ": the starting script runs programs, and only where run is"
                + " its first word; for instance " + Invocation.of(String.join(" ", words)));
    }
}
