package gradus.io.csv;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.nn.data.ColumnType;
import gradus.nn.data.CsvOptions;
import gradus.nn.data.CsvOptions.Decimal;
import gradus.nn.data.CsvOptions.Header;
import gradus.nn.data.Table;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ways of writing a table that are all read alike.
class CsvReadingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void separatorIsFound(String separator) throws IOException {
        Table table = read("a,b,c\n1,x,2.5\n2,y,3.5\n".replace(",", separator));
        assertThat(table.columnNames()).containsExactly("a", "b", "c");
        assertThat(column(table, "c")).containsExactly("2.5", "3.5");
    }

    @Test
    void quotedFieldsHoldSeparatorsLinesAndDoubledQuotes() throws IOException {
        Table table = read("name,n\n\"Smith, J.\",1\n\"say \"\"hi\"\"\",2\n\"two\nlines\",3\nplain,4\n");
        assertThat(column(table, "name")).containsExactly("Smith, J.", "say \"hi\"", "two\nlines", "plain");
    }

    @Test
    void byteOrderMarkAndWindowsLineEndsLeaveNoTrace() throws IOException {
        Table table = read("\uFEFFa,b\r\n1,2\r\n3,4\r\n");
        assertThat(table.columnNames()).containsExactly("a", "b");
        assertThat(column(table, "b")).containsExactly("2", "4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void utf16IsKnownByItsMark(String charset) throws IOException {
        Path file = folder.resolve("t.csv");
        Files.write(file, "\uFEFFstraße,b\nä,2\nö,4\n".getBytes(Charset.forName(charset)));
        Table table = Table.readCsv(file);
        assertThat(table.columnNames()).containsExactly("straße", "b");
        assertThat(column(table, "straße")).containsExactly("ä", "ö");
    }

    @Test
    void otherEncodingsCanBeSaid() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.write(file, "a,b\nä,2\n".getBytes(StandardCharsets.ISO_8859_1));
        Table table = Table.readCsv(file, CsvOptions.defaults().withCharset(StandardCharsets.ISO_8859_1));
        assertThat(column(table, "a")).containsExactly("ä");
    }

    @Test
    void missingMarkersAreKnownInAnyCase() throws IOException {
        Table table = read("a,b\nNA,1\nn/a,2\nNaN,3\nnull,4\nNULL,5\n?,6\n,7\n\"\",8\nx,9\n");
        assertThat(table.cells("a").stream().filter(Optional::isEmpty)).hasSize(8);
    }

    @Test
    void dashesAndWordsAreMissingOnlyAmongNumbers() throws IOException {
        StringBuilder text = new StringBuilder("n,class,word\n");
        for (int i = 0; i < 40; i++) {
            text.append(i % 4 == 0 ? "-" : "" + i * 0.37).append(i % 2 == 0 ? ",-," : ",+,");
            text.append(i % 3 == 0 ? "unmeasured" : "" + i * 1.7).append('\n');
        }
        Table table = read(text.toString());
        assertThat(table.profile().column("n").type()).isEqualTo(ColumnType.NUMBER);
        assertThat(table.profile().column("n").missing()).isEqualTo(10);
        assertThat(table.profile().column("word").markers()).containsExactly("unmeasured");
        assertThat(table.target("class").labels()).containsExactly("+", "-");
    }

    @Test
    void commentsEmptyLinesAndBlankRowsAreLeftOut() throws IOException {
        Table table = read("# made by hand\na,b\n1,2\n\n# half way\n3,4\n,\n\n\n");
        assertThat(table.rowCount()).isEqualTo(2);
        assertThat(table.notes()).contains("1 row has no value at all and is left out");
        assertThat(table.row(1).place()).isEqualTo("line 6");
    }

    @Test
    void blanksAroundFieldsAreStripped() throws IOException {
        Table table = read("a, b , c\n1, x , \"p, q\"\n2, y,\"r\" \n");
        assertThat(table.columnNames()).containsExactly("a", "b", "c");
        assertThat(column(table, "b")).containsExactly("x", "y");
        assertThat(column(table, "c")).containsExactly("p, q", "r");
    }

    @Test
    void trailingSeparatorsMakeNoColumn() throws IOException {
        assertThat(read("a,b\n1,2,\n3,4,\n").columnNames()).containsExactly("a", "b");
        assertThat(read("a,b,\n1,2\n3,4\n").columnNames()).containsExactly("a", "b");
    }

    @Test
    void headerIsToldFromDataByWhatStandsBelow() throws IOException {
        assertThat(read("5.1,a\n4.9,b\n").notes().get(1))
                .isEqualTo("no header: '5.1' is a number or date like the fields below it; columns are c1, c2, …");
        assertThat(read("p,x\ne,y\np,x\ne,x\n").notes().get(1))
                .isEqualTo("no header: 'p' comes back below; columns are c1, c2, …");
        assertThat(read("kind,size\np,x\np,x\ne,x\ne,y\n").notes().get(1))
                .isEqualTo("header: 'kind' does not come back below, where other texts recur");
        assertThat(read("0,1,2\n5.5,6.5,7.5\n1.5,2.5,3.5\n").notes().get(1))
                .isEqualTo("header: its numbers count up by one, those below do not");
        assertThat(read("country,2019,2020,2021\nA,5,6,9\nB,8,8,1\n").columnNames())
                .containsExactly("country", "2019", "2020", "2021");
        assertThat(read("2007-01-01,5\n2007-01-02,6\n").columnNames()).containsExactly("c1", "c2");
    }

    @Test
    void headerCanBeSaid() throws IOException {
        Path file = file("1,2\n3,4\n");
        assertThat(Table.readCsv(file, CsvOptions.defaults().withHeader(Header.PRESENT))
                        .columnNames())
                .containsExactly("1", "2");
        assertThat(Table.readCsv(file("a,b\n3,4\n"), CsvOptions.defaults().withHeader(Header.ABSENT))
                        .rowCount())
                .isEqualTo(2);
    }

    @Test
    void blankAndRepeatedNamesAreMended() throws IOException {
        Table table = read(",x,x\n0.5,2,3\n1.5,5,6\n");
        assertThat(table.columnNames()).containsExactly("c1", "x", "x_2");
        assertThat(table.notes())
                .contains(
                        "column 1 is called 'c1': the header has no name for it",
                        "column 3 is called 'x_2': its name 'x' is taken");
    }

    @Test
    void decimalCommasAreReadAsPoints() throws IOException {
        Table table = read("a;b;c\n1,5;1.234,5;1,234\n2,25;10;2,345\n");
        assertThat(column(table, "a")).containsExactly("1.5", "2.25");
        assertThat(column(table, "b")).containsExactly("1234.5", "10");
        assertThat(column(table, "c")).containsExactly("1.234", "2.345");
        assertThat(table.notes()).contains("decimal comma in 3 columns");
        assertThat(column(read("a,b\n\"1,5\",2\n\"2,5\",3\n"), "a")).containsExactly("1.5", "2.5");
    }

    @Test
    void commasBetweenGroupsStayGroups() throws IOException {
        Table table = read("a,b\n\"1,234\",\"1,234.5\"\n\"2,345\",\"12,345.5\"\n\"7\",\"8\"\n");
        assertThat(column(table, "a")).containsExactly("1,234", "2,345", "7");
        assertThat(table.profile().column("a").reason()).isEqualTo("numbers from 7 to 2345");
        assertThat(table.profile().column("b").reason()).isEqualTo("numbers from 8 to 12346");
        Table said =
                Table.readCsv(file("a,b\n\"1,234\",x\n"), CsvOptions.defaults().withDecimal(Decimal.COMMA));
        assertThat(column(said, "a")).containsExactly("1.234");
    }

    @Test
    void aColumnOfWordsIsATable() throws IOException {
        Table table = read("word\nblue\nred\nblue\nred\nblue\n");
        assertThat(table.columnNames()).containsExactly("word");
        assertThat(table.notes().getFirst())
                .isEqualTo("one column: no comma, semicolon, TAB or | divides the lines alike");
    }

    @Test
    void longColumnsOfDifferentTextsComeBackUnchanged() throws IOException {
        StringBuilder text = new StringBuilder("id,word,n\n");
        for (int i = 0; i < 5000; i++) {
            text.append("k")
                    .append(i)
                    .append(i % 3 == 0 ? ",ä" : ",")
                    .append(",")
                    .append(i * 0.001)
                    .append('\n');
        }
        Table table = read(text.toString());
        assertThat(table.cell(4999, "id")).hasValue("k4999");
        assertThat(table.cell(4998, "word")).hasValue("ä");
        assertThat(table.cell(4999, "word")).isEmpty();
        assertThat(table.cell(0, "n")).hasValue("0.0");
        assertThat(table.rows(4999, 17).cells("id")).containsExactly(Optional.of("k4999"), Optional.of("k17"));
    }

    private Table read(String text) throws IOException {
        return Table.readCsv(file(text));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), text);
    }

    private static List<String> column(Table table, String name) {
        return table.cells(name).stream().map(cell -> cell.orElse("")).toList();
    }
}
