package gradus.nn.data.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SampleSetTest {
    private static Path samples() {
        Path folder = Path.of(System.getProperty("gradus.root", "..")).resolve("samples");
        assertThat(folder).isDirectory();
        return folder;
    }

    @ParameterizedTest(name = "samples/{0}.csv")
    @CsvSource({"spirals,600", "moons,300", "circles,300", "xor,300", "sine,200", "polynomial,200", "digits,300"})
    void a_committed_file_is_what_the_generator_makes_with_seed_1(String name, int rows) throws IOException {
        assertThat(Files.readString(samples().resolve(name + ".csv")))
                .as("make it again with: ./gradus sample %s --rows %d --seed 1", name, rows)
                .isEqualTo(SampleSet.named(name).csv(rows, Key.of(1)));
    }

    @Test
    void the_new_spirals_are_20_rows_of_seed_2_without_the_target() throws IOException {
        String made = SampleSet.SPIRALS
                .csv(20, Key.of(2))
                .lines()
                .map(line -> line.substring(0, line.lastIndexOf(',')) + "\n")
                .collect(Collectors.joining());
        assertThat(Files.readString(samples().resolve("spirals-new.csv"))).isEqualTo(made);
    }

    @ParameterizedTest
    @EnumSource(SampleSet.class)
    void every_row_has_a_cell_for_each_column_and_the_target_is_last(SampleSet set) {
        List<List<String>> rows = set.rows(50, Key.of(7)).toList();
        assertThat(rows).hasSize(50).allMatch(row -> row.size() == set.columns().size());
        assertThat(set.target()).isEqualTo(set.columns().getLast());
        assertThat(set.description()).isNotBlank().isASCII();
        assertThat(set.description().lines()).allMatch(line -> line.length() <= 118);
    }

    @ParameterizedTest
    @EnumSource(SampleSet.class)
    void a_longer_table_begins_with_the_shorter_and_another_seed_gives_another(SampleSet set) {
        assertThat(set.csv(40, Key.of(3))).startsWith(set.csv(10, Key.of(3)));
        assertThat(set.csv(10, Key.of(3))).isNotEqualTo(set.csv(10, Key.of(4)));
    }

    @Test
    void classes_are_balanced() {
        Map<String, Long> arms = SampleSet.SPIRALS
                .rows(30, Key.of(1))
                .collect(Collectors.groupingBy(row -> row.get(2), Collectors.counting()));
        assertThat(arms).containsExactlyInAnyOrderEntriesOf(Map.of("a", 10L, "b", 10L, "c", 10L));
    }

    @Test
    void the_points_of_sine_and_polynomial_lie_on_their_curves_but_for_the_noise() {
        double sine = SampleSet.SINE
                .rows(2000, Key.of(1))
                .mapToDouble(row -> square(number(row, 1) - Math.sin(number(row, 0))))
                .average()
                .orElseThrow();
        assertThat(Math.sqrt(sine)).isCloseTo(0.1, within(0.01));
        double polynomial = SampleSet.POLYNOMIAL
                .rows(2000, Key.of(1))
                .mapToDouble(row -> {
                    double x = number(row, 0);
                    return square(number(row, 1) - (2 + 0.5 * x - x * x + 0.2 * x * x * x));
                })
                .average()
                .orElseThrow();
        assertThat(Math.sqrt(polynomial)).isCloseTo(0.3, within(0.03));
    }

    @Test
    void digits_of_one_kind_look_alike_and_like_no_other() {
        List<List<String>> rows = SampleSet.DIGITS.rows(1000, Key.of(5)).toList();
        double[][] means = new double[10][64];
        for (List<String> row : rows.subList(0, 500)) {
            for (int pixel = 0; pixel < 64; pixel++) {
                means[Integer.parseInt(row.get(64))][pixel] += number(row, pixel) / 50;
            }
        }
        long right = rows.subList(500, 1000).stream()
                .filter(row -> nearest(means, row) == Integer.parseInt(row.get(64)))
                .count();
        assertThat(right).as("by the nearest mean picture, of 500").isBetween(350L, 499L);
    }

    private static int nearest(double[][] means, List<String> row) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int digit = 0; digit < means.length; digit++) {
            double sum = 0;
            for (int pixel = 0; pixel < 64; pixel++) {
                sum += square(means[digit][pixel] - number(row, pixel));
            }
            if (sum < least) {
                least = sum;
                best = digit;
            }
        }
        return best;
    }

    @Test
    void numbers_have_four_digits_and_no_negative_zero() {
        assertThat(Points.number(-0.00001)).isEqualTo("0.0000");
        assertThat(Points.number(-0.5)).isEqualTo("-0.5000");
        assertThat(Points.number(12.34567)).isEqualTo("12.3457");
    }

    @Test
    void an_unknown_set_and_absurd_numbers_of_rows_are_refused_in_words() {
        assertThatThrownBy(() -> SampleSet.named("spiral"))
                .hasMessage(
                        "sample: there is no set called \"spiral\"; the sets are spirals, moons, circles, xor, sine,"
                                + " polynomial, digits");
        assertThatThrownBy(() -> SampleSet.XOR.rows(0, Key.of(1)))
                .hasMessage("sample: the number of rows must lie between 1 and 10000000, got 0");
    }

    private static double number(List<String> row, int column) {
        return Double.parseDouble(row.get(column));
    }

    private static double square(double value) {
        return value * value;
    }
}
