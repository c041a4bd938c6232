package gradus.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `gradus` as it stands in an installation: beside `bin` and `lib`, without sources.
class LauncherTest {
    private static final Path LIBRARIES = Repository.root().resolve("cli/target/gradus/lib");
    private static final String NO_OPTIONS = "";
    private static final long PATIENCE = 120;

    @TempDir
    private static Path folder;

    private static Path home;
    private static Path oldJava;

    /// What a process wrote and how it ended.
    private record Ended(int status, String text) {}

    @BeforeAll
    static void install() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh here, which gradus is written for");
        assumeTrue(Files.isDirectory(LIBRARIES), "no jars lie in " + LIBRARIES + "; mvnw verify puts them there");
        home = Files.createDirectories(folder.resolve("a folder"));
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        for (String file : List.of("gradus", "bin/find-jdk.sh", "bin/gradus.jsh")) {
            Files.copy(Repository.root().resolve(file), home.resolve(file));
        }
        assertThat(home.resolve("gradus").toFile().setExecutable(true)).isTrue();
        try (Stream<Path> jars = Files.list(LIBRARIES)) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, home.resolve("lib").resolve(jar.getFileName()));
            }
        }
        oldJava = jdk(folder.resolve("old"), "17.0.1");
        Path jdks = Files.createDirectories(folder.resolve("person/.jdks"));
        Files.createSymbolicLink(jdks.resolve("new"), Path.of(System.getProperty("java.home")));
    }

    /// A folder that looks like a JDK of a version, whose java says that it should not have been called.
    private static Path jdk(Path at, String version) throws IOException {
        Files.createDirectories(at.resolve("bin"));
        Files.writeString(at.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.writeString(at.resolve("bin/java"), "#!/bin/sh\necho the old java was called\nexit 99\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return at;
    }

    private static Ended run(String options, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("HOME", folder.resolve("person").toString());
        environment.put("JAVA_HOME", oldJava.toString());
        environment.put("PATH", oldJava.resolve("bin") + ":" + environment.getOrDefault("PATH", ""));
        environment.put("GRADUS_JAVA_OPTS", options);
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = builder.redirectOutput(output.toFile()).start();
        if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Ended(process.waitFor(), Files.readString(output));
    }

    private static Ended gradus(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("gradus").toString()));
        command.addAll(List.of(arguments));
        return run(NO_OPTIONS, command);
    }

    @Test
    void an_older_java_on_the_path_and_in_java_home_is_passed_over() throws Exception {
        Ended ended = gradus("--version");

        assertThat(ended.status()).as(ended.text()).isZero();
        assertThat(ended.text()).contains("gradus ").doesNotContain("the old java");
    }

    @Test
    void a_link_in_another_folder_starts_the_same_installation() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("linked"), home.resolve("gradus"));

        Ended ended = run(NO_OPTIONS, List.of(link.toString(), "--version"));

        assertThat(ended.status()).as(ended.text()).isZero();
    }

    @Test
    void exit_codes_come_through_and_arguments_keep_their_spaces() throws Exception {
        Ended ended = gradus("summary", "no such model.gradus");

        assertThat(ended.status()).isNotZero();
        assertThat(ended.text()).contains("no such model.gradus").doesNotContain("\tat ");
    }

    @Test
    void further_options_reach_java() throws Exception {
        Ended ended =
                run("-XshowSettings:vm -Xmx321m", List.of(home.resolve("gradus").toString(), "--version"));

        assertThat(ended.text()).contains("321.00M");
    }

    @Test
    void the_shell_of_java_has_gradus_imported_shows_tensors_in_columns_and_computes_by_vectors() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of(System.getProperty("java.home"), "bin/jshell")), "there is no jshell here");
        Path lines = Files.writeString(folder.resolve("lines.jsh"), """
                var x = Tensor.of(new float[][] {{1, 2}, {3, 4}});
                show(x.matmul(x));
                var net = Networks.mlp(8).activation(TANH).build(Shape.of(2), 2, Key.of(1));
                show(net);
                System.out.println(Backends.standard().description());
                /exit
                """);

        Ended ended = gradus("jshell", lines.toString());

        assertThat(ended.status()).as(ended.text()).isZero();
        assertThat(ended.text())
                .contains("float32[2, 2], from 7 to 22, mean 13.5000", "15  22", "42 parameters")
                .doesNotContain("scalar: start with", "rror");
    }

    @Test
    void a_source_file_runs_with_every_module_at_hand() throws Exception {
        Path program = folder.resolve("Hello.java");
        Files.writeString(program, """
                import module gradus.nn;
                import module gradus.core;

                void main(String[] words) {
                    IO.println(Tensor.of(1f, 2f).sum() + " " + words[0]);
                }
                """);

        Ended ended = gradus("run", program.toString(), "two words");

        assertThat(ended.status()).as(ended.text()).isZero();
        assertThat(ended.text()).contains("3").contains("two words");
    }

    @Test
    void what_is_no_program_is_told_in_prose() throws Exception {
        Ended ended = gradus("run", "Missing.java");

        assertThat(ended.status()).isNotZero();
        assertThat(ended.text()).contains("Missing.java").doesNotContain("\tat ");
    }
}
