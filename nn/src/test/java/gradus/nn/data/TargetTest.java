package gradus.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.FormatException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Class or regression, and targets from which nothing can be learned.
class TargetTest {
    @Test
    void textsAreClassesInAlphabeticalOrder() {
        TargetTable target = Tables.of(
                        "x,kind",
                        30,
                        i -> i * 1.5 + "," + List.of("b", "c", "a").get(i % 3))
                .target("kind");
        assertThat(target.task()).isEqualTo(Task.MULTICLASS);
        assertThat(target.labels()).containsExactly("a", "b", "c");
        assertThat(target.reason()).isEqualTo("3 classes: 'kind' has 3 different texts, 10 rows each on average");
        assertThat(target.notes()).isEmpty();
    }

    @Test
    void twoValuesAreTwoClasses() {
        TargetTable target = Tables.of("x,y", 30, i -> i * 1.5 + "," + i % 2).target("y");
        assertThat(target.task()).isEqualTo(Task.BINARY);
        assertThat(target.labels()).containsExactly("0", "1");
        assertThat(target.reason()).isEqualTo("two classes: 'y' has two different values");
    }

    @Test
    void wholeNumbersAreClassesWhenFewAndRegressionWhenMany() {
        TargetTable few =
                Tables.of("x,y", 100, i -> i * 1.5 + "," + (i % 12 - 2)).target("y");
        assertThat(few.task()).isEqualTo(Task.MULTICLASS);
        assertThat(few.labels()).startsWith("-2", "-1", "0").endsWith("9").hasSize(12);
        assertThat(few.reason())
                .isEqualTo("12 classes: 'y' has 12 different whole numbers, 8 rows each on average;"
                        + " numbers to be predicted as amounts need the task regression");
        TargetTable many =
                Tables.of("x,y", 100, i -> i * 1.5 + "," + i * 7 % 30).target("y");
        assertThat(many.task()).isEqualTo(Task.REGRESSION);
        assertThat(many.reason()).isEqualTo("regression: 'y' holds whole numbers, 30 different ones in 100 rows");
        TargetTable short1 =
                Tables.of("x,y", 12, i -> i * 1.5 + "," + i * i % 10).target("y");
        assertThat(short1.task()).isEqualTo(Task.REGRESSION);
    }

    @Test
    void numbersWithFractionsAreRegression() {
        TargetTable target =
                Tables.of("x,y", 30, i -> i * 1.5 + "," + i % 5 * 0.5).target("y");
        assertThat(target.task()).isEqualTo(Task.REGRESSION);
        assertThat(target.labels()).isEmpty();
        assertThat(target.reason()).isEqualTo("regression: 'y' holds numbers with fractions, 5 different ones");
    }

    @Test
    void theUserMayChooseTheTask() {
        TargetTable target = Tables.of("x,y", 100, i -> i * 1.5 + "," + i % 6).target("y");
        assertThat(target.as(Task.REGRESSION).task()).isEqualTo(Task.REGRESSION);
        assertThat(target.as(Task.REGRESSION).labels()).isEmpty();
        assertThat(target.as(Task.REGRESSION).as(Task.MULTICLASS).labels()).hasSize(6);
        assertThatThrownBy(() -> target.as(Task.BINARY))
                .isInstanceOf(FormatException.class)
                .hasMessage("target 'y': two classes need two different values, but there are 6;"
                        + " use the task multiclass or regression");
        assertThatThrownBy(() -> Tables.of("x,y", 30, i -> i * 1.5 + ",k" + i % 3)
                        .target("y")
                        .as(Task.REGRESSION))
                .hasMessage("target 'y': regression needs numbers, but 30 of 30 cells are none, such as 'k0';"
                        + " leave the task out to predict classes");
    }

    @Test
    void absentTargetSuggestsTheNearestName() {
        Table table = Tables.of("bill_length,island,species", "1,a,b");
        refused(
                table,
                "specis",
                "target: there is no column 'specis', the columns are bill_length, island, species; did you mean 'species'?");
        refused(
                table,
                "Bill Length",
                "target: there is no column 'Bill Length', the columns are bill_length, island, species;"
                        + " did you mean 'bill_length'?");
        refused(table, "zzz", "target: there is no column 'zzz', the columns are bill_length, island, species");
    }

