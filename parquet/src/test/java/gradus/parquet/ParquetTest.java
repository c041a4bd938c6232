package gradus.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import gradus.core.type.FormatException;
import gradus.nn.data.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that pyarrow wrote become tables; what is no such file is an error that names it.
final class ParquetTest {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ParquetTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("t.parquet"), content);
    }

    private Table table(String name) throws IOException {
        return Table.read(file(bytes(name)));
    }

    private static List<String> shown(Table table, String column) {
        return table.cells(column).stream().map(cell -> cell.orElse("-")).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"flat-none", "flat-gzip", "flat-snappy", "flat-zstd", "pages-2"})
    void every_packing_gives_the_same_table(String name) throws IOException {
        Table table = table(name + ".parquet");
        assertThat(table.rowCount()).isEqualTo(4);
        assertThat(shown(table, "flag")).containsExactly("true", "false", "-", "true");
        assertThat(shown(table, "small")).containsExactly("-1", "-", "3", "127");
        assertThat(shown(table, "whole")).containsExactly("1", "-2", "-", "2147483647");
        assertThat(shown(table, "long")).containsExactly("9007199254740993", "-", "-1", "0");
        assertThat(shown(table, "unsigned")).containsExactly("4294967295", "0", "-", "1");
        assertThat(shown(table, "vast")).containsExactly("18446744073709551615", "0", "-", "1");
        assertThat(shown(table, "single")).containsExactly("1.5", "-", "-", "-0.1");
        assertThat(shown(table, "double")).containsExactly("1.0E300", "-", "-", "0.1");
        assertThat(shown(table, "text")).containsExactly("a, \"b\"", "-", "ü", "-");
        assertThat(shown(table, "kind")).containsExactly("one", "two", "one", "-");
        assertThat(shown(table, "price")).containsExactly("1.50", "-", "-0.01", "12345.00");
    }

    @Test
    void dates_and_times_are_written_as_iso_8601_says() throws IOException {
        Table table = table("flat-none.parquet");
        assertThat(shown(table, "day")).containsExactly("2024-02-29", "-", "1969-12-31", "0001-01-01");
        assertThat(shown(table, "clock")).containsExactly("12:30:01", "-", "00:00", "23:59:59.500");
        assertThat(shown(table, "instant"))
                .containsExactly("2024-02-29T12:00:00.250Z", "-", "1969-12-31T23:00:00Z", "2024-01-01T00:00:00Z");
        assertThat(shown(table, "local"))
                .containsExactly("2024-02-29T12:00:05", "-", "1969-12-31T23:00", "2024-01-01T00:00");
    }

    @Test
    void timestamps_of_96_bits_are_read() throws IOException {
        assertThat(table("int96.parquet").cells("when"))
                .containsExactly(Optional.of("2024-02-29T12:00:05Z"), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "list.parquet   | column 'sizes' holds a list or structure; give each of its values a column of its own",
                "struct.parquet | column 'size' holds a list or structure; give each of its values a column of its own",
                "bytes.parquet  | column 'blob' holds BYTE_ARRAY; leave it out or write it as numbers or texts",
                "brotli.parquet | columns may be packed by GZIP, SNAPPY or ZSTD, but these are by BROTLI; write",
                "empty.parquet  | a table needs from 1 to 2147483647 rows, but there are 0",
            })
    void what_is_no_table_is_refused_by_name(String name, String message) {
        assertThatThrownBy(() -> table(name))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("read " + folder.resolve("t.parquet") + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void a_missing_file_a_folder_and_a_foreign_file_are_told_apart() throws IOException {
        Files.createDirectory(folder.resolve("f.parquet"));
        assertThatThrownBy(() -> Table.read(folder.resolve("none.parquet")))
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> Table.read(folder.resolve("f.parquet"))).hasMessageContaining("this is a folder");
        refused("a,b\n1,2\n3,4\n5,6\n".getBytes(StandardCharsets.US_ASCII), "begins with PAR1, but this one does not");
        refused(new byte[0], "begins with PAR1, but this one does not");
        refused(
                "PAR1PAR1".getBytes(StandardCharsets.US_ASCII),
                "at least 12 bytes, but this one has 8; was it copied whole?");
        refused("PARE00000000PARE".getBytes(StandardCharsets.US_ASCII), "the file is encrypted");
    }

    private void refused(byte[] content, String message) throws IOException {
        Path file = file(content);
        assertThatThrownBy(() -> Table.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("read " + file + ": ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 1 << 20, 0})
    void a_footer_of_a_wrong_length_is_refused(int length) throws IOException {
        byte[] content = bytes("flat-none.parquet");
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(content.length - 8, length);
        refused(content, "the file is damaged");
    }

    @Test
    void a_truncated_file_is_refused_wherever_it_ends() throws IOException {
        byte[] content = bytes("flat-snappy.parquet");
        for (int length = 12; length < content.length; length += 13) {
            refused(Arrays.copyOf(content, length), "the file is damaged");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flat-none", "flat-gzip", "flat-snappy", "flat-zstd", "pages-2", "list"})
    void flipped_bits_give_a_table_or_an_error_that_names_the_file(String name) throws IOException {
        byte[] content = bytes(name + ".parquet");
        Random random = new Random(7);
        for (int trial = 0; trial < Integer.getInteger("gradus.parquet.trials", 150); trial++) {
            byte[] damaged = content.clone();
            for (int flip = 0; flip <= trial % 3; flip++) {
                damaged[4 + random.nextInt(damaged.length - 8)] ^= (byte) (1 << random.nextInt(8));
            }
            // a file of its own: the library may still look into the one before, which it has mapped
            Path file = Files.write(folder.resolve("t" + trial + ".parquet"), damaged);
            String seen = assertTimeoutPreemptively(LONGEST, () -> outcome(file), name + ", trial " + trial);
            assertThat(seen).startsWith("read " + file + ": ");
        }
    }

    private static String outcome(Path file) {
        try {
            Table table = Table.read(file);
            return "read " + file + ": " + table.rowCount() + " rows";
        } catch (FormatException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
