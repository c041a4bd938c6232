package gradus.io.csv;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import gradus.core.type.FormatException;
import gradus.nn.data.CsvOptions;
import gradus.nn.data.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are no tables, each with its own message.
class BadFilesTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("bad.csv");
    }

    @Test
    void missingFileNamesTheNearest() throws IOException {
        Files.writeString(folder.resolve("penguins.csv"), "a,b\n1,2\n");
        Path wrong = folder.resolve("penguin.csv");
        refused(wrong, "read " + wrong + ": there is no such file; did you mean 'penguins.csv'?");
        Path nowhere = folder.resolve("no/where.csv");
        refused(nowhere, "read " + nowhere + ": there is no such file, nor a folder " + folder.resolve("no"));
    }

    @Test
    void folderIsNoFile() {
        refused(folder, "read " + folder + ": a file is needed, but this is a folder; name a file in it");
    }

    @Test
    void emptyFile() throws IOException {
        Files.writeString(file, "");
        refused(file, "read " + file + ": a table needs a header and rows, but the file is empty");
        Files.writeString(file, "# nothing\n\n\n");
        refused(file, "read " + file + ": a table needs a header and rows, but the file has no line with data");
    }

    @Test
    void headerOnly() throws IOException {
        Files.writeString(file, "a,b,c\n");
        refused(file, "read " + file + ": a table needs rows, but the file has only a header (a, b, c)");
    }

    @Test
    void raggedRowNamesItsLine() throws IOException {
        Files.writeString(file, "# note\na,b,c\n1,2,3\n4,5\n6,7,8\n");
        refused(
                file,
                "read " + file + ": every line must have 3 fields as the header has, line 4 has 2 (4 | 5);"
                        + " separator ','; put fields that hold the separator between quotes");
        Files.writeString(file, "1.5,2,3\n4,5,6\n6,7,8,9\n");
        refused(
                file,
                "read " + file + ": every line must have 3 fields as most lines have, line 3 has 4 (6 | 7 | 8 | 9);"
                        + " separator ','; put fields that hold the separator between quotes");
    }

    @Test
    void openQuote() throws IOException {
        Files.writeString(file, "a,b\n1,\"x\n2,y\n");
        refused(
                file,
                "read " + file + ": quotes must come in pairs and a quoted field must end with the field;"
                        + " Unclosed quoted field at end of input (record starting at line 2);"
                        + " double a quote that belongs to the text, or set another quote character");
        Files.writeString(file, "a,b\n1,\"x\" y\n2,z\n");
        refused(
                file,
                "read " + file + ": quotes must come in pairs and a quoted field must end with the field;"
                        + " Unexpected character after closing quote: 'y' (0x79) (record starting at line 2);"
                        + " double a quote that belongs to the text, or set another quote character");
    }

    @Test
    void binaryFiles() throws IOException {
        Files.write(file, new byte[] {'P', 'K', 3, 4, 0, 0});
        refused(
                file,
                "read " + file + ": a text file is needed, but it begins like a zip archive or an Excel workbook;"
                        + " unpack it or export the sheet as CSV");
        Files.write(file, new byte[] {0x1F, (byte) 0x8B, 8, 0});
        refused(file, "read " + file + ": the gzip packing ends too early; the file is cut off, fetch it again");
        Files.write(file, new byte[] {1, 2, 0, 3});
        refused(file, "read " + file + ": a text file is needed, but it holds zero bytes; is it the right file?");
    }

    @Test
    void textThatIsNotUtf8() throws IOException {
        Files.write(file, "a,b\nä,1\n".getBytes(StandardCharsets.ISO_8859_1));
        String message = "read " + file
                + ": text must be UTF-8 (or UTF-16 with a byte-order mark), but some bytes are no such characters;"
                + " save it as UTF-8 or set the charset, for example windows-1252";
        refused(file, message);
        String much = "a,b\n" + "x,1\n".repeat(200_000) + "ä,1\n";
        Files.write(file, much.getBytes(StandardCharsets.ISO_8859_1));
        refused(file, message);
    }

    @Test
    void unreadableFile() throws IOException {
        Files.writeString(file, "a,b\n1,2\n");
        assumeThat(file.toFile().setReadable(false)).isTrue();
        assumeThat(Files.isReadable(file)).as("this user may read everything").isFalse();
        refused(
                file,
                "read " + file + ": the file cannot be read: this user has no permission; ask its owner or"
                        + " choose another place");
    }

    @Test
    void absurdOptions() {
        assertThatThrownBy(() -> CsvOptions.defaults().withSeparator('"'))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "CSV options: separator, comment and quote must be three different characters and no line ends,"
                                + " got '\"#\"'");
    }

    private static void refused(Path file, String message) {
        assertThatThrownBy(() -> Table.readCsv(file))
                .isInstanceOf(FormatException.class)
                .hasMessage(message);
    }
}
