package gradus.explain.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.explain.derivation.Hand.Fault;
import gradus.explain.derivation.Subject.Moved;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Slips are named, right numbers are left alone, numbers from nowhere are wrong without a name.
final class JudgeTest {
    private static final List<int[]> SHAPES = List.of(new int[] {3, 2, 1}, new int[] {2, 2, 2}, new int[] {2, 3, 3, 2});

    private static Report judge(Hand hand, Map<String, double[][]> numbers, int digits) {
        Derivation derivation = hand.derivation();
        return Judge.judge(derivation, Hand.claims(derivation, numbers, digits));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void the_chain_of_exchanged_numbers_is_that_of_the_documents(long seed) {
        for (int[] shape : SHAPES) {
            Derivation derivation = new Hand(seed, shape).derivation();
            StepNumbers numbers = StepNumbers.of(derivation);
            Calculation calculation = Calculation.of(derivation);
            for (Quantity quantity : Quantity.values()) {
                for (int l = 1; l <= derivation.depth(); l++) {
                    for (Moved moved : Moved.values()) {
                        Subject subject = new Subject(quantity, l, moved);
                        Matrix right = numbers.of(subject);
                        Matrix found = calculation.of(subject);
                        assertThat(found.with(right, (a, b) -> Math.abs(a - b)).sum())
                                .as("%s %s", subject, seed)
                                .isCloseTo(0, within(1e-12));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 8, 9, 10})
    void right_numbers_are_right_to_any_digits(int digits) {
        for (int seed = 0; seed < 6; seed++) {
            Hand hand = new Hand(seed, SHAPES.get(seed % 3));
            Report report = judge(hand, hand.numbers(Fault.NONE, 0), digits);
            assertThat(report.judgements())
                    .as("seed %s", seed)
                    .allSatisfy(judgement ->
                            assertThat(judgement.verdict()).as("%s", judgement).isEqualTo(Verdict.RIGHT));
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(Fault.HALVES_WEIGHT_GRADIENT, "dC/dW", Slip.FACTOR_HALF),
                Arguments.of(Fault.FLIPS_SIGNAL, "delta", Slip.SIGN),
                Arguments.of(Fault.FORGETS_BIAS, "z", Slip.BIAS_FORGOTTEN),
                Arguments.of(Fault.TAKES_OTHER_FUNCTION, "a", Slip.OTHER_FUNCTION),
                Arguments.of(Fault.FORGETS_SLOPE, "delta", Slip.MISSING_DERIVATIVE),
                Arguments.of(Fault.TAKES_SLOPE_TWICE, "delta", Slip.DERIVATIVE_TWICE),
                Arguments.of(Fault.TAKES_SLOPE_OF_Z, "delta", Slip.DERIVATIVE_ARGUMENT),
                Arguments.of(Fault.FORGETS_INPUT, "dC/dW", Slip.INPUT_FORGOTTEN),
                Arguments.of(Fault.TAKES_OWN_ACTIVATION, "dC/dW", Slip.WRONG_LAYER),
                Arguments.of(Fault.FORGETS_RATE, "W_new", Slip.RATE_FORGOTTEN),
                Arguments.of(Fault.CLIMBS, "W_new", Slip.CLIMBS),
                Arguments.of(Fault.TAKES_NEW_WEIGHTS, "dC/da", Slip.NEW_WEIGHTS),
                Arguments.of(Fault.FORGETS_TRANSPOSE, "dC/da", Slip.NOT_TRANSPOSED),
                Arguments.of(Fault.HALVES_LOSS, "C", Slip.FACTOR_HALF));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_slip_is_named_at_the_first_number_that_has_it(Fault fault, String symbol, Slip slip) {
        boolean isBack = fault == Fault.TAKES_NEW_WEIGHTS || fault == Fault.FORGETS_TRANSPOSE;
        for (long seed = 10; seed < 19; seed++) {
            int[] shape = fault == Fault.FORGETS_TRANSPOSE ? SHAPES.get(1) : SHAPES.get((int) seed % 3);
            Hand hand = new Hand(seed, shape);
            int depth = shape.length - 1;
            int layer = isBack ? depth - 1 : 1 + (int) seed % depth;
            Derivation derivation = hand.derivation();
            StepNumbers numbers = StepNumbers.of(derivation);
            for (int digits : List.of(4, 6, 9)) {
                Report report =
                        Judge.judge(derivation, numbers, Hand.claims(derivation, hand.numbers(fault, layer), digits));
                Judgement first = report.firstWrong().orElseThrow();
                String name = symbol.equals("C")
                        ? "C"
                        : symbol.replace("_new", "") + layer + (symbol.contains("_") ? "_new" : "");
                assertThat(first.claim().symbol())
                        .as("seed %s digits %s", seed, digits)
                        .isEqualTo(name);
                assertThat(first.verdict()).isEqualTo(Verdict.WRONG);
                assertThat(first.slip())
                        .as("seed %s digits %s %s", seed, digits, first)
                        .contains(slip);
                assertThat(report.judgements().stream()
                                .filter(other -> !other.equals(first) && other.verdict() == Verdict.WRONG))
                        .as("all others are right or follow, seed %s digits %s", seed, digits)
                        .allSatisfy(other -> assertThat(other.claim().symbol()).isEqualTo("b" + layer + "_new"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {30, 31, 32, 33, 34, 35, 36, 37})
    void numbers_from_nowhere_are_wrong_without_a_slip(long seed) {
        Hand hand = new Hand(seed, SHAPES.get((int) seed % 3));
        Random random = new Random(seed);
        Map<String, double[][]> right = hand.numbers(Fault.NONE, 0);
        right.forEach((symbol, rows) -> {
            double[][] other = Stream.of(rows).map(double[]::clone).toArray(double[][]::new);
            other[0][0] = other[0][0] * (0.3 + random.nextDouble()) + random.nextDouble() * 0.3 + 0.01;
            Report report = judge(hand, Map.of(symbol, other), 7);
            Judgement only = report.judgements().getFirst();
            assertThat(only.verdict()).as(symbol).isEqualTo(Verdict.WRONG);
            assertThat(only.findings()).as(symbol).isEmpty();
        });
    }

    @Test
    void what_follows_from_a_wrong_number_is_said_to_follow() {
        Hand hand = new Hand(50, 3, 2, 1);
        Report report = judge(hand, hand.numbers(Fault.FORGETS_SLOPE, 2), 6);
        Map<String, Judgement> bySymbol = new LinkedHashMap<>();
        report.judgements().forEach(judgement -> bySymbol.put(judgement.claim().symbol(), judgement));
        Judgement weights = bySymbol.get("dC/dW2");
        assertThat(weights.verdict()).isEqualTo(Verdict.FOLLOWS);
        assertThat(weights.follows().orElseThrow().symbol()).isEqualTo("delta2");
        assertThat(bySymbol.get("a2").verdict()).isEqualTo(Verdict.RIGHT);
    }
}
