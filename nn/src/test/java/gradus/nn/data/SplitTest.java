package gradus.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static final TargetTable CLASSES = Tables.of(
                    "x,y", 200, i -> i * 1.5 + "," + (i % 10 == 0 ? "rare" : i % 10 < 4 ? "some" : "many"))
            .target("y");

    @Test
    void partsHaveTheirSharesAndEveryClassInProportion() {
        TableSplit split = CLASSES.split(0.7, 0.15, 0.15, Key.of(42));
        assertThat(split).hasToString("TableSplit[140 training, 30 validation, 30 test rows]");
        assertThat(counts(split.train().table())).isEqualTo(Map.of("rare", 14, "some", 42, "many", 84));
        assertThat(counts(split.validation())).isEqualTo(Map.of("rare", 3, "some", 9, "many", 18));
        assertThat(counts(split.test())).isEqualTo(Map.of("rare", 3, "some", 9, "many", 18));
    }

    @Test
    void everyRowIsInExactlyOnePart() {
        TableSplit split = CLASSES.split(0.6, 0.2, 0.2, Key.of(7));
        Map<String, Integer> seen = new HashMap<>();
        for (Table part : List.of(split.train().table(), split.validation(), split.test())) {
            part.cells("x").forEach(cell -> seen.merge(cell.orElseThrow(), 1, Integer::sum));
        }
        assertThat(seen).hasSize(200);
        assertThat(seen.values()).containsOnly(1);
    }

    @Test
    void theKeyDecides() {
        assertThat(CLASSES.split(0.7, 0.15, 0.15, Key.of(1)).test().cells("x"))
                .isEqualTo(CLASSES.split(0.7, 0.15, 0.15, Key.of(1)).test().cells("x"))
                .isNotEqualTo(CLASSES.split(0.7, 0.15, 0.15, Key.of(2)).test().cells("x"));
    }

    @Test
    void aClassOfOneRowIsInTheTrainingPart() {
        for (int seed = 0; seed < 20; seed++) {
            TableSplit split = Tables.of("x,y", 50, i -> i * 1.5 + "," + (i == 20 ? "once" : "k" + i % 2))
                    .target("y")
                    .split(0.5, 0.25, 0.25, Key.of(seed));
            assertThat(counts(split.train().table())).containsEntry("once", 1);
        }
    }

    @Test
    void regressionIsSplitToo() {
        TableSplit split =
                Tables.of("x,y", 100, i -> i * 1.5 + "," + i * 0.3).target("y").split(0.8, 0, 0.2, Key.of(3));
        assertThat(split).hasToString("TableSplit[80 training, 0 validation, 20 test rows]");
        assertThat(split.validationSet().size()).isZero();
    }

    @Test
    void rowsCanBeChosen() {
        TableSplit split = CLASSES.split(new int[] {0, 1, 2, 3, 4}, new int[] {7}, new int[] {9, 8});
        assertThat(split.test().cells("x").getFirst()).hasValue("13.5");
        assertThatThrownBy(() -> CLASSES.split(new int[] {0, 1}, new int[] {200}, new int[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("split: row numbers must lie in 0 … 199, got 200 in the validation part");
        assertThatThrownBy(() -> CLASSES.split(new int[] {0, 1}, new int[0], new int[] {1}))
                .hasMessage("split: a row belongs to one part, but row 1 is in the training and the test part");
        assertThatThrownBy(() -> CLASSES.split(new int[0], new int[0], new int[] {1}))
                .hasMessage("split: the training part needs rows, got none");
    }

    @Test
    void absurdSharesAreRefused() {
        String rule = "split: the shares must be 0 or more, the training share above 0, and add up to 1, got ";
        assertThatThrownBy(() -> CLASSES.split(0.7, 0.7, 0.1, Key.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(rule + "0.7 + 0.7 + 0.1");
        assertThatThrownBy(() -> CLASSES.split(1.2, -0.1, -0.1, Key.of(1))).hasMessage(rule + "1.2 + -0.1 + -0.1");
        assertThatThrownBy(() -> CLASSES.split(0, 0.5, 0.5, Key.of(1))).hasMessage(rule + "0.0 + 0.5 + 0.5");
        assertThatThrownBy(() -> CLASSES.split(Double.NaN, 0.5, 0.5, Key.of(1))).hasMessage(rule + "NaN + 0.5 + 0.5");
        assertThatThrownBy(() -> Tables.of("x,y", "1.5,2.5", "2.5,3.5", "3.5,1.5")
                        .target("y")
                        .split(0.9, 0.05, 0.05, Key.of(1)))
                .isInstanceOf(FormatException.class)
                .hasMessage(
                        "split: every part needs a row, but a share of 0.05 of 3 rows leaves none for the validation part;"
                                + " use more rows or a share of 0");
    }

    @Test
    void tablesThatAreApartKeepTheTypesOfTraining() {
        Table test = Tables.of("y,x,more", "some,1.5,q", "?,2.5,q");
        TableSplit split = TableSplit.of(CLASSES, test.rows(), test);
        assertThat(split.test().rowCount()).isEqualTo(1);
        assertThat(split.notes()).contains("1 of the test rows left out because the target 'y' is missing");
        assertThat(split.preprocessing().encode(test).notes()).containsExactly("column more is not used by the model");
        assertThatThrownBy(() -> TableSplit.of(CLASSES, test.rows(), test.drop("y")))
                .isInstanceOf(FormatException.class)
                .hasMessage("target in the test rows: there is no column 'y', the columns are x, more");
        TableSplit strange = TableSplit.of(CLASSES, test.rows(), Tables.of("x,y", "1.5,other"));
        assertThatThrownBy(strange::testSet)
                .hasMessage(
                        "target 'y': it must be a class of training, which are many, rare, some, got 'other' in row 1");
    }

    private static Map<String, Integer> counts(Table table) {
        Map<String, Integer> counts = new HashMap<>();
        table.cells("y").forEach(cell -> counts.merge(cell.orElseThrow(), 1, Integer::sum));
        return counts;
    }
}
