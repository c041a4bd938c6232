package gradus.io.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.FormatException;
import gradus.nn.data.NearestName;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {
    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_file_is_written_and_replaced(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, text("one"));
        AtomicFile.write(file, text("two"));
        assertThat(file).hasContent("two");
        assertThat(names(folder)).containsExactly("a.txt");
    }

    @Test
    void a_failing_disk_leaves_the_old_file_and_nothing_else(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(
                        "write " + file + ": the file cannot be written: the disk is full; nothing was changed there;"
                                + " free some space or choose another disk");
        assertThat(file).hasContent("old");
        assertThat(names(folder)).containsExactly("a.txt");
    }

    @Test
    void an_error_of_the_content_leaves_nothing_behind(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("a.txt"), _ -> {
                    throw new IllegalStateException("stop");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void a_limit_of_the_system_on_the_file_leaves_the_old_file_and_nothing_else(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path shell = Path.of("/bin/sh");
        Assumptions.assumeTrue(Files.isExecutable(shell), "limits are set by a POSIX shell, there is no " + shell);
        Path file = Files.writeString(folder.resolve("a.bin"), "old");
        Path told = folder.resolve("told.txt");
        String program = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = Stream.of(AtomicFile.class, WriteMuch.class, FormatException.class, NearestName.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().toString())
                .map(place -> Path.of(URI.create(place)).toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        shell.toString(),
                        "-c",
                        "ulimit -f 64; exec \"$0\" \"$@\"",
                        program,
                        "-XX:-UsePerfData",
                        "-Xmx64m",
                        "-cp",
                        classes,
                        WriteMuch.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(told)).isEqualTo(3);
        assertThat(Files.readString(told))
                .contains("it grows beyond the size that a file may have here", "nothing was changed there");
        assertThat(file).hasContent("old");
        assertThat(names(folder)).containsExactly("a.bin", "told.txt");
    }

    @Test
    void a_full_device_is_told_in_prose() {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "this system has no " + full);
        assertThatThrownBy(() -> AtomicFile.write(full, text("x"))).hasMessageContaining("the disk is full");
        assertThat(full).exists();
    }

    @Test
    void a_device_is_written_not_replaced() {
        Path nothing = Path.of("/dev/null");
        Assumptions.assumeTrue(Files.exists(nothing), "this system has no " + nothing);
        AtomicFile.write(nothing, text("x"));
        assertThat(Files.isRegularFile(nothing)).isFalse();
    }

    @Test
    void a_path_below_a_file_is_refused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        assertThatThrownBy(() -> AtomicFile.write(file.resolve("b.txt"), text("x")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(
                        "a part of its path is a file, not a folder; nothing was changed there; choose another place");
    }

    @Test
    void a_folder_that_cannot_be_written_is_refused() {
        Path readOnly = Path.of("/proc/self");
        Assumptions.assumeTrue(Files.isDirectory(readOnly), "this system has no " + readOnly);
        assertThatThrownBy(() -> AtomicFile.write(readOnly.resolve("x.gradus"), text("x")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("write /proc/self/x.gradus: the file cannot be written: ");
    }

    @Test
    void a_missing_folder_is_named(@TempDir Path folder) {
        Path file = folder.resolve("none/a.txt");
        assertThatThrownBy(() -> AtomicFile.write(file, text("x")))
                .hasMessage("write " + file + ": the file cannot be written: there is no " + folder.resolve("none")
                        + "; nothing was changed there; choose another place");
    }

    @Test
    void a_folder_is_not_replaced(@TempDir Path folder) {
        assertThatThrownBy(() -> AtomicFile.write(folder, text("x"))).hasMessageContaining("it is a folder");
    }

    @Test
    void a_link_stays_and_its_target_is_replaced(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        AtomicFile.write(link, text("new"));
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(file).hasContent("new");
    }

    @Test
    void permissions_of_a_replaced_file_stay(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        Assumptions.assumeTrue(
                Files.getFileStore(file).supportsFileAttributeView("posix"), "no POSIX permissions here");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        AtomicFile.write(file, text("new"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