    @Test
    void oneClassOnly() {
        refused(
                Tables.of("x,y", 30, i -> i * 1.5 + ",a"),
                "y",
                "target 'y': learning needs at least two different values, but all 30 rows have 'a'; choose another column");
        refused(
                Tables.of("x,y", 30, i -> i * 1.5 + "," + (i % 2 == 0 ? "3" : "NA")),
                "y",
                "target 'y': learning needs at least two different values, but all 15 rows have '3'; choose another column");
    }

    @Test
    void noValueAtAll() {
        refused(
                Tables.of("x,y", 30, i -> i * 1.5 + ",NA"),
                "y",
                "target 'y': rows need a value to learn from, but all 30 are missing;"
                        + " choose another column or check the missing markers");
        refused(Table.of(List.of("x", "y"), List.of()), "y", "target 'y': the table has no rows");
    }

    @Test
    void moreClassesThanRowsAllow() {
        refused(
                Tables.of("x,y", 30, i -> i * 1.5 + ",name" + i % 20),
                "y",
                "target 'y': learning needs at least 2 rows of each class on average, but there are 20 classes in 30 rows;"
                        + " is it an identifier? Choose another column");
    }

    @Test
    void rowsWithoutTargetAreLeftOutWithANote() {
        TargetTable target = Tables.of(
                        "x,y", 60, i -> i * 1.5 + "," + (i % 30 == 4 ? "?" : i == 7 ? "oops" : i * 0.25 + ""))
                .target("y");
        assertThat(target.table().rowCount()).isEqualTo(57);
        assertThat(target.task()).isEqualTo(Task.REGRESSION);
        assertThat(target.notes())
                .containsExactly(
                        "3 rows are left out because the target 'y' is missing, among them 1 that are no numbers such as"
                                + " 'oops' in row 8");
    }

    @Test
    void unbalancedAndRareClassesAreNoted() {
        TargetTable target = Tables.of("x,y", 100, i -> i * 1.5 + "," + (i < 95 ? "healthy" : i < 98 ? "ill" : "gone"))
                .target("y");
        assertThat(target.notes())
                .containsExactly(
                        "unbalanced classes: 95 % of the rows are 'healthy', so that accuracy alone says little",
                        "rare classes 'gone' (2), 'ill' (3): fewer than 5 rows, too few to learn or to judge");
    }

    @Test
    void rowNumbersAsTargetAreNoted() {
        assertThat(Tables.of("x,y", 60, i -> i * i % 7 + "," + i).target("y").notes())
                .containsExactly("target 'y' looks like row numbers, from which nothing useful can be learned");
    }

    @Test
    void theOnlyColumnIsUsedEvenIfItCountsUp() {
        TargetTable target = Tables.of("x,y", 60, i -> i + "," + i * i * 0.1).target("y");
        assertThat(target.profile().column("x").type()).isEqualTo(ColumnType.NUMBER);
        assertThat(target.profile().column("x").reason())
                .isEqualTo("counts up by one from row to row: a row number; kept, because no other column is left");
    }

    @Test
    void nothingToLearnFrom() {
        refused(
                Tables.of("x,name,y", 60, i -> "1,k" + i + "," + i * 0.1),
                "y",
                "target 'y': no other column can be learned from (x: one value only: '1';"
                        + " name: a different text in every row: names of rows); say what a column is with a type");
        refused(
                Tables.of("y", 60, i -> "" + i * 0.1),
                "y",
                "target 'y': no other column can be learned from, the table has no other column;"
                        + " say what a column is with a type");
    }

    @Test
    void labelsAreNumbersBySizeAndTextsByAlphabet() {
        assertThat(Tables.of("x,y", 60, i -> i * 1.5 + "," + (i % 2 == 0 ? "10.0" : "9"))
                        .target("y")
                        .labels())
                .containsExactly("9", "10");
        assertThat(Tables.of("x,y", 60, i -> i * 1.5 + "," + (i % 2 == 0 ? "yes" : "no"))
                        .target("y")
                        .labels())
                .containsExactly("no", "yes");
    }

    private static void refused(Table table, String target, String message) {
        assertThatThrownBy(() -> table.target(target))
                .isInstanceOf(FormatException.class)
                .hasMessage(message);
    }
}
