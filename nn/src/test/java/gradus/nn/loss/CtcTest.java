package gradus.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.ShapeException;
import org.junit.jupiter.api.Test;

/// Connectionist temporal classification against numbers of PyTorch and against all alignments counted out.
class CtcTest {
    /// `((7n + 5t + 3c) mod 11)/5 − 1`.
    private static Tensor logits(int samples, int time, int classes) {
        double[] z = new double[samples * time * classes];
        for (int i = 0; i < z.length; i++) {
            int n = i / (time * classes);
            int t = i / classes % time;
            z[i] = (n * 7 + t * 5 + i % classes * 3) % 11 / 5.0 - 1;
        }
        return Tensor.of(Literal.of(z, samples, time, classes));
    }

    private static Tensor whole(int rows, int columns, double... values) {
        return Tensor.of(Literal.of(values, rows, columns)).as(DType.INT64);
    }

    private static final Tensor LABELS = whole(4, 3, 1, 2, 3, 2, 2, 0, 0, 0, 0, 3, 3, 3);
    private static final Tensor LENGTHS = Tensor.of(6L, 5L, 6L, 6L);

    @Test
    void values_and_gradients_are_those_of_pytorch() {
        Tensor z = logits(4, 6, 4);
        double[] each = Ctc.defaults().each(z, LABELS, LENGTHS).toDoubles();
        double[] expected = {4.805016291763833, 5.811114354321533, 9.846323110755636, 7.582273719461682};
        for (int i = 0; i < 4; i++) {
            assertThat(each[i]).isCloseTo(expected[i], within(1e-12));
        }
        Tensor gradient =
                Autodiff.gradient(p -> Ctc.defaults().each(p, LABELS, LENGTHS).sum(), z);
        double[] begin = gradient.at(0, 0).slice(0, 0, 2).reshape(8).toDoubles();
        double[] wanted = {
            -0.1870799563,
            -0.5814448272,
            0.2723219105,
            0.496202873,
            0.0205108631,
            -0.22595446,
            0.0317998722,
            0.1736437247
        };
        double[] end = gradient.at(0, 1).slice(0, 3, 6).reshape(12).toDoubles();
        double[] late = {
            -0.0231009485,
            0.1494534333,
            -0.6225553577,
            0.496202873,
            -0.4004478022,
            0.4720125815,
            -0.245208504,
            0.1736437247,
            0,
            0,
            0,
            0
        };
        for (int i = 0; i < 8; i++) {
            assertThat(begin[i]).isCloseTo(wanted[i], within(1e-9));
        }
        for (int i = 0; i < 12; i++) {
            assertThat(end[i]).isCloseTo(late[i], within(1e-9));
        }
    }

    @Test
    void all_alignments_counted_out_give_the_same() {
        int time = 4;
        Tensor z = logits(1, time, 3);
        double[] p = z.softmax(-1).toDoubles();
        double sum = 0;
        for (int path = 0; path < 81; path++) {
            int left = path;
            double probability = 1;
            StringBuilder labels = new StringBuilder();
            int last = 0;
            for (int t = 0; t < time; t++) {
                int label = left % 3;
                left /= 3;
                probability *= p[3 * t + label];
                if (label != last && label != 0) {
                    labels.append(label);
                }
                last = label;
            }
            sum += labels.toString().equals("12") ? probability : 0;
        }
        assertThat(Ctc.defaults().of(z, whole(1, 2, 1, 2)).item()).isCloseTo(-Math.log(sum), within(1e-12));
    }

    @Test
    void labels_that_do_not_fit_are_infinite_or_nothing_and_have_no_gradient() {
        Tensor z = logits(2, 4, 4);
        Tensor labels = whole(2, 3, 3, 3, 3, 1, 2, 3); // three equal ones need five moments
        assertThat(Ctc.defaults().each(z, labels).toDoubles()[0]).isInfinite();
        Ctc zero = Ctc.defaults().zeroInfinity();
        assertThat(zero.each(z, labels).toDoubles()[0]).isZero();
        Tensor gradient = Autodiff.gradient(p -> zero.each(p, labels).sum(), z);
        assertThat(gradient.at(0, 0).abs().sum().item()).isZero();
        assertThat(gradient.at(0, 1).abs().sum().item()).isPositive();
        assertThat(gradient.isFinite().all().literal().get(0)).isEqualTo(1);
    }

