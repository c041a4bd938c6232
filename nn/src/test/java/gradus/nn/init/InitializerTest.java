package gradus.nn.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitializerTest {
    private static final int IN = 300;
    private static final int OUT = 200;
    private static final Key KEY = Key.of(11);

    private static double[] draw(Initializer initializer) {
        return initializer.create(Shape.of(IN, OUT), IN, OUT, KEY).toDoubles();
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow());
    }

    private static Initializer named(String name) {
        return switch (name) {
            case "glorotUniform" -> Initializer.glorotUniform();
            case "glorotNormal" -> Initializer.glorotNormal();
            case "heUniform" -> Initializer.heUniform();
            case "heNormal" -> Initializer.heNormal();
            case "lecunUniform" -> Initializer.lecunUniform();
            case "lecunNormal" -> Initializer.lecunNormal();
            case "torchLinear" -> Initializer.torchLinear();
            case "uniform" -> Initializer.uniform(-1, 1);
            case "normal" -> Initializer.normal(0, 0.5);
            case "glorotUniform times 5/3" -> Initializer.glorotUniform(5.0 / 3);
            case "glorotNormal times 2" -> Initializer.glorotNormal(2);
            case "heUniform of slope 1" -> Initializer.heUniform(1);
            case "heNormal of slope 0.5" -> Initializer.heNormal(0.5);
            case "truncatedNormal" -> Initializer.truncatedNormal(0, 1);
            default -> throw new AssertionError(name);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "glorotUniform, 0.0632456, 0.1095445",
        "glorotNormal, 0.0632456, 1",
        "heUniform, 0.0816497, 0.1414214",
        "heNormal, 0.0816497, 1",
        "lecunUniform, 0.0577350, 0.1",
        "lecunNormal, 0.0577350, 1",
        "torchLinear, 0.0333333, 0.0577350",
        "uniform, 0.5773503, 1",
        "normal, 0.5, 3",
        "glorotUniform times 5/3, 0.1054093, 0.1825742",
        "glorotNormal times 2, 0.1264911, 1",
        "heUniform of slope 1, 0.0577350, 0.1",
        "heNormal of slope 0.5, 0.0730297, 1",
        "truncatedNormal, 0.8796257, 2"
    })
    void deviations_and_limits_are_those_of_the_papers(String name, double deviation, double limit) {
        double[] values = draw(named(name));
        assertThat(deviation(values)).isCloseTo(deviation, within(0.01 * deviation));
        assertThat(Arrays.stream(values).map(Math::abs).max().orElseThrow()).isLessThanOrEqualTo(limit + 1e-6);
        assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo(0, within(0.02 * deviation));
    }

    @Test
    void constants_are_constant() {
        assertThat(draw(Initializer.zeros())).containsOnly(0);
        assertThat(draw(Initializer.ones())).containsOnly(1);
        assertThat(draw(Initializer.constant(0.5))).containsOnly(0.5);
    }

    @Test
    void orthogonal_matrices_are_orthonormal_along_the_shorter_side() {
        for (int[] sizes : new int[][] {{5, 3}, {3, 5}, {4, 4}}) {
            Tensor matrix = Initializer.orthogonal().create(Shape.of(sizes), sizes[0], sizes[1], KEY);
            Tensor product = sizes[0] < sizes[1]
                    ? matrix.matmul(matrix.transpose())
                    : matrix.transpose().matmul(matrix);
            Tensor difference = product.subtract(Tensor.identity(Math.min(sizes[0], sizes[1])));
            assertThat(difference.abs().max().item()).isLessThan(1e-6);
        }
        assertThatThrownBy(() -> Initializer.orthogonal().create(Shape.of(3), 3, 3, KEY))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void orthogonal_kernels_are_orthonormal_between_their_last_axis_and_all_others() {
        Tensor kernel = Initializer.orthogonal(3).create(Shape.of(3, 3, 2, 8), 18, 72, KEY);
        Tensor matrix = kernel.reshape(18, 8);
        Tensor product = matrix.transpose().matmul(matrix);
        assertThat(product.subtract(Tensor.identity(8).multiply(9)).abs().max().item())
                .isLessThan(1e-5);
        assertThat(kernel.toDoubles())
                .isEqualTo(Initializer.orthogonal(3)
                        .create(Shape.of(3, 3, 2, 8), 18, 72, KEY)
                        .toDoubles());
    }

    @Test
    void truncated_numbers_depend_on_the_key_and_their_place_alone() {
        double[] few = Initializer.truncatedNormal(1, 2)
                .create(Shape.of(100), 1, 1, KEY)
                .toDoubles();
        double[] many = Initializer.truncatedNormal(1, 2)
                .create(Shape.of(30_000), 1, 1, KEY)
                .toDoubles();
        assertThat(few).isEqualTo(Arrays.copyOf(many, 100));
        assertThat(Arrays.stream(many).average().orElseThrow()).isCloseTo(1, within(0.03));
        assertThat(deviation(many)).isCloseTo(2 * 0.8796257, within(0.03));
        assertThat(Arrays.stream(many).min().orElseThrow()).isGreaterThanOrEqualTo(-3);
        assertThat(Arrays.stream(many).max().orElseThrow()).isLessThanOrEqualTo(5);
    }

    @Test
    void numbers_depend_on_the_key_alone() {
        assertThat(draw(Initializer.heNormal())).isEqualTo(draw(Initializer.heNormal()));
        assertThat(Initializer.heNormal()
                        .create(Shape.of(IN, OUT), IN, OUT, Key.of(12))
                        .toDoubles())
                .isNotEqualTo(draw(Initializer.heNormal()));
    }

    @Test
    void absurd_options_are_errors() {
        assertThatThrownBy(() -> Initializer.uniform(1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Initializer.normal(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Initializer.glorotUniform(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("glorot initializer: the gain must be finite, got NaN");
        assertThatThrownBy(() -> Initializer.constant(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
