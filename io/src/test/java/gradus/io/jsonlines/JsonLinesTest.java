package gradus.io.jsonlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.FormatException;
import gradus.nn.data.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rows as JSON objects become a table; what is no such file is an error that names the line.
final class JsonLinesTest {
    private static final String LINES = """
            {"kind": "a, \\"b\\"", "size": {"x": 1.50, "y": -2e3}, "ok": true}

            {"size": {"x": 7, "y": null}, "kind": "ü", "late": 12345678901234567890}
            """;

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void keys_are_columns_in_the_order_in_which_they_come_and_nested_ones_have_points() throws IOException {
        Table table = Table.read(file("a.jsonl", LINES));
        assertThat(table.columnNames()).containsExactly("kind", "size.x", "size.y", "ok", "late");
        assertThat(table.cell(0, "kind")).hasValue("a, \"b\"");
        assertThat(table.cell(0, "size.x")).hasValue("1.50");
        assertThat(table.cells("size.y")).containsExactly(Optional.of("-2e3"), Optional.empty());
        assertThat(table.cells("ok")).containsExactly(Optional.of("true"), Optional.empty());
        assertThat(table.cells("late")).containsExactly(Optional.empty(), Optional.of("12345678901234567890"));
    }

    @Test
    void a_packed_file_of_another_ending_is_the_same_table() throws IOException {
        Path packed = folder.resolve("b.NDJSON.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(LINES.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Table.read(packed).rowCount()).isEqualTo(2);
        assertThat(Table.read(packed).cells("kind"))
                .isEqualTo(Table.read(file("a.jsonl", LINES)).cells("kind"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"a\": [1, 2]}|line 2: a cell must be a text, a number, true, false or null, got a list in 'a'",
                "[1]|line 2: every line must be an object, {\"name\": value, …}, got a list",
                "7|line 2: every line must be an object, {\"name\": value, …}, got 7",
                "{\"a\": 1|line 3: every line must be a JSON object",
                "{\"a\": 1, \"a\": 2}|line 2: every line must be a JSON object: Duplicate",
                "{\"a.b\": 1, \"a\": {\"b\": 2}}|line 2: every column must stand once, but 'a.b' stands twice",
                "a,b|line 2: every line must be a JSON object"
            })
    void what_is_no_row_is_refused_with_its_line(String line, String why) throws IOException {
        Path file = file("bad.jsonl", "{\"a\": 1}\n" + line + "\n");
        assertThatThrownBy(() -> Table.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("bad.jsonl, " + why);
    }

    @Test
    void a_file_without_rows_is_no_table_and_deep_nesting_ends_at_once() throws IOException {
        Path empty = file("empty.jsonl", "\n{}\n");
        assertThatThrownBy(() -> Table.read(empty)).hasMessageContaining("a table needs rows");
        Path deep = file("deep.jsonl", "{\"a\":".repeat(10_000));
        assertThatThrownBy(() -> Table.read(deep)).isInstanceOf(FormatException.class);
    }

    @Test
    void keys_that_hold_values_are_told_before_a_table_of_empty_cells_is_made() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            lines.append("{\"k").append(i).append("\":1}\n");
        }
        Path sparse = file("sparse.jsonl", lines.toString());
        assertThatThrownBy(() -> Table.read(sparse))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("have 20000 keys together and leave 399980000 out; do keys hold values?");
    }

    @Test
    void any_change_or_cut_gives_a_table_or_a_format_error() throws IOException {
        byte[] whole = LINES.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            byte[] changed = Arrays.copyOf(whole, i % 3 == 0 ? 1 + random.nextInt(whole.length) : whole.length);
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            Path file = folder.resolve("c.jsonl");
            Files.write(file, changed);
            try {
                Table.read(file);
            } catch (FormatException e) {
                assertThat(e).hasMessageStartingWith("read " + file);
                refused++;
            }
        }
        assertThat(refused).isBetween(150, 399);
    }
}
