package gradus.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MovementTest {
    @Test
    void transposeMovesEveryElementAndNothingElse() {
        for (int rows : new int[] {0, 1, 2, 3, 15, 16, 17, 40}) {
            for (int columns : new int[] {0, 1, 3, 16, 17, 65}) {
                float[] x = Bits.numbers(rows * (columns + 2) + 5, 1, 7);
                float[] y = new float[columns * (rows + 3) + 4];
                Arrays.fill(y, 9f);
                Movement.transpose(x, 5, columns + 2, y, 4, rows + 3, rows, columns);
                for (int at = 0; at < y.length; at++) {
                    int j = (at - 4) / (rows + 3);
                    int i = (at - 4) % (rows + 3);
                    float want = at < 4 || i >= rows ? 9f : x[5 + i * (columns + 2) + j];
                    assertThat(y[at]).isEqualTo(want);
                }
            }
        }
    }
}
