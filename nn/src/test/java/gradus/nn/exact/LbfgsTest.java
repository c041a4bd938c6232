package gradus.nn.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.network.Networks;
import gradus.nn.train.Goal;
import org.junit.jupiter.api.Test;

/// L-BFGS against traces of PyTorch, and on small tables.
class LbfgsTest {
    /// `(1 − x)² + 100(y − x²)²`.
    private static double valley(double[] point, double[] gradient) {
        double x = point[0];
        double y = point[1] - x * x;
        gradient[0] = -2 * (1 - x) - 400 * x * y;
        gradient[1] = 200 * y;
        return (1 - x) * (1 - x) + 100 * y * y;
    }

    private static void trace(int iterations, int evaluations, double x, double y) {
        var minimum = new Lbfgs(iterations, 5, 1e-9, 1e-15).minimize(LbfgsTest::valley, new double[] {-1.2, 1.0});
        assertThat(minimum.evaluations()).isEqualTo(evaluations);
        assertThat(minimum.found()[0]).isCloseTo(x, within(1e-8));
        assertThat(minimum.found()[1]).isCloseTo(y, within(1e-8));
    }

    @Test
    void its_way_through_the_valley_of_rosenbrock_is_that_of_pytorch() {
        trace(12, 15, -0.3894810344152567, 0.10932892381015073);
        trace(25, 34, 0.8410238638777021, 0.7026069105168841);
        trace(40, 45, 0.9999999999569942, 0.9999999999137873);
    }

    @Test
    void a_line_is_found_as_least_squares_find_it() {
        float[] x = {0, 1, 2, 3};
        float[] y = {1, 3, 5, 7};
        var minimum = Lbfgs.of(50)
                .fit(
                        Linear.of(1, 1, Key.of(1)),
                        ArrayDataset.ofValues(x, 1, y),
                        Goal.of(Loss.MEAN_SQUARED_ERROR),
                        Penalty.none());
        assertThat(minimum.found().weight().value().item()).isCloseTo(2, within(1e-4));
        assertThat(minimum.objective()).isLessThan(1e-7);
        assertThat(minimum.reason()).isNotEqualTo(Lbfgs.Reason.ITERATIONS_DONE);
    }

    @Test
    void a_small_network_learns_exclusive_or_in_a_few_iterations() {
        ArrayDataset xor = ArrayDataset.ofClasses(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new int[] {0, 1, 1, 0});
        Layer network = Networks.mlp(8).activation(Activation.TANH).build(Shape.of(2), 2, Key.of(1));
        var minimum = Lbfgs.of(100).fit(network, xor, Goal.of(Loss.CROSS_ENTROPY), Penalty.l2(1e-4));
        assertThat(minimum.objective()).isLessThan(0.02);
        assertThat(minimum.iterations()).isLessThanOrEqualTo(100);
    }

    @Test
    void the_search_comes_back_from_where_the_objective_is_no_number() {
        Lbfgs.Objective objective = (point, gradient) -> {
            gradient[0] = 1 - 1 / point[0];
            return point[0] - Math.log(point[0]);
        };
        double[] gradient = new double[1];
        double value = objective.at(new double[] {5}, gradient);
        LineSearch.Place start = new LineSearch.Place(0, value, -gradient[0], new double[] {5}, gradient);
        LineSearch.Place found = new LineSearch(objective, start, new double[] {-1}, 1e-9).from(16);
        assertThat(found.value()).isLessThan(value);
        assertThat(found.step()).isBetween(0.0, 5.0);
    }

    @Test
    void mistakes_are_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lbfgs.of(0))
                .withMessage(
                        "L-BFGS: iterations and memory must be at least 1, got 0 and 10; common is a memory of 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lbfgs(1, 1, -1, 0))
                .withMessage("L-BFGS: tolerances must be numbers of at least 0, got -1.0 and 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lbfgs.of(1).minimize((_, _) -> Double.NaN, new double[1]))
                .withMessage("L-BFGS: the objective must be finite at the start, got NaN; look at the data");
    }
}
