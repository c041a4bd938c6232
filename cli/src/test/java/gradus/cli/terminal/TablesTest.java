package gradus.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.cli.terminal.Tables.Column;
import gradus.cli.terminal.Terminal.Motion;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablesTest {
    private static final List<Column> COLUMNS =
            List.of(Column.left("column"), Column.left("read as"), Column.right("distinct"));
    private static final List<List<String>> ROWS = List.of(
            List.of("island", "category", "3"), List.of("bill length", "number, because 342 of 342 are", "164"));

    private static Terminal terminal(int width) {
        return new Terminal(width, Style.PLAIN, Glyphs.ASCII, Motion.LINES);
    }

    @Test
    void words_are_set_to_the_left_and_numbers_to_the_right() {
        assertThat(Tables.text(COLUMNS, ROWS, terminal(80))).isEqualTo("""
                        column       read as                         distinct
                        -----------------------------------------------------
                        island       category                               3
                        bill length  number, because 342 of 342 are       164
                        """);
    }

    @Test
    void a_table_too_wide_cuts_its_widest_words() {
        assertThat(Tables.text(COLUMNS, ROWS, terminal(40))).isEqualTo("""
                        column       read as            distinct
                        ----------------------------------------
                        island       category                  3
                        bill length  number, because ~       164
                        """);
        assertThat(Tables.text(COLUMNS, ROWS, terminal(20))).contains("bill ~  numbe~       164");
    }

    @Test
    void wide_characters_take_two_columns_and_marks_none() {
        List<Column> columns = List.of(Column.left("name"), Column.right("n"));
        assertThat(Tables.text(columns, List.of(List.of("漢字", "1"), List.of("e\u0301te", "2")), terminal(80)))
                .isEqualTo("name  n\n-------\n漢字  1\ne\u0301te   2\n");
    }

    @Test
    void control_characters_of_a_cell_do_not_reach_the_terminal() {
        assertThat(Tables.text(List.of(Column.left("a")), List.of(List.of("x\u001b[2Jy\nz")), terminal(80)))
                .isEqualTo("a\n--------\nx [2Jy z\n");
    }

    @Test
    void the_head_is_painted_where_there_are_colours() {
        Terminal colours = new Terminal(80, Style.COLOUR, Glyphs.UNICODE, Motion.IN_PLACE);
        assertThat(Tables.text(List.of(Column.left("a")), List.of(), colours))
                .isEqualTo("\u001b[1ma\u001b[0m\n\u001b[2m─\u001b[0m\n");
    }

    @Test
    void a_row_with_missing_cells_is_refused_in_words() {
        assertThatThrownBy(() -> Tables.text(COLUMNS, List.of(List.of("x")), terminal(80)))
                .hasMessage("table: a row must have one cell for each of the 3 columns, got 1 cells: [x]");
    }
}
