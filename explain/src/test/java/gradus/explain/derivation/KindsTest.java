package gradus.explain.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.explain.derivation.Judgement.Finding;
import gradus.explain.derivation.Subject.Moved;
import gradus.nn.activation.Activation;
import gradus.nn.optim.Adam;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.Decay;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.RmsProp;
import gradus.nn.optim.Sgd;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Derivations of every kind: several samples, each loss, other optimizers. What is right is never accused,
/// two slips at once are found.
final class KindsTest {
    private static final List<Quantity> WRITTEN = List.of(
            Quantity.WEIGHTED_INPUT,
            Quantity.ACTIVATION,
            Quantity.LOSS,
            Quantity.ERROR_SIGNAL,
            Quantity.BY_WEIGHT,
            Quantity.BY_BIAS,
            Quantity.NEW_WEIGHT,
            Quantity.NEW_BIAS);

    record Kind(String name, Derivation derivation) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (int samples : List.of(1, 3)) {
            kinds.add(kind("mean squared", Cost.MEAN_SQUARED, Activation.TANH, samples, Sgd.of(0.2)));
            kinds.add(kind("half squared", Cost.HALF_SQUARED, Activation.SIGMOID, samples, Adam.of(0.01)));
            kinds.add(kind("binary", Cost.BINARY_CROSS_ENTROPY, Activation.SIGMOID, samples, Sgd.of(0.5)));
            kinds.add(kind("softmax", Cost.CROSS_ENTROPY, Activation.SOFTMAX, samples, AdamW.of(0.05)));
            kinds.add(kind(
                    "momentum",
                    Cost.SUM_SQUARED,
                    Activation.SIGMOID,
                    samples,
                    Sgd.of(0.1).momentum(0.9)));
            kinds.add(kind(
                    "nesterov",
                    Cost.SUM_SQUARED,
                    Activation.TANH,
                    samples,
                    Sgd.of(0.1).nesterov(0.9)));
            kinds.add(kind("root mean square", Cost.MEAN_SQUARED, Activation.SIGMOID, samples, RmsProp.of(0.02)));
            kinds.add(kind(
                    "decay",
                    Cost.BINARY_CROSS_ENTROPY,
                    Activation.SIGMOID,
                    samples,
                    Sgd.of(0.1).decay(Decay.of(0.01))));
        }
        return kinds.stream();
    }

    private static Kind kind(String name, Cost cost, Activation last, int samples, Optimizer optimizer) {
        Random random = new Random(name.hashCode() + samples);
        List<Dense> layers = List.of(
                new Dense(drawn(random, 3, 2), Optional.of(drawn(random, 1, 2)), Activation.TANH),
                new Dense(drawn(random, 2, 2), Optional.of(drawn(random, 1, 2)), last));
        Matrix targets = Matrix.of(samples, 2, (i, j) -> (i + j) % 2);
        Derivation derivation = new Derivation(
                layers,
                new Conventions(Conventions.Weights.ROWS_PER_INPUT, Conventions.Signal.GRADIENT),
                drawn(random, samples, 3),
                targets,
                cost,
                optimizer,
                Set.of());
        return new Kind(name + ", " + samples + (samples == 1 ? " sample" : " samples"), derivation);
    }

    private static Matrix drawn(Random random, int rows, int columns) {
        return Matrix.of(rows, columns, (_, _) -> Math.rint(100 * (random.nextDouble() * 1.6 - 0.8)) / 100 + 0.005);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void the_document_and_plain_arithmetic_agree(Kind kind) {
        StepNumbers numbers = StepNumbers.of(kind.derivation());
        Calculation calculation = Calculation.of(kind.derivation());
        for (Subject subject : subjects(kind.derivation())) {
            boolean isSoftSlope = subject.quantity() == Quantity.SLOPE;
            if (!isSoftSlope) {
                Matrix difference = calculation.of(subject).with(numbers.of(subject), (a, b) -> Math.abs(a - b));
                assertThat(difference.sum()).as("%s", subject.symbol()).isCloseTo(0, within(1e-11));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void someone_who_goes_on_with_rounded_numbers_is_accused_of_rounding_at_most(Kind kind) {
        StepNumbers numbers = StepNumbers.of(kind.derivation());
        for (int digits : List.of(4, 6)) {
            Calculation.Disturbance rounding = (_, matrix) -> matrix.map(x -> rounded(x, digits));
            Calculation person = new Calculation(kind.derivation(), Map.of(), rounding);
            List<Claim> claims = new ArrayList<>();
            for (Subject subject : subjects(kind.derivation())) {
                if (WRITTEN.contains(subject.quantity())) {
                    claims.add(claim(subject, person.of(subject), digits, kind.derivation()));
                }
            }
            for (Judgement judgement :
                    Judge.judge(kind.derivation(), numbers, claims).judgements()) {
                boolean isFine = judgement.isFine() || judgement.verdict() == Verdict.FOLLOWS;
                boolean isRounding = judgement.findings().stream().allMatch(f -> f.slip() == Slip.ROUNDING)
                        && !judgement.findings().isEmpty();
                assertThat(isFine || isRounding)
                        .as("%s to %d digits: %s", judgement.claim().symbol(), digits, judgement.findings())
                        .isTrue();
            }
        }
    }

    @Test
    void two_slips_at_once_are_both_named() {
        Derivation derivation = kind("pair", Cost.SUM_SQUARED, Activation.SIGMOID, 1, Sgd.of(0.1))
                .derivation();
        Calculation ideal = Calculation.of(derivation);
        Subject signal = Subject.of(Quantity.BY_WEIGHTED_INPUT, 2);
        assertThat(only(derivation, signal, ideal.of(signal).scaled(-0.5)).words())
                .startsWith("two slips: ")
                .contains("factor ½");
        Matrix turnedTwice = ideal.of(signal).scaled(-2);
        assertThat(only(derivation, signal, turnedTwice).words())
                .startsWith("two slips: ")
                .contains("factor 2");
    }

    @Test
    void a_slip_of_sign_and_a_missing_derivative_are_both_named() {
        Derivation derivation = kind("pair", Cost.SUM_SQUARED, Activation.SIGMOID, 1, Sgd.of(0.1))
                .derivation();
        Calculation ideal = Calculation.of(derivation);
        Subject signal = Subject.of(Quantity.BY_WEIGHTED_INPUT, 2);
        Subject below = Subject.of(Quantity.BY_ACTIVATION, 1);
        Calculation bare = ideal.with(signal, ideal.of(Quantity.BY_ACTIVATION, 2));
        assertThat(only(derivation, below, bare.of(below).scaled(-1)).words())
                .startsWith("two slips: ")
                .contains("the sign is the opposite one", "missing derivative");
    }

    @Test
    void softmax_in_place_of_the_sigmoid_is_named() {
        Derivation derivation = kind("softmax for sigmoid", Cost.SUM_SQUARED, Activation.SIGMOID, 1, Sgd.of(0.1))
                .derivation();
        Matrix z = Calculation.of(derivation).of(Quantity.WEIGHTED_INPUT, 2);
        Finding finding = only(derivation, Subject.of(Quantity.ACTIVATION, 2), Bend.values(Activation.SOFTMAX, z));
        assertThat(finding.slip()).isEqualTo(Slip.OTHER_FUNCTION);
        assertThat(finding.words()).contains("softmax(z)");
    }

    @Test
    void a_target_that_is_no_probability_leaves_the_entropies_out_of_the_search() {
        Derivation derivation = new Derivation(
                List.of(new Dense(Matrix.of(new double[][] {{0.5}, {-0.3}}), Optional.empty(), Activation.IDENTITY)),
                Conventions.defaults(),
                Matrix.of(new double[][] {{1, 2}}),
                Matrix.of(new double[][] {{1.5}}),
                Cost.SUM_SQUARED,
                Sgd.of(0.1),
                Set.of());
        Claim nonsense = claim(
                Subject.of(Quantity.BY_WEIGHT, 1), Matrix.of(new double[][] {{7.31245}, {0.18273}}), 6, derivation);
        assertThat(Judge.judge(derivation, List.of(nonsense)).judgements())
                .singleElement()
                .satisfies(judgement -> assertThat(judgement.verdict()).isEqualTo(Verdict.WRONG));
    }

    @Test
    void a_difference_of_answer_and_target_that_lacks_one_of_them_is_named() {
        for (Kind kind : List.of(
                kind("softmax", Cost.CROSS_ENTROPY, Activation.SOFTMAX, 3, Sgd.of(0.1)),
                kind("sigmoid", Cost.BINARY_CROSS_ENTROPY, Activation.SIGMOID, 3, Sgd.of(0.1)))) {
            Matrix answer = Calculation.of(kind.derivation()).of(Quantity.ACTIVATION, 2);
            Subject signal = Subject.of(Quantity.BY_WEIGHTED_INPUT, 2);
            Finding finding = only(kind.derivation(), signal, answer.scaled(1.0 / 3));
            assertThat(finding.slip()).isEqualTo(Slip.TERM);
            assertThat(finding.words()).isEqualTo("it is a, the target y is not subtracted");
        }
    }

    @Test
    void a_derivative_put_into_the_difference_of_a_softmax_once_more_is_named() {
        Derivation derivation = kind("softmax", Cost.CROSS_ENTROPY, Activation.SOFTMAX, 3, Sgd.of(0.1))
                .derivation();
        Calculation ideal = Calculation.of(derivation);
        Subject signal = Subject.of(Quantity.BY_WEIGHTED_INPUT, 2);
        Matrix twice = ideal.of(signal).hadamard(ideal.of(Quantity.SLOPE, 2));
        assertThat(only(derivation, signal, twice).slip()).isEqualTo(Slip.DERIVATIVE_TWICE);
    }

    @Test
    void the_derivative_of_another_layers_activation_is_named_with_that_layer() {
        Derivation derivation = kind("tanh below sigmoid", Cost.SUM_SQUARED, Activation.SIGMOID, 1, Sgd.of(0.1))
                .derivation();
        Matrix a = Calculation.of(derivation).of(Quantity.ACTIVATION, 1);
        Finding finding = only(derivation, Subject.of(Quantity.SLOPE, 1), a.map(y -> y * (1 - y)));
        assertThat(finding.words()).endsWith("sigmoid is the activation of layer 2");
    }

    @Test
    void parts_of_adam_that_were_forgotten_are_named() {
        Derivation derivation = kind("adam", Cost.SUM_SQUARED, Activation.SIGMOID, 1, Adam.of(0.01))
                .derivation();
        Matrix gradient = Calculation.of(derivation).of(Quantity.BY_WEIGHT, 2);
        Matrix old = derivation.layer(2).weight();
        Subject moved = Subject.of(Quantity.NEW_WEIGHT, 2);
        Matrix uncorrected = old.plus(gradient.map(g -> -0.01 * (0.1 * g) / (Math.sqrt(0.001 * g * g) + 1e-8)));
        assertThat(only(derivation, moved, uncorrected).words()).startsWith("m and v are not corrected");
        Matrix squares = old.plus(gradient.map(g -> -0.01 * g / (g * g + 1e-8)));
        assertThat(only(derivation, moved, squares).words()).startsWith("m is divided by v");
        Matrix descent = old.plus(gradient.scaled(-0.01));
        assertThat(only(derivation, moved, descent).words()).contains("gradient descent");
        assertThat(only(derivation, moved, descent).slip()).isEqualTo(Slip.OTHER_RULE);
    }

    private static Finding only(Derivation derivation, Subject subject, Matrix wrong) {
        Report report = Judge.judge(derivation, List.of(claim(subject, wrong, 9, derivation)));
        assertThat(report.judgements()).singleElement().satisfies(judgement -> {
            assertThat(judgement.verdict()).isEqualTo(Verdict.WRONG);
            assertThat(judgement.findings()).isNotEmpty();
        });
        return report.judgements().getFirst().findings().getFirst();
    }

    private static List<Subject> subjects(Derivation derivation) {
        List<Subject> all = new ArrayList<>();
        for (Quantity quantity : Quantity.values()) {
            for (int l = 1; l <= derivation.depth(); l++) {
                all.add(new Subject(quantity, quantity.isLoss() ? derivation.depth() : l, Moved.ALL));
            }
        }
        return all.stream().distinct().toList();
    }

    private static double rounded(double x, int digits) {
        return new BigDecimal(x).round(new MathContext(digits)).doubleValue();
    }

    private static Claim claim(Subject subject, Matrix value, int digits, Derivation derivation) {
        List<Cell> cells = new ArrayList<>();
        List<List<Numeral>> written = Hand.written(value.toArrays(), digits);
        assertThat(derivation.rows(subject)).isEqualTo(value.rows());
        for (int i = 0; i < value.rows(); i++) {
            for (int j = 0; j < value.columns(); j++) {
                cells.add(new Cell(i, j, written.get(i).get(j)));
            }
        }
        return new Claim(subject.symbol(), subject, cells, Claim.Layout.AS_AGREED);
    }
}
