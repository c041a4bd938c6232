package gradus.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Blends, bells and pieces do what their formulas say.
class JoinedLayersTest {
    private static Tensor row(double... numbers) {
        return Tensor.of(Literal.of(numbers, 1, numbers.length));
    }

    private static double[] of(Layer layer, double... input) {
        return layer.forward(row(input), Context.inference()).toDoubles();
    }

    /// Gives its input times a factor.
    private static Layer times(double factor) {
        Tensor matrix = Tensor.of(Literal.of(new double[] {factor, 0, 0, factor}, 2, 2));
        return new Linear(new Param(matrix), Optional.empty());
    }

    @Test
    void a_blend_of_numbers_is_their_weighted_mean() {
        Blend blend = new Blend(List.of(times(1), times(5)), List.of(0.75, 0.25), Ensemble.Join.VALUES);
        assertThat(of(blend, 2, -1)).containsExactly(new double[] {4, -2}, within(1e-12));
    }

    @Test
    void a_blend_of_classes_is_the_weighted_mean_of_probabilities() {
        Blend blend = new Blend(List.of(times(1), times(-2)), List.of(0.6, 0.4), Ensemble.Join.PROBABILITIES);
        double first = Math.exp(1) / (Math.exp(1) + 1);
        double second = Math.exp(-2) / (Math.exp(-2) + 1);
        double[] logits = of(blend, 1, 0);
        assertThat(Math.exp(logits[0])).isCloseTo(0.6 * first + 0.4 * second, within(1e-12));
        assertThat(Math.exp(logits[0]) + Math.exp(logits[1])).isCloseTo(1, within(1e-12));
    }

    @Test
    void weights_must_be_shares_of_one() {
        assertThatThrownBy(() -> new Blend(List.of(times(1)), List.of(0.5), Ensemble.Join.VALUES))
                .hasMessageContaining("1 members and the weights [0.5]");
    }

    @Test
    void a_bell_is_one_at_its_centre_and_falls_with_the_squared_distance() {
        Tensor centres = Tensor.of(Literal.of(new double[] {0, 0, 3, 4}, 2, 2));
        double[] near = of(new RadialBasis(new Param(centres), 0.1), 0, 0);
        assertThat(near).containsExactly(new double[] {1, Math.exp(-2.5)}, within(1e-12));
    }

    @Test
    void pieces_are_empty_before_filled_after_and_a_share_between() {
        PiecewiseLinear pieces = new PiecewiseLinear(List.of(1, 1), List.of(0.0, 2.0), List.of(2.0, 6.0));
        assertThat(of(pieces, 9, -1)).containsExactly(9, -1, 0, 0);
        assertThat(of(pieces, 9, 3)).containsExactly(9, 3, 1, 0.25);
        assertThat(of(pieces, 9, 7)).containsExactly(9, 7, 1, 1);
        assertThatThrownBy(() -> new PiecewiseLinear(List.of(0), List.of(1.0), List.of(1.0)))
                .hasMessageContaining("a beginning below its end");
    }
}
