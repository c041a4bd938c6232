package gradus.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `make apidoc` and `make embed` do, on a small budget: links, tags and snippets of two modules, and the plain
/// program that embeds Gradus compiled against what was just built.
final class CommandsOfMakeTest {
    @TempDir
    private Path folder;

    @Test
    void documentation_of_the_library_has_no_broken_link_tag_or_snippet() {
        List<String> arguments = new ArrayList<>(List.of(
                "-quiet",
                "-d",
                folder.toString(),
                "-encoding",
                "UTF-8",
                "-Xdoclint:all,-missing",
                "--snippet-path",
                Repository.root()
                        .resolve("examples/src/main/java/gradus/examples/api")
                        .toString(),
                "--module-path",
                libraries("jspecify")));
        for (String module : List.of("core", "nn")) {
            Path sources = Repository.root().resolve(module).resolve("src/main/java");
            arguments.addAll(List.of(
                    "--module-source-path", "gradus." + module + "=" + sources, "--module", "gradus." + module));
        }
        assertThat(run("javadoc", arguments)).isEmpty();
        assertThat(folder.resolve("index.html")).isRegularFile();
    }

    @Test
    void the_plain_program_that_embeds_gradus_compiles() {
        List<String> arguments = new ArrayList<>(List.of("-d", folder.toString(), "-encoding", "UTF-8", "-cp"));
        arguments.add(libraries(""));
        Repository.javaFiles().stream()
                .filter(file -> file.startsWith(Repository.root().resolve("examples/embed/plain/src/main/java")))
                .forEach(file -> arguments.add(file.toString()));
        assertThat(run("javac", arguments)).isEmpty();
        assertThat(folder.resolve("example/Predict.class")).isRegularFile();
    }

    /// What a tool says; it must end well.
    private static String run(String tool, List<String> arguments) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int status = ToolProvider.findFirst(tool).orElseThrow().run(out, out, arguments.toArray(String[]::new));
        assertThat(status).as(said.toString()).isZero();
        return said.toString();
    }

    private static String libraries(String named) {
        return Stream.of(System.getProperty("java.class.path"), System.getProperty("jdk.module.path", ""))
                .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty() && entry.contains(named))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
