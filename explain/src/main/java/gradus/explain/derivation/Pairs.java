package gradus.explain.derivation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What comes out of two slips at once: in a number before that the person has not written down and in the number
/// itself, or both in the number itself.
final class Pairs {
    /// Slips that change a number by a factor, so that two of them are the product of both.
    private static final Set<Slip> FACTORS = Set.of(
            Slip.SIGN,
            Slip.FACTOR_TWO,
            Slip.FACTOR_HALF,
            Slip.MISSING_DERIVATIVE,
            Slip.DERIVATIVE_TWICE,
            Slip.RATE_IN_GRADIENT,
            Slip.SAMPLES,
            Slip.INPUT_FORGOTTEN);

    private final Calculation ideal;
    private final Subject subject;

    /// Prepares the pairs for a number.
    ///
    /// @param ideal the derivation without slips
    /// @param subject the number
    Pairs(Calculation ideal, Subject subject) {
        this.ideal = ideal;
        this.subject = subject;
    }

    /// Gives what comes out of each pair.
    ///
    /// @param before the numbers before that are not written down, the nearest first
    List<Variant> of(List<Subject> before) {
        List<Variant> pairs = new ArrayList<>(both());
        for (Subject earlier : before) {
            for (Variant first : Suspects.slips(ideal, earlier)) {
                Calculation slipped = ideal.with(earlier, first.value());
                for (Variant second : Suspects.slips(slipped, subject)) {
                    String words = "in " + earlier.symbol() + ": " + first.words();
                    pairs.add(pair(first.slip(), words, second, second.value()));
                }
            }
        }
        return pairs;
    }

    /// Two factors in the number itself.
    private List<Variant> both() {
        Matrix right = ideal.of(subject);
        List<Variant> factors = Suspects.slips(ideal, subject).stream()
                .filter(variant -> FACTORS.contains(variant.slip()))
                .toList();
        List<Variant> pairs = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            for (Variant second : factors.subList(i + 1, factors.size())) {
                Variant first = factors.get(i);
                if (first.slip() != second.slip()) {
                    Matrix share = second.value().with(right, (x, whole) -> whole == 0 ? 0 : x / whole);
                    Matrix value = first.value().hadamard(share);
                    pairs.add(pair(first.slip(), first.words(), second, value));
                }
            }
        }
        return pairs;
    }

    private static Variant pair(Slip slip, String words, Variant second, Matrix value) {
        return new Variant(
                slip, "two slips: " + words + "; and, " + second.slip().title() + ", " + second.words(), value);
    }
}
