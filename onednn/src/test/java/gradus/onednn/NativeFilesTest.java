package gradus.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.DeviceException;
import gradus.onednn.Platform.NativeFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The library is unpacked once, whole and unchanged, or a message says why not and what to do.
final class NativeFilesTest {
    private static final byte[] CONTENT = "a library".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private Platform platform;
    private NativeFiles files;

    @BeforeEach
    void prepare() throws IOException {
        String digest = NativeFiles.sha256(new ByteArrayInputStream(CONTENT));
        platform = new Platform("linux-z80", List.of(new NativeFile("libdnnl.so.3", digest)));
        files = new NativeFiles(platform, folder.resolve("cache"));
    }

    @Test
    void the_library_is_unpacked_from_a_jar_in_a_folder_of_the_path() throws IOException {
        jar(folder.resolve(platform.jar()), CONTENT);
        Path library = files.library(Optional.empty(), List.of(folder.resolve("other"), folder));
        assertThat(library).hasFileName("libdnnl.so.3").hasBinaryContent(CONTENT);
        try (Stream<Path> unpacked = Files.list(library.getParent())) {
            assertThat(unpacked).containsExactly(library);
        }
    }

    @Test
    void a_jar_on_the_path_itself_is_found_too_and_a_named_one_goes_first() throws IOException {
        Path jar = jar(folder.resolve(platform.jar()), CONTENT);
        assertThat(files.library(Optional.empty(), List.of(jar))).exists();
        assertThatThrownBy(() -> files.library(Optional.of(folder.resolve("none.jar")), List.of(jar)))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("is not at “")
                .hasMessageContaining("none.jar”, which -Dgradus.onednn.jar names");
    }

    @Test
    void a_damaged_file_in_the_cache_is_replaced() throws IOException {
        Path jar = jar(folder.resolve(platform.jar()), CONTENT);
        Path library = files.library(Optional.of(jar), List.of());
        Files.writeString(library, "damaged");
        assertThat(files.library(Optional.of(jar), List.of()))
                .isEqualTo(library)
                .hasBinaryContent(CONTENT);
    }

    @Test
    void a_jar_with_another_library_is_refused_and_nothing_is_left_behind() throws IOException {
        Path jar = jar(folder.resolve(platform.jar()), "another".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> files.library(Optional.of(jar), List.of()))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("onednn: libdnnl.so.3 can't be unpacked from “")
                .hasMessageContaining("the SHA-256 must be ")
                .hasMessageEndingWith("name another folder with -Dgradus.onednn.cache=…, or use the backend cpu");
        try (Stream<Path> left = Files.walk(folder.resolve("cache"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void a_jar_without_the_library_is_refused() throws IOException {
        Path jar = jar(folder.resolve(platform.jar()), CONTENT);
        Platform other = new Platform("linux-z80", List.of(new NativeFile("libother.so", "")));
        assertThatThrownBy(() -> new NativeFiles(other, folder.resolve("cache")).library(Optional.of(jar), List.of()))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("it holds no org/bytedeco/dnnl/linux-z80/libother.so");
    }

    @Test
    void without_a_jar_the_message_says_which_one_and_where_to_put_it() {
        assertThatThrownBy(() -> files.library(Optional.empty(), List.of(folder)))
                .isInstanceOf(DeviceException.class)
                .hasMessage("onednn: needs dnnl-" + Platform.RELEASE
                        + "-linux-z80.jar, which is on neither module path nor class path; fetch it from Maven Central"
                        + " (org.bytedeco:dnnl:" + Platform.RELEASE + ", classifier linux-z80) and put it on the"
                        + " class path, or name it with -Dgradus.onednn.jar=…; or use the backend cpu, which needs"
                        + " nothing");
    }

    @Test
    void platforms_are_known_by_the_names_that_java_has_for_them() {
        assertThat(Platform.of("Linux", "amd64").map(Platform::name)).contains("linux-x86_64");
        assertThat(Platform.of("Linux", "aarch64").map(Platform::name)).contains("linux-arm64");
        assertThat(Platform.of("Mac OS X", "aarch64").map(Platform::name)).contains("macosx-arm64");
        assertThat(Platform.of("Windows 11", "amd64").map(Platform::name)).contains("windows-x86_64");
        assertThat(Platform.of("Mac OS X", "x86_64")).isEmpty();
        assertThat(Platform.of("Linux", "riscv64")).isEmpty();
    }

    private Path jar(Path place, byte[] content) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(place))) {
            zip.putNextEntry(new ZipEntry(platform.folder() + "libdnnl.so.3"));
            zip.write(content);
        }
        return place;
    }
}
