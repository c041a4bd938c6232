package gradus.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
    private static final int ROWS = 19;
    private static final int NAN = 3;
    private static final int INFINITE = 5;
    private static final int IMPOSSIBLE = 7;
    private static final int MASKED = 11;

    /// Rows are worked on in blocks; one with no loss, or none that is finite, leaves its neighbours as they are.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 16, 17, 600, 5000})
    void the_cross_entropy_of_a_row_does_not_depend_on_its_neighbours(int columns) {
        Random random = new Random(columns);
        float[] x = new float[3 + ROWS * columns];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian() * 4;
        }
        x[3 + NAN * columns + columns / 2] = Float.NaN;
        x[3 + INFINITE * columns + columns / 2] = Float.POSITIVE_INFINITY;
        x[3 + IMPOSSIBLE * columns + target(IMPOSSIBLE, columns)] = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < columns; i++) {
            x[3 + MASKED * columns + i] = Float.NEGATIVE_INFINITY;
        }
        float[] y = new float[ROWS + 4];
        Rows.crossEntropy(x, 3, row -> target(row, columns), y, 2, 0, ROWS, columns);
        assertThat(new float[] {y[0], y[1], y[ROWS + 2], y[ROWS + 3]}).containsOnly(0f);
        for (int row = 0; row < ROWS; row++) {
            float[] alone = new float[ROWS];
            Rows.crossEntropy(x, 3, r -> target(r, columns), alone, 0, row, row + 1, columns);
            assertThat(Float.floatToIntBits(y[2 + row])).isEqualTo(Float.floatToIntBits(alone[row]));
            float loss = y[2 + row];
            switch (row) {
                case NAN, INFINITE -> assertThat(loss).isNaN();
                case IMPOSSIBLE, MASKED -> assertThat(loss).isInfinite().isPositive();
                default -> assertThat((double) loss).isCloseTo(expected(x, row, columns), within(columns));
            }
        }
    }

    /// Long rows have loops of their own; the bits are those of the formula, number by number.
    @ParameterizedTest
    @ValueSource(ints = {1, 16, 127, 128, 143, 1024, 5000})
    void softmax_is_the_formula_bit_by_bit_in_rows_of_any_length(int columns) {
        Random random = new Random(columns);
        float[] x = new float[3 + ROWS * columns];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextInt(9) == 0 ? Float.NEGATIVE_INFINITY : (float) random.nextGaussian() * 40;
        }
        x[3 + NAN * columns + columns / 2] = Float.NaN;
        x[3 + INFINITE * columns + columns - 1] = Float.POSITIVE_INFINITY;
        Arrays.fill(x, 3 + MASKED * columns, 3 + (MASKED + 2) * columns, Float.NEGATIVE_INFINITY);
        x[3 + (MASKED + 1) * columns + columns / 3] = Float.NaN;
        float[] y = new float[2 + ROWS * columns];
        Rows.softmax(x, 3, y, 2, ROWS, columns);
        for (int row = 0; row < ROWS; row++) {
            float[] given = Arrays.copyOfRange(x, 3 + row * columns, 3 + (row + 1) * columns);
            float[] result = Arrays.copyOfRange(y, 2 + row * columns, 2 + (row + 1) * columns);
            assertThat(result).as("row " + row).isEqualTo(softmax(given));
        }
        Rows.softmax(x, 3, x, 3, ROWS, columns);
        assertThat(Arrays.copyOfRange(x, 3, x.length)).as("in place").isEqualTo(Arrays.copyOfRange(y, 2, y.length));
    }

    private static float[] softmax(float[] x) {
        float max = Reductions.max(x, 0, x.length);
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = max == Float.NEGATIVE_INFINITY ? 0f : weight(x[i] - max);
        }
        float sum = Reductions.sum(y, 0, y.length);
        for (int i = 0; i < x.length && sum != 0; i++) {
            y[i] *= 1f / sum;
        }
        return y;
    }

    /// What is no normal number is 0.
    private static float weight(float x) {
        return x < -87.33f ? 0f : ScalarMath.exp(x);
    }

    private static int target(int row, int columns) {
        return row * 7 % columns;
    }

    private static double expected(float[] x, int row, int columns) {
        double sum = 0;
        for (int i = 0; i < columns; i++) {
            sum += Math.exp(x[3 + row * columns + i]);
        }
        return Math.log(sum) - x[3 + row * columns + target(row, columns)];
    }

    private static Offset<Double> within(int columns) {
        return Offset.offset(2e-6 * (10 + Math.log(columns)));
    }
}
