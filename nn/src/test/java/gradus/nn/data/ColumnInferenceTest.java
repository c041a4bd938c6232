package gradus.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.FormatException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What columns are found to be, and the reasons given.
class ColumnInferenceTest {
    @Test
    void numbersStayNumbersHoweverFewTheyAre() {
        is(Tables.column(40, i -> "" + i % 2), ColumnType.NUMBER, "numbers from 0 to 1");
        is(Tables.column(40, i -> i % 7 == 0 ? "NA" : i * 1.5 + "e1"), ColumnType.NUMBER, "numbers from 15 to 585");
    }

    @Test
    void rowNumbersAreIdentifiers() {
        is(
                Tables.column(40, i -> "" + (i + 1)),
                ColumnType.IDENTIFIER,
                "counts up by one from row to row: a row number");
        is(
                Tables.column(40, i -> "" + i % 20),
                ColumnType.IDENTIFIER,
                "counts up by one from row to row: a row number");
        is(
                Tables.column(41, i -> "" + i * 7 % 41),
                ColumnType.IDENTIFIER,
                "every number of a range exactly once: row numbers in another order");
    }

    @Test
    void hoursAndMonthsThatCountUpAgainAndAgainAreNumbers() {
        is(Tables.column(240, i -> "" + i % 24), ColumnType.NUMBER, "numbers from 0 to 23");
    }

    @Test
    void namesThatSayIdAreBelieved() {
        Table table = Tables.of(
                "customer_id,storeId,body mass index,y",
                60,
                i -> (i * 7919 % 31 + 100) + "," + i % 5 + "," + (20 + i * i % 59) + ",1");
        is(
                table.profile().column("customer_id"),
                ColumnType.IDENTIFIER,
                "31 different whole numbers, and the name says they are ids");
        is(table.profile().column("storeId"), ColumnType.CATEGORY, "5 whole numbers, and the name says they are ids");
        assertThat(table.profile().column("body mass index").type()).isEqualTo(ColumnType.NUMBER);
    }

    @Test
    void largeDifferentNumbersAreAnIdentifierOnlyInANamelessFirstColumn() {
        Table nameless = Tables.of("c1,c2", 60, i -> (i * 7919 + 13) + "," + (i * 104729 % 9973 + 5));
        is(
                nameless.profile().column("c1"),
                ColumnType.IDENTIFIER,
                "first column, without a name, a different whole number in every row");
        assertThat(nameless.profile().column("c2").type()).isEqualTo(ColumnType.NUMBER);
        Table named = Tables.of("income,c2", 60, i -> (i * 7919 + 13) + "," + i * 1.5);
        assertThat(named.profile().column("income").type()).isEqualTo(ColumnType.NUMBER);
    }

    @Test
    void codesWithLeadingZerosAreNoAmounts() {
        is(
                Tables.column(40, i -> "0" + i % 4 + "17"),
                ColumnType.CATEGORY,
                "4 numbers and texts that recur, 10 rows each on average");
    }

    @Test
    void textsAreCategoriesWhenTheyRecur() {
        is(
                Tables.column(40, i -> List.of("red", "green", "blue").get(i % 3)),
                ColumnType.CATEGORY,
                "3 texts that recur, 13 rows each on average");
        is(
                Tables.column(100, i -> "town" + i % 20),
                ColumnType.CATEGORY,
                "20 texts that recur, 5.0 rows each on average");
        is(
                Tables.column(100, i -> "town" + i % 40),
                ColumnType.TEXT,
                "40 different texts in 100 filled rows: too few rows of each to learn from");
    }

    @Test
    void textsThatNameRowsAreIdentifiersAndSentencesAreText() {
        is(Tables.column(40, i -> "k" + i), ColumnType.IDENTIFIER, "a different text in every row: names of rows");
        is(Tables.column(40, i -> "a long remark " + i), ColumnType.TEXT, "a different text in every row: free text");
        is(
                Tables.column(40, i -> "one of the usual remarks " + i % 5),
                ColumnType.TEXT,
                "sentences, 8.0 rows each on average: too few to learn from");
    }

    @Test
    void textsBeyondCountingNameRows() {
        is(
                Tables.column(150_000, i -> "k" + i),
                ColumnType.IDENTIFIER,
                "100,000 different texts or more: names of rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes/no", "True/False", "Y/N", "t/f", "ON/OFF"})
    void twoOppositeWordsAreBoolean(String pair) {
        ColumnProfile column = Tables.column(40, i -> i % 9 == 8 ? "" : pair.split("/")[i % 2]);
        is(column, ColumnType.BOOLEAN, "only '" + pair.replace("/", "' and '") + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2007-%2$02d-%1$02d",
                "2007/%2$d/%1$d",
                "%2$d/%1$d/2007",
                "%1$d/%2$d/2007",
                "%1$02d.%2$02d.2007",
                "%1$d-%2$d-2007",
                "2007-%2$02d-%1$02d 12:30:00",
                "2007-%2$02d-%1$02dT12:30:00.250Z",
                "%1$d Nov 2007",
                "Nov %1$d; 2007"
            })
    void datesAreKnownInManyForms(String form) {
        ColumnProfile column = Tables.column(
                60,
                i -> i % 10 == 9 ? "-" : String.format(Locale.ROOT, form.replace(';', ','), i % 28 + 1, i % 12 + 1));
        assertThat(column.type()).isEqualTo(ColumnType.DATE);
        assertThat(column.reason()).startsWith("dates written like ");
        assertThat(column.missing()).isEqualTo(6);
    }

