package gradus.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A reduction shared among threads has the bits of one that is not.
final class MiddleReductionTest {
    @ParameterizedTest
    @CsvSource({
        "1, 100352, 32",
        "1, 3001, 37",
        "1, 257, 300",
        "1, 140003, 1",
        "513, 129, 1",
        "3, 1000, 33",
        "700, 7, 19",
        "1, 127, 1000",
        "2, 0, 5",
        "0, 4, 4",
        "5, 1, 20000"
    })
    void threads_change_no_bit(int outer, int axis, int inner) {
        float[] x = new float[3 + outer * axis * inner];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.sin(i * 0.7) * (1 + i % 11);
        }
        for (Reduction f : new Reduction[] {Reduction.SUM, Reduction.MAX, Reduction.MIN}) {
            float[] expected = new float[2 + outer * inner];
            Reductions.middle(f, x, 3, expected, 2, outer, axis, inner);
            for (int threads : new int[] {1, 2, 7}) {
                float[] y = new float[expected.length];
                try (Workers workers = new Workers(threads)) {
                    MiddleReduction reduction = new MiddleReduction(f, x, 3, y, 2, outer, axis, inner);
                    reduction.run(workers);
                    reduction.run(workers);
                }
                assertThat(y).as("%s on %d threads", f, threads).containsExactly(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Reduction.class, names = "MEAN")
    void a_mean_is_refused(Reduction mean) {
        assertThatThrownBy(() -> new MiddleReduction(mean, new float[4], 0, new float[2], 0, 1, 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a mean is a sum divided by the caller");
    }
}
