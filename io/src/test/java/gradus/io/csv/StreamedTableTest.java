package gradus.io.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Dataset;
import gradus.nn.data.Loader;
import gradus.nn.data.Prefetcher;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.Table;
import gradus.testkit.Shared;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamedTableTest {
    @TempDir
    Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), text);
    }

    private static List<Literal> sample(Dataset data, int index) {
        List<Literal> parts = data.sampleTypes().stream().map(Literal::zeros).toList();
        data.read(index, Key.of(0), parts, 0);
        return parts;
    }

    @ParameterizedTest
    @CsvSource({
        "titanic/titanic.csv, Survived",
        "iris/iris.data, c5",
        "penguins/penguins_raw.csv, Species",
        "wine-quality/winequality-red.csv, quality",
        "diabetes/diabetes.tab.txt, Y"
    })
    void rows_on_disk_are_those_of_the_table(String name, String target) {
        Path file = Shared.path("data/" + name);
        Table whole = Table.readCsv(file).target(target).table();
        Table all = Table.readCsv(file);
        try (StreamedTable streamed = StreamedTable.open(file)) {
            assertThat(streamed.rowCount()).isEqualTo(all.rowCount());
            assertThat(streamed.columnNames()).isEqualTo(all.columnNames());
            for (int row : new int[] {0, 1, all.rowCount() / 2, all.rowCount() - 1}) {
                assertThat(streamed.rows(row).row(0)).hasToString(all.row(row).toString());
            }
            Preprocessing preprocessing = Preprocessing.fit(all.target(target));
            Dataset data = streamed.dataset(preprocessing);
            ArrayDataset expected = preprocessing.dataset(whole);
            assertThat(data.size()).isEqualTo(expected.size());
            for (int i = 0; i < data.size(); i += 37) {
                assertThat(sample(data, i)).isEqualTo(sample(expected, i));
            }
        }
    }

    @Test
    void streamed_rows_are_shuffled_and_read_ahead_like_any_others() throws IOException {
        StringBuilder text = new StringBuilder("x,y\n");
        IntStream.range(0, 500)
                .forEach(i -> text.append(i).append(',').append(2 * i).append('\n'));
        try (StreamedTable streamed = StreamedTable.open(write(text.toString()))) {
            Preprocessing preprocessing =
                    Preprocessing.fit(streamed.sample(200, Key.of(1)).target("y"));
            Loader loader = new Loader(streamed.dataset(preprocessing), 64, Loader.Order.SHUFFLED, Key.of(2));
            try (Prefetcher prefetcher = new Prefetcher(loader, 4, 3, 1, 2)) {
                for (int batch = 2; batch < loader.batchesPerEpoch(); batch++) {
                    List<Literal> expected = loader.types(loader.rows(batch)).stream()
                            .map(Literal::zeros)
                            .toList();
                    loader.fill(1, batch, expected);
                    assertThat(prefetcher.next()).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void quotes_comments_and_empty_lines_do_not_confuse() throws IOException {
        Path file = write("# made\na,b\n1,\"x\n\"\"y\"\"\"\n\n,,\n# note, \"\n2,5\" pipe\n3,\"end\"");
        try (StreamedTable streamed = StreamedTable.open(file)) {
            assertThat(streamed.rowCount()).isEqualTo(3);
            Table table = streamed.rows(2, 0, 1);
            assertThat(table.cells("b"))
                    .containsExactly(Optional.of("end"), Optional.of("x\n\"y\""), Optional.of("5\" pipe"));
            assertThat(table.row(2).place()).isEqualTo("line 8");
        }
    }

    @Test
    void decimal_sign_is_that_of_the_beginning() throws IOException {
        try (StreamedTable streamed = StreamedTable.open(write("a;b\n1,5;2,5\n2,5;3,5\n4;5\n"))) {
            assertThat(streamed.rows(1).cell(0, "a")).contains("2.5");
        }
    }

    @Test
    void an_interrupt_of_the_thread_that_reads_closes_nothing() throws IOException {
        try (StreamedTable table = StreamedTable.open(write("a,b\n1,2\n3,4\n"))) {
            Thread.currentThread().interrupt();
            assertThat(table.rows(1).row(0).toString()).contains("3", "4");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(table.rows(0).row(0).toString()).contains("1", "2");
        }
    }

    @Test
    void sample_has_each_row_at_most_once() throws IOException {
        StringBuilder text = new StringBuilder("x,y\n");
        IntStream.range(0, 50).forEach(i -> text.append(i).append(",1\n"));
        try (StreamedTable streamed = StreamedTable.open(write(text.toString()))) {
            assertThat(streamed.sample(20, Key.of(3)).cells("x")).hasSize(20).doesNotHaveDuplicates();
            assertThat(streamed.sample(99, Key.of(3)).rowCount()).isEqualTo(50);
        }
    }

    @Test
    void what_cannot_be_streamed_is_refused() throws IOException {
        Path file = write("a,b\n");
        refused(file, "a table needs rows, but the file has only a header (a, b)");
        write("1 2\n3 4\n5 6\n");
        refused(
                file,
                "rows can only be read one by one if one character separates the fields, but here runs of blanks do; read"
                        + " the table as a whole");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        }
        refused(
                file,
                "rows can only be read one by one from a file that is not packed and not UTF-16; unpack it, or save it as"
                        + " UTF-8");
        write("a,b\n1,2\n3,4\n5\n");
        try (StreamedTable streamed = StreamedTable.open(good())) {
            Files.writeString(folder.resolve("ok.csv"), "a,b\n");
            assertThatExceptionOfType(FormatException.class)
                    .isThrownBy(() -> streamed.rows(1))
                    .withMessageStartingWith("read " + folder.resolve("ok.csv") + ": ");
        }
        refused(file, "every line must have 2 fields, line 4 has 1; put fields that hold the separator between quotes");
    }

    private Path good() throws IOException {
        return Files.writeString(folder.resolve("ok.csv"), "a,b\n1,2\n3,4\n");
    }

    private static void refused(Path file, String message) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> StreamedTable.open(file).close())
                .withMessage("read " + file + ": " + message);
    }
}
