package gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.examples.TableAccuracy.Floor;
import gradus.examples.TableAccuracy.Result;
import gradus.examples.TableAccuracy.Subject;
import gradus.nn.data.TableSplit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableAccuracyTest {
    private final Path samples = ExamplesTest.root().resolve("samples");

    @Test
    void a_table_learned_in_few_epochs_is_above_a_low_floor_and_below_an_impossible_one() {
        var out = new ByteArrayOutputStream();
        var text = new PrintStream(out, false, StandardCharsets.UTF_8);
        Subject low = new Subject("moons", "moons.csv", "moon", Floor.accuracy(0.7));
        Subject impossible = new Subject("moons", "moons.csv", "moon", Floor.accuracy(1.01));
        assertThat(TableAccuracy.run(List.of(low), samples, training -> training.epochs(8), text))
                .isZero();
        assertThat(TableAccuracy.run(List.of(impossible), samples, training -> training.epochs(1), text))
                .isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(6)
                .first()
                .isEqualTo("| data | metric | reached | floor | seconds |");
        assertThat(out.toString(StandardCharsets.UTF_8).lines().skip(2).findFirst())
                .get()
                .asString()
                .matches("\\| moons \\| accuracy \\| [01]\\.\\d{4} \\| ≥ 0\\.7000 \\| \\d+ \\|");
    }

    @Test
    void no_table_is_no_success() {
        assertThat(TableAccuracy.run(
                        List.of(), samples, training -> training, new PrintStream(new ByteArrayOutputStream())))
                .isEqualTo(1);
    }

    @Test
    void an_error_must_not_lie_above_its_floor() {
        Floor floor = Floor.error(2.95);
        assertThat(new Result("cars", floor, 2.95, 2.95, 3.4).row())
                .isEqualTo("| cars | rmse | 2.9500 | ≤ 2.9500 | 3 |");
        assertThat(new Result("cars", floor, 2.95, 2.96, 3.4).row())
                .isEqualTo("| cars | rmse | 2.9600 | ≤ 2.9500 **missed** | 3 |");
        assertThat(new Result("cars", floor, 2.95, Double.NaN, 3.4).holds()).isFalse();
    }

    @Test
    void every_fifth_row_is_a_test_row_and_least_squares_finds_a_plane(@TempDir Path folder) throws IOException {
        var text = new StringBuilder("a,b,y\n");
        for (int i = 0; i < 40; i++) {
            double a = 0.5 + i % 7;
            double b = 0.25 + i * i % 11;
            text.append(a)
                    .append(',')
                    .append(b)
                    .append(',')
                    .append(3 * a - b + 0.125)
                    .append('\n');
        }
        Files.writeString(folder.resolve("plane.csv"), text);
        TableSplit split = new Subject("plane", "plane.csv", "y", Floor.leastSquares()).split(folder);
        assertThat(split.test().rowCount()).isEqualTo(8);
        assertThat(split.test().cell(0, "a")).contains("4.5");
        assertThat(split.train().table().rowCount()).isEqualTo(32);
        assertThat(TableAccuracy.linearRSquared(split)).isCloseTo(1, within(1e-9));
    }

    @Test
    void a_test_file_of_its_own_is_the_test(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("train.csv"), "a,k\n" + "1.5,x\n2.5,y\n".repeat(10));
        Files.writeString(folder.resolve("test.csv"), "a,k\n1.25,x\n");
        TableSplit split = new Subject("two", "train.csv", "k", Floor.accuracy(0.5))
                .testedOn("test.csv")
                .split(folder);
        assertThat(split.train().table().rowCount()).isEqualTo(20);
        assertThat(split.test().rowCount()).isEqualTo(1);
    }
}
