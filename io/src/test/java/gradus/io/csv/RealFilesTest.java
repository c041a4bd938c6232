package gradus.io.csv;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.type.Key;
import gradus.nn.data.ColumnProfile;
import gradus.nn.data.ColumnType;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.Table;
import gradus.nn.data.TableSplit;
import gradus.nn.data.TargetTable;
import gradus.nn.data.Task;
import gradus.testkit.Shared;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every real table is understood without being told anything but the target.
class RealFilesTest {
    @ParameterizedTest
    @CsvSource({
        "iris/iris.csv,                     species,    MULTICLASS, 150,  5,  4",
        "iris/iris.data,                    c5,         MULTICLASS, 150,  5,  4",
        "penguins/penguins.csv,             species,    MULTICLASS, 344,  8,  7",
        "penguins/penguins_raw.csv,         Species,    MULTICLASS, 344,  17, 11",
        "wine-quality/winequality-red.csv,  quality,    MULTICLASS, 1599, 12, 11",
        "wine-quality/winequality-white.csv,quality,    MULTICLASS, 4898, 12, 11",
        "titanic/titanic.csv,               Survived,   BINARY,     891,  12, 7",
        "auto-mpg/mpg.csv,                  mpg,        REGRESSION, 398,  9,  7",
        "digits/optdigits.tra.csv,          Class,      MULTICLASS, 3823, 65, 62",
        "digits/optdigits.tes.csv,          Class,      MULTICLASS, 1797, 65, 61",
        "diabetes/diabetes.tab.txt,         Y,          REGRESSION, 442,  11, 10",
        "breast-cancer/wdbc.data,           c2,         BINARY,     569,  32, 30",
        "wine/wine.data,                    c1,         MULTICLASS, 178,  14, 13",
        "airline/airline-passengers.csv,    Passengers, REGRESSION, 144,  2,  1",
        "ett/ETTh1.csv,                     OT,         REGRESSION, 17420, 8, 7",
    })
    void realTableIsUnderstood(String file, String target, Task task, int rows, int columns, int used) {
        Table table = Table.readCsv(Shared.path("data/" + file));
        assertThat(table.rowCount()).isEqualTo(rows);
        assertThat(table.columnCount()).isEqualTo(columns);
        TargetTable wanted = table.target(target);
        assertThat(wanted.task()).isEqualTo(task);
        assertThat(wanted.profile().used()).hasSize(used);
        assertThat(wanted.profile().text().lines()).allMatch(line -> line.length() <= 120);

        TableSplit split = wanted.split(0.7, 0.15, 0.15, Key.of(42));
        Preprocessing preprocessing = split.preprocessing();
        assertThat(split.trainSet().size()
                        + split.validationSet().size()
                        + split.testSet().size())
                .isEqualTo(rows);
        int strange = 0;
        for (float value : preprocessing.encode(table).features()) {
            strange += value >= -10 && value <= 10 ? 0 : 1;
        }
        assertThat(strange).isZero();
    }

    @Test
    void titanicColumnsThatNameRowsAreNotUsed() {
        assertThat(types("titanic/titanic.csv"))
                .containsEntry("PassengerId", ColumnType.IDENTIFIER)
                .containsEntry("Name", ColumnType.TEXT)
                .containsEntry("Ticket", ColumnType.TEXT)
                .containsEntry("Cabin", ColumnType.TEXT)
                .containsEntry("Pclass", ColumnType.NUMBER)
                .containsEntry("Sex", ColumnType.CATEGORY)
                .containsEntry("Embarked", ColumnType.CATEGORY);
    }

    @Test
    void titanicNamesKeepCommasAndQuotes() {
        Table table = Table.readCsv(Shared.path("data/titanic/titanic.csv"));
        assertThat(table.cell(0, "Name")).hasValue("Braund, Mr. Owen Harris");
        assertThat(table.cells("Name").stream().flatMap(Optional::stream)).contains("O'Dwyer, Miss. Ellen \"Nellie\"");
        ColumnProfile age = table.profile().column("Age");
        assertThat(age.missing()).isEqualTo(177);
        assertThat(table.profile().column("Cabin").missing()).isEqualTo(687);
    }

    @Test
    void rawPenguinColumnsAreToldApart() {
        assertThat(types("penguins/penguins_raw.csv"))
                .containsEntry("studyName", ColumnType.CATEGORY)
                .containsEntry("Sample Number", ColumnType.IDENTIFIER)
                .containsEntry("Region", ColumnType.CONSTANT)
                .containsEntry("Stage", ColumnType.CONSTANT)
                .containsEntry("Individual ID", ColumnType.IDENTIFIER)
                .containsEntry("Clutch Completion", ColumnType.BOOLEAN)
                .containsEntry("Date Egg", ColumnType.DATE)
                .containsEntry("Culmen Length (mm)", ColumnType.NUMBER)
                .containsEntry("Comments", ColumnType.TEXT);
    }

    @Test
    void firstColumnOfBreastCancerIsAnIdAndNameOfCarsIsText() {
        assertThat(types("breast-cancer/wdbc.data")).containsEntry("c1", ColumnType.IDENTIFIER);
        assertThat(types("auto-mpg/mpg.csv"))
                .containsEntry("name", ColumnType.TEXT)
                .containsEntry("origin", ColumnType.CATEGORY);
    }

    @Test
    void trapsOfTheFilesAreSeen() {
        Table wine = Table.readCsv(Shared.path("data/wine-quality/winequality-red.csv"));
        assertThat(wine.columnNames()).startsWith("fixed acidity", "volatile acidity");
        assertThat(wine.notes()).startsWith("separator ';': it gives 12 fields in every line");
        assertThat(Table.readCsv(Shared.path("data/wine/wine.data")).cell(0, "c9"))
                .hasValue(".28");
        assertThat(Table.readCsv(Shared.path("data/penguins/penguins.csv"))
                        .profile()
                        .column("sex")
                        .missing())
                .isEqualTo(11);
        assertThat(Table.readCsv(Shared.path("data/auto-mpg/mpg.csv"))
                        .profile()
                        .column("horsepower")
                        .missing())
                .isEqualTo(6);
        assertThat(Table.readCsv(Shared.path("data/digits/optdigits.tra.csv")).columnNames())
                .startsWith("0", "1", "2")
                .endsWith("63", "Class");
        assertThat(Table.readCsv(Shared.path("data/diabetes/diabetes.tab.txt")).notes())
                .startsWith("separator TAB: it gives 11 fields in every line");
    }

    @Test
    void digitsOfTheTestFileAreEncodedAsTrainingSaysAlthoughAPixelIsConstantThere() {
        TargetTable train =
                Table.readCsv(Shared.path("data/digits/optdigits.tra.csv")).target("Class");
        Table test = Table.readCsv(Shared.path("data/digits/optdigits.tes.csv"));
        TableSplit split = TableSplit.of(train, test.rows(), test);
        assertThat(split.testSet().size()).isEqualTo(1797);
        assertThat(split.validationSet().size()).isZero();
        assertThat(split.testSet().width()).isEqualTo(62);
    }

    private static Map<String, ColumnType> types(String file) {
        List<ColumnProfile> columns =
                Table.readCsv(Shared.path("data/" + file)).profile().columns();
        return columns.stream().collect(Collectors.toMap(ColumnProfile::name, ColumnProfile::type));
    }
}
