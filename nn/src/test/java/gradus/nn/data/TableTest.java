package gradus.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.FormatException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table TABLE = Tables.of("a,b,c", "1, x ,NA", "2,y,3");

    @Test
    void cellsAreStrippedAndMissingOnesKnown() {
        assertThat(TABLE).hasToString("Table[2 rows × 3 columns: a, b, c]");
        assertThat(TABLE.cell(0, "b")).hasValue("x");
        assertThat(TABLE.cells("c")).containsExactly(Optional.empty(), Optional.of("3"));
        assertThat(TABLE.row(1)).hasToString("row 2{a=2, b=y, c=3}");
        assertThat(TABLE.row(0).cell("c")).isEmpty();
    }

    @Test
    void rowsAndColumnsCanBeChosen() {
        assertThat(TABLE.select("c", "a").columnNames()).containsExactly("c", "a");
        assertThat(TABLE.drop("b").columnNames()).containsExactly("a", "c");
        assertThat(TABLE.rows(1, 0, 1).cells("a"))
                .containsExactly(Optional.of("2"), Optional.of("1"), Optional.of("2"));
        assertThatThrownBy(() -> TABLE.rows(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows: numbers must lie in 0 … 1, got 2");
        assertThatThrownBy(() -> TABLE.drop("d"))
                .isInstanceOf(FormatException.class)
                .hasMessage("table: there is no column 'd', the columns are a, b, c");
        assertThatThrownBy(() -> Row.of(Map.of("size", "1")).cell("siz"))
                .hasMessage("row: it has no column 'siz', its columns are size; did you mean 'size'?");
    }

    @Test
    void raggedRowsAreRefused() {
        assertThatThrownBy(() -> Table.of(List.of("a", "b"), List.of(List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("table: row 1 must have 2 cells (a, b), got 1");
    }

    @Test
    void readingWithoutAReaderSaysWhatToAdd() {
        assertThatThrownBy(() -> Table.readCsv(Path.of("x.csv")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "read x.csv: reading a table needs a gradus.nn.data.TableReader, and none is on the class path or"
                                + " module path; add the artifact io.gradus:gradus-io");
    }

    @Test
    void nearestNameIsAtMostAFewLettersAway() {
        List<String> names = List.of("species", "island", "bill_length_mm");
        assertThat(NearestName.of("Spezies", names)).hasValue("species");
        assertThat(NearestName.of("billlengthmm", names)).hasValue("bill_length_mm");
        assertThat(NearestName.of("bill", names)).hasValue("bill_length_mm");
        assertThat(NearestName.of("weight", names)).isEmpty();
    }
}
