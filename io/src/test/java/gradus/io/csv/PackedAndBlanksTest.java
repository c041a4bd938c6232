package gradus.io.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.nn.data.CsvOptions;
import gradus.nn.data.Table;
import gradus.testkit.Shared;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedAndBlanksTest {
    @TempDir
    Path folder;

    private Path packed(byte[] bytes) throws IOException {
        Path file = folder.resolve("packed.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes);
        }
        return file;
    }

    private Table table(String text) throws IOException {
        return Table.readCsv(Files.writeString(folder.resolve("table.txt"), text));
    }

    private static void refused(Path file, String message) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Table.readCsv(file))
                .withMessage("read " + file + ": " + message);
    }

    @Test
    void packed_table_is_the_table() throws IOException {
        Path plain = Shared.path("data/titanic/titanic.csv");
        Table packed = Table.readCsv(packed(Files.readAllBytes(plain)));
        Table expected = Table.readCsv(plain);
        assertThat(packed.columnNames()).isEqualTo(expected.columnNames());
        assertThat(packed.cells("Name")).isEqualTo(expected.cells("Name"));
        assertThat(packed.notes()).isEqualTo(expected.notes());
    }

    @Test
    void damaged_packing_is_refused() throws IOException {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 200_000; i++) {
            text.append(i).append(',').append(Key.of(1).bits(i)).append('\n');
        }
        Path file = packed(text.toString().getBytes(StandardCharsets.UTF_8));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1000));
        refused(file, "the gzip packing ends too early; the file is cut off, fetch it again");
        whole[whole.length - 7] ^= 1;
        Files.write(file, whole);
        refused(file, "the gzip packing is damaged (Corrupt GZIP trailer); fetch the file again");
        refused(packed(new byte[0]), "a table needs a header and rows, but the file is empty");
        refused(packed(whole), "a text file is needed, but it is packed by gzip twice; unpack it first");
    }

    @Test
    void columns_aligned_by_blanks_are_found() throws IOException {
        Table table = table("""
                  x      y  name
                1.5      2  "a b"
                 10  -3e-2  c\t
                  0   \t 7  d
                """);
        assertThat(table.columnNames()).containsExactly("x", "y", "name");
        assertThat(table.rowCount()).isEqualTo(3);
        assertThat(table.cell(0, "name")).contains("a b");
        assertThat(table.cell(1, "y")).contains("-3e-2");
        assertThat(table.cell(2, "y")).contains("7");
        assertThat(table.notes().getFirst())
                .isEqualTo("separator blanks: runs of them give 3 fields in every line, most of them numbers");
    }

    @Test
    void lines_of_text_are_one_column() throws IOException {
        Table table = table("title\nthe red house\na green tree\nsome blue sky\n");
        assertThat(table.columnNames()).containsExactly("title");
        Table said = Table.readCsv(
                Files.writeString(folder.resolve("said.txt"), "a  b\nx y\nz   w\n"),
                CsvOptions.defaults().withSeparator(' '));
        assertThat(said.columnNames()).containsExactly("a", "b");
        assertThat(said.cell(1, "b")).contains("w");
    }
}
