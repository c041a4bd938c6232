package gradus.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.io.safetensors.SafetensorsFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContainerTest {
    private static final ReadLimits LIMITS = ReadLimits.defaults();

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Container sample() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("network.json", text("{\"layers\": []}\n"));
        entries.put(
                "weights.safetensors",
                SafetensorsFile.of(Map.of("w", Literal.of(new float[] {1, 2, 3}, 3)))
                        .toBytes());
        entries.put("training/state.json", text("{}\n"));
        return new Container("model", "Gradus 0.1.0", entries);
    }

    private static Container read(byte[] bytes) {
        return Container.read(bytes, LIMITS, "x.gradus");
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(String name, byte[] content, int method) {
        static Part stored(String name, byte[] content) {
            return new Part(name, content, ZipEntry.STORED);
        }
    }

    private static byte[] zip(Part... parts) {
        var bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Part part : parts) {
                CRC32 sum = new CRC32();
                sum.update(part.content());
                ZipEntry entry = new ZipEntry(part.name());
                entry.setMethod(part.method());
                entry.setSize(part.content().length);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(part.content());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Part manifest(String entries) {
        return Part.stored(
                "manifest.json",
                text("{\"format\":\"gradus\",\"schemaVersion\":1,\"kind\":\"model\","
                        + "\"madeBy\":\"test\",\"entries\":{" + entries + "}}"));
    }

    private static String listed(String name, byte[] content) {
        Manifest.Sum sum = Manifest.Sum.of(content);
        return "\"" + name + "\":{\"bytes\":" + sum.bytes() + ",\"sha256\":\"" + sum.sha256() + "\"}";
    }

    private static void refused(byte[] bytes, String message) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("read x.gradus: ")
                .hasMessageContaining(message);
    }

    /// The bytes with the second of two names of equal length put in place of the first, wherever it stands.
    private static byte[] renamed(byte[] bytes, String from, String to) {
        String chars = new String(bytes, StandardCharsets.ISO_8859_1);
        return chars.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void what_is_written_is_read_in_order(@TempDir Path folder) {
        Path file = folder.resolve("a.gradus");
        sample().write(file);
        Container read = Container.read(file);
        assertThat(read).isEqualTo(sample());
        assertThat(read.entries().keySet())
                .containsExactly("network.json", "weights.safetensors", "training/state.json");
        assertThat(read.requireKind("model", "a.gradus").entry("network.json", "a.gradus"))
                .isEqualTo(text("{\"layers\": []}\n"));
    }

    @Test
    void the_same_content_gives_the_same_bytes() {
        assertThat(sample().toBytes()).isEqualTo(sample().toBytes());
        assertThat(Manifest.Sum.of(sample().toBytes()).sha256())
                .as("the bytes on every machine")
                .isEqualTo("817f7ee7efbf4c2aa428c6202dc3f08c5486458a702cc14ef786bb300c91be3e");
    }

    @Test
    void any_zip_tool_reads_the_file(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.gradus");
        sample().write(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsExactly("manifest.json", "network.json", "weights.safetensors", "training/state.json");
        }
    }

    @Test
    void every_cut_is_refused_as_such() {
        byte[] whole = sample().toBytes();
        for (int length = 1; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length), "the file is cut short");
        }
        refused(new byte[0], "a Gradus file is needed, but this one is empty");
    }

    @Test
    void every_changed_byte_is_refused_or_of_no_meaning() {
        byte[] whole = sample().toBytes();
        for (int i = 0; i < whole.length; i++) {
            for (int flip : new int[] {1, 0x20, 0xFF}) {
                byte[] changed = whole.clone();
                changed[i] ^= (byte) flip;
                try {
                    Container read = read(changed);
                    assertThat(read.entries().keySet())
                            .isEqualTo(sample().entries().keySet());
                    assertThat(read.kind()).isEqualTo("model");
                } catch (FormatException e) {
                    assertThat(e).hasMessageStartingWith("read x.gradus: ");
                }
            }
        }
    }

    @Test
    void random_changes_give_a_container_or_a_format_error() {
        byte[] whole = sample().toBytes();
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            byte[] changed = whole.clone();
            for (int i = random.nextInt(8); i >= 0; i--) {
                changed[random.nextInt(whole.length)] = (byte) random.nextInt(256);
            }
            try {
                read(changed);
            } catch (FormatException e) {
                assertThat(e).hasMessageStartingWith("read x.gradus: ");
            }
        }
    }

    @Test
    void foreign_files_are_named_as_such() {
        refused(text("<html>"), "a Gradus file is needed, but this one does not begin like one; is it the right file?");
        refused(
                zip(Part.stored("word/document.xml", text("x"))),
                "this is another zip archive: it begins with 'word/document.xml', not with manifest.json");
        refused(zip(Part.stored("manifest.json", text("{\"name\":\"x\"}"))), "its manifest.json is of another program");
        refused(zip(Part.stored("manifest.json", text("hello"))), "manifest.json: the text must be JSON");
    }

    @Test
    void a_newer_version_is_told_whatever_else_it_holds() {
        refused(
                zip(Part.stored(
                        "manifest.json",
                        text("{\"format\":\"gradus\",\"schemaVersion\":7,\"madeBy\":\"Gradus 9.1\",\"new\":[1]}"))),
                "this program reads files up to version 1, but this one has version 7; it was made by a newer Gradus"
                        + " (Gradus 9.1); update Gradus to read it");
    }

    @Test
    void missing_additional_and_double_entries_are_told() {
        byte[] a = text("a");
        refused(
                zip(manifest(listed("a.json", a) + "," + listed("b.json", a)), Part.stored("a.json", a)),
                "every entry that manifest.json lists must be there, but b.json is missing; the file was changed");
        refused(
                zip(manifest(listed("a.json", a)), Part.stored("a.json", a), Part.stored("b.json", a)),
                "every entry must be listed in manifest.json, but b.json is not");
        refused(
                renamed(
                        zip(
                                manifest(listed("a.json", a) + "," + listed("b.json", a)),
                                Part.stored("a.json", a),
                                Part.stored("c.json", a)),
                        "c.json",
                        "a.json"),
                "every entry must stand once, but a.json stands twice");
    }

    @Test
    void names_that_leave_the_folder_are_refused() {
        byte[] a = text("a");
        for (String name : List.of("../a.json", "/a.json", "a/../b", "C:a", "a\\\\b", ".hidden", "a//b", "a/", "")) {
            refused(zip(manifest(listed(name, a))), "entries must have plain relative names");
        }
        refused(
                zip(manifest(listed("a.json", a)), Part.stored("../evil", a)),
                "entries must have plain relative names, got '../evil'; this file was not made by Gradus, do not trust it");
        assertThatThrownBy(() -> new Container("model", "x", Map.of("../a", a)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Container("model", "x", Map.of("manifest.json", a)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_zip_bomb_is_refused_before_it_unfolds() {
        byte[] zeros = new byte[10_000_000];
        refused(
                zip(manifest(listed("a.bin", zeros)), new Part("a.bin", zeros, ZipEntry.DEFLATED)),
                "an entry must lie in the file, but a.bin claims 10000000 of ");
        refused(
                zip(manifest(listed("a.bin", text("a"))), new Part("a.bin", zeros, ZipEntry.DEFLATED)),
                "entries must be stored, but 'a.bin' is compressed");
        refused(zip(new Part("manifest.json", zeros, ZipEntry.DEFLATED)), "entries must be stored");
        refused(
                zip(manifest("\"a\":{\"bytes\":9223372036854775807,\"sha256\":\"\"}")),
                "claims 9223372036854775807 of");
        refused(zip(manifest("\"a\":{\"bytes\":-1,\"sha256\":\"\"}")), "claims -1 of");
    }

    @Test
    void limits_hold() {
        byte[] bytes = sample().toBytes();
        assertThatThrownBy(() -> Container.read(bytes, LIMITS.withEntries(2), "x"))
                .hasMessage(
                        "read x: at most 2 entries may be read, but it lists 3; raise the limit if you trust the file");
        assertThatThrownBy(() -> Container.read(bytes, LIMITS.withBytes(50), "x"))
                .hasMessage(
                        "read x: at most 50 bytes may be read, but the entries claim more; raise the limit if you trust the file");
        assertThatThrownBy(() -> LIMITS.withBytes(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_changed_entry_is_told_by_its_checksum() {
        byte[] a = text("a");
        refused(
                zip(manifest(listed("a.json", a)), Part.stored("a.json", text("b"))),
                "a.json is damaged: its SHA-256 must be ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb, but is ");
        refused(
                zip(manifest(listed("a.json", a)), Part.stored("a.json", text("ab"))),
                "a.json is damaged: it must have 1 bytes, but has more");
        byte[] whole = sample().toBytes();
        refused(renamed(whole, "{\"layers\": []}", "{\"layers\": [3}"), "the file is damaged: invalid entry CRC");
    }

    @Test
    void bytes_after_the_end_are_refused() {
        byte[] whole = sample().toBytes();
        refused(Arrays.copyOf(whole, whole.length + 1), "the file is cut short");
    }

    @Test
    void the_wrong_kind_and_a_missing_document_are_told() {
        assertThatThrownBy(() -> sample().requireKind("checkpoint", "a.gradus"))
                .hasMessage("read a.gradus: a checkpoint is needed, but this file holds a model");
        assertThatThrownBy(() -> sample().entry("table.json", "a.gradus"))
                .hasMessage("read a.gradus: a model must have the entry table.json, but it has network.json,"
                        + " weights.safetensors, training/state.json");
    }

    @Test
    void missing_files_and_folders_are_told(@TempDir Path folder) throws IOException {
        sample().write(folder.resolve("spirals.gradus"));
        assertThatThrownBy(() -> Container.read(folder.resolve("spiral.gradus")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("there is no such file; did you mean 'spirals.gradus'?");
        assertThatThrownBy(() -> Container.read(folder)).hasMessageContaining("this is a folder");
        Path below = Files.createFile(folder.resolve("a")).resolve("b.gradus");
        assertThatThrownBy(() -> sample().write(below))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("a part of its path is a file, not a folder");
    }
}
