package gradus.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.core.type.ShapeException;
import org.junit.jupiter.api.Test;

/// Focal loss, Dice loss and losses of pairs of points against numbers made with PyTorch.
class OverlapAndPairsTest {
    private static Tensor table(int columns, double... values) {
        return Tensor.of(Literal.of(values, values.length / columns, columns));
    }

    private static final Tensor A = table(3, 1, 2, -1, 0.5, -1, 2, 1, 1, 0.5);
    private static final Tensor B = table(3, 0.5, 2, 0, 1, -1, 1, -1, 0.5, 1);
    private static final Tensor LOGITS = table(2, 1, -2, 0.5, 3);
    private static final Tensor TARGETS = table(2, 1, 0, 0, 1);

    private static void check(Tensor found, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(found.literal().get(i)).as("element %d", i).isCloseTo(expected[i], within(1e-12));
        }
    }

    @Test
    void info_nce_and_contrastive_loss_are_those_made_with_pytorch() {
        check(Distances.infoNce(A, B, 0.5), 0.15114796741689623, 0.328138971933602, 2.015827741298533);
        check(
                Distances.contrastive(A, B, Tensor.of(1.0, 0.0, 0.0), 2.5),
                0.6250000000000001,
                0.9549150281252629,
                0.07169914110089363);
    }

    @Test
    void g3_pairs_of_equal_points_have_a_finite_gradient() {
        Tensor kinds = Tensor.of(1.0, 0.0, 1.0);
        Tensor gradient =
                Autodiff.gradient(a -> Distances.contrastive(a, A, kinds, 1).sum(), A);
        assertThat(gradient.isFinite().all().literal().get(0)).isEqualTo(1);
    }

    @Test
    void focal_and_dice_loss_are_those_made_with_pytorch() {
        check(
                Focal.defaults().each(LOGITS, TARGETS).reshape(4),
                0.005664514377116832,
                0.001352672126430284,
                0.28305870064455735,
                2.7320831124249216e-05);
        check(Dice.defaults().each(LOGITS, TARGETS), 0.1361785026753889, 0.18737872309302195);
    }

    @Test
    void n3_the_focal_loss_is_finite_for_extreme_logits() {
        Tensor extremes = Tensor.of(1e4, -1e4, 1e4, -1e4);
        Tensor targets = Tensor.of(1.0, 0.0, 0.0, 1.0);
        check(Focal.defaults().each(extremes, targets), 0, 0, 7500, 2500);
        Tensor gradient = Autodiff.gradient(z -> new Focal(0.5, 0.25).of(z, targets), extremes);
        assertThat(gradient.isFinite().all().literal().get(0)).isEqualTo(1);
    }

    @Test
    void b_shapes_and_options_that_do_not_fit_are_named() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Focal.defaults().of(Tensor.zeros(4, 1), Tensor.zeros(4)))
                .withMessageContaining("focal loss: prediction and target must have the same shape");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Dice.defaults().of(Tensor.zeros(4), Tensor.zeros(4)))
                .withMessage("Dice loss: predictions must be [samples, …], got [4]; add an axis of one sample");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Distances.infoNce(Tensor.zeros(4), Tensor.zeros(4), 1))
                .withMessage("InfoNCE: points must be [samples, size], got [4]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Focal(-1, 0.5))
                .withMessage("focal loss: gamma must be a finite number of at least 0, got -1.0; common is 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Focal(2, 1))
                .withMessage("focal loss: alpha must lie between 0 and 1, got 1.0; common is 0.25");
    }
}