    @Test
    void dayFirstIsChosenWhenOneDayIsAboveTwelve() {
        assertThat(Tables.column(60, i -> (i % 12 + 1) + "/" + (i % 11 + 1) + "/2007")
                        .reason())
                .isEqualTo("dates written like 11/16/2007 (month first)");
        assertThat(Tables.column(60, i -> (i == 3 ? 13 : i % 12 + 1) + "/" + (i % 11 + 1) + "/2007")
                        .reason())
                .isEqualTo("dates written like 16/11/2007 (day first)");
    }

    @Test
    void oneValueOrNoneIsConstant() {
        is(Tables.column(30, _ -> "x"), ColumnType.CONSTANT, "one value only: 'x'");
        is(Tables.column(30, i -> i % 2 == 0 ? "7" : "7.0"), ColumnType.CONSTANT, "one value only: '7'");
        is(Tables.column(30, _ -> "NA"), ColumnType.CONSTANT, "no value at all");
        is(Tables.column(30, i -> i % 3 == 0 ? "x" : ""), ColumnType.CATEGORY, "either 'x' or missing");
    }

    @Test
    void aFewTextsAmongNumbersAreTakenAsMissingWithAWarning() {
        Table table = Tables.of("n,y", 40, i -> (i == 7 ? "broken" : "" + i * 1.5) + "," + i * 0.1);
        TableProfile profile = table.profile();
        is(profile.column("n"), ColumnType.NUMBER, "numbers from 0 to 58.5; 'broken' taken as missing");
        assertThat(profile.column("n").missing()).isEqualTo(1);
        assertThat(profile.notes())
                .containsExactly("column 'n': 1 cell is neither missing nor like the others ('broken', first in row 8);"
                        + " taken as missing");
    }

    @Test
    void infiniteValuesAreTakenAsMissingWithAWarning() {
        Table table = Tables.of("n,y", 40, i -> (i == 7 ? "inf" : i == 9 ? "-Infinity" : "" + i * 1.5) + "," + i * 0.1);
        assertThat(table.profile().column("n").type()).isEqualTo(ColumnType.NUMBER);
        assertThat(table.profile().notes())
                .containsExactly(
                        "column 'n': 2 cells are neither missing nor like the others ('inf', '-Infinity', first in"
                                + " row 8); taken as missing");
    }

    @Test
    void numbersAndManyTextsAreNoNumbers() {
        is(
                Tables.column(40, i -> i % 3 == 0 ? "a" + i % 2 : "" + i % 4),
                ColumnType.CATEGORY,
                "6 numbers and texts that recur, 6.7 rows each on average");
    }

    @Test
    void theUserHasTheLastWord() {
        Table table = Tables.of("a,b,c,d", 40, i -> (i + 1) + "," + i % 3 + "," + i * 0.5 + "," + "x" + i);
        TableOptions options = TableOptions.defaults()
                .withType("a", ColumnType.NUMBER)
                .withType("b", ColumnType.CATEGORY)
                .withIgnore("c", "d");
        TableProfile profile = table.profile(options);
        is(profile.column("a"), ColumnType.NUMBER, "set by the user");
        is(profile.column("b"), ColumnType.CATEGORY, "set by the user");
        is(profile.column("c"), ColumnType.IGNORED, "left out on request");
    }

    @Test
    void absurdWishesAreRefused() {
        Table table = Tables.of("alpha,beta", 40, i -> "x" + i % 3 + "," + i % 3);
        refused(
                table,
                TableOptions.defaults().withIgnore("alpa"),
                "table options: there is no column 'alpa', the columns are alpha, beta; did you mean 'alpha'?");
        refused(
                table,
                TableOptions.defaults().withType("alpha", ColumnType.NUMBER),
                "column 'alpha': to be used as numbers most cells must be numbers, but 40 of 40 are not, such as 'x0' in row 1;"
                        + " leave the type out or make it a category");
        refused(
                table,
                TableOptions.defaults().withType("alpha", ColumnType.DATE),
                "column 'alpha': its texts are no dates of a known form, such as 'x0', 'x1', 'x2'; leave the type out");
        refused(
                table,
                TableOptions.defaults().withType("beta", ColumnType.BOOLEAN),
                "column 'beta': to be used as yes or no it must have two different values, but it has 3;"
                        + " leave the type out or make it a category");
        assertThatThrownBy(() -> TableOptions.defaults().withOneHotLimit(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("table options: oneHotLimit must be 0 or more, got -1");
    }

    @Test
    void profilePrintsAlignedWithReasons() {
        Table table =
                Tables.of("n,colour", 40, i -> (i % 5 == 0 ? "" : i * 0.5) + "," + (i % 2 == 0 ? "red" : "green"));
        assertThat(table.profile().text()).isEqualTo("""
                        column  type      missing  distinct  examples       because
                        n       number          8        32  0.5, 1.0, 1.5  numbers from 0.5 to 19.5
                        colour  category                  2  red, green     2 texts that recur, 20 rows each on average
                        """);
    }

    private static void is(ColumnProfile column, ColumnType type, String reason) {
        assertThat(column.reason()).isEqualTo(reason);
        assertThat(column.type()).isEqualTo(type);
    }

    private static void refused(Table table, TableOptions options, String message) {
        assertThatThrownBy(() -> table.profile(options))
                .isInstanceOf(FormatException.class)
                .hasMessage(message);
    }
}