    @Test
    void no_labels_at_all_mean_blanks_throughout() {
        Tensor z = logits(1, 3, 2);
        double[] p = z.softmax(-1).toDoubles();
        double blanks = -Math.log(p[0] * p[2] * p[4]);
        assertThat(Ctc.defaults().of(z, whole(1, 1, 0)).item()).isCloseTo(blanks, within(1e-12));
    }

    private static final double[] BLANKS_FIRST = {
        -0.8371928325325021,
        0.2966540006808558,
        0.5405388318516462,
        -0.6865202033746703,
        0.5711974309736066,
        0.11532277240106367,
        -0.3629664194047007,
        0.12861486176785875,
        0.23435155763684196,
        -0.837192832532501,
        0.29665400068085546,
        0.5405388318516456
    };

    private static void near(Tensor found, double... expected) {
        assertThat(found.toDoubles()).usingComparatorWithPrecision(1e-12).containsExactly(expected);
    }

    @Test
    void samples_without_labels_among_others_are_as_in_pytorch() {
        Tensor z = logits(3, 4, 3);
        Tensor labels = whole(3, 2, 0, 0, 1, 2, 0, 0);
        near(Ctc.defaults().each(z, labels), 5.24133087391082, 1.4843561873886806, 5.24133087391082);
        Tensor gradient = Autodiff.gradient(p -> Ctc.defaults().each(p, labels).sum(), z);
        near(gradient.at(0, 0).reshape(12), BLANKS_FIRST);
    }

    @Test
    void labels_of_no_width_are_blanks_throughout() {
        Tensor z = logits(3, 4, 3);
        Tensor none = Tensor.of(Literal.of(new double[0], 3, 0)).as(DType.INT64);
        near(Ctc.defaults().each(z, none), 5.24133087391082, 5.9504183314635775, 5.24133087391082);
        Tensor gradient = Autodiff.gradient(p -> Ctc.defaults().each(p, none).sum(), z);
        near(gradient.at(0, 0).reshape(12), BLANKS_FIRST);
    }

    @Test
    void an_input_of_no_moments_costs_nothing_without_labels_and_is_infinite_with_some() {
        Tensor z = logits(3, 4, 3);
        Tensor labels = whole(3, 2, 0, 0, 1, 2, 0, 0);
        Tensor lengths = Tensor.of(0L, 1L, 4L);
        near(Ctc.defaults().each(z, labels, lengths), 0, Double.POSITIVE_INFINITY, 5.24133087391082);
        near(Ctc.defaults().zeroInfinity().each(z, labels, lengths), 0, 0, 5.24133087391082);
        near(Ctc.defaults().each(z, labels, Tensor.of(2L, 4L, 0L)), 2.9752091657317887, 1.4843561873886806, 0);
        for (Ctc loss : new Ctc[] {Ctc.defaults(), Ctc.defaults().zeroInfinity()}) {
            Tensor gradient = Autodiff.gradient(
                    p -> loss.each(p, labels, lengths).slice(0, 0, 2).sum(), z);
            assertThat(gradient.toDoubles()).containsOnly(0);
        }
    }

    @Test
    void shapes_and_options_that_do_not_fit_are_named() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Ctc.defaults().of(logits(2, 3, 2), whole(1, 1, 1)))
                .withMessage("CTC: logits must be [samples, time, classes], labels [samples, most] and lengths"
                        + " [samples], got [2, 3, 2], [1, 1]");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> new Ctc(2, Ctc.Infeasible.ZERO).of(logits(1, 3, 2), whole(1, 1, 1)))
                .withMessage("CTC: the blank must be one of the 2 classes, got 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ctc(-1, Ctc.Infeasible.ZERO))
                .withMessage("CTC: the blank must be a class number from 0 on, got -1");
    }
}
