package gradus.explain.derivation;

import gradus.explain.derivation.Claim.Layout;
import gradus.explain.derivation.Judgement.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Judges numbers derived by hand: what is right is read from the documents of the step, the likely slip is the
/// one that brings about the person's number.
public final class Judge {
    /// How many units of its last digit a number may be off by rounding on the way.
    private static final double LAST_DIGIT = 20;

    private final Derivation derivation;
    private final StepNumbers numbers;
    private final List<Judgement> earlier = new ArrayList<>();

    private Judge(Derivation derivation, StepNumbers numbers) {
        this.derivation = derivation;
        this.numbers = numbers;
    }

    /// Judges claims, each in the light of those before it in the order of the derivation.
    public static Report judge(Derivation derivation, List<Claim> claims) {
        return judge(derivation, StepNumbers.of(derivation), claims);
    }

    /// Judges claims by numbers that are known already.
    public static Report judge(Derivation derivation, StepNumbers numbers, List<Claim> claims) {
        Judge judge = new Judge(derivation, numbers);
        claims.stream()
                .sorted(Comparator.comparing(Claim::subject))
                .forEach(claim -> judge.earlier.add(judge.of(claim)));
        return new Report(derivation, judge.earlier);
    }

    private Judgement of(Claim claim) {
        Matrix right = numbers.of(claim.subject());
        List<Cell> wrong = claim.cells().stream()
                .filter(cell -> !cell.written().isRoundedFrom(right.get(cell.row(), cell.column())))
                .toList();
        if (wrong.isEmpty()) {
            return claim.layout() == Layout.AS_AGREED
                    ? judged(claim, Verdict.RIGHT, right, wrong)
                    : swapped(claim, right);
        }
        Carried carried = new Carried(derivation, earlier, claim);
        if (carried.reaches(wrong, Carried.Numbers.RIGHT_ONES)) {
            return rounded(claim, right, wrong);
        }
        Suspects suspects = new Suspects(derivation, earlier, claim, right, wrong);
        Optional<Claim> source = carried.source(right, wrong);
        if (source.isPresent() && carried.reaches(wrong, Carried.Numbers.ALL)) {
            return new Judgement(claim, Verdict.FOLLOWS, right, wrong, suspects.climbing(), source);
        }
        return new Judgement(claim, Verdict.WRONG, right, wrong, suspects.findings(), Optional.empty());
    }

    /// A number that rounding alone brings about is put down to nothing else.
    private static Judgement rounded(Claim claim, Matrix right, List<Cell> wrong) {
        boolean isNear = wrong.stream().allMatch(cell -> isLastDigit(cell, right));
        return isNear
                ? judged(claim, Verdict.ROUNDED, right, wrong)
                : new Judgement(claim, Verdict.WRONG, right, wrong, List.of(coarse()), Optional.empty());
    }

    private static Finding coarse() {
        return new Finding(
                Slip.ROUNDING, "it follows from your numbers before as they are rounded; take more digits along");
    }

    private static boolean isLastDigit(Cell cell, Matrix right) {
        return cell.written()
                .isWithin(
                        right.get(cell.row(), cell.column()),
                        LAST_DIGIT * cell.written().radius());
    }

    private static Judgement judged(Claim claim, Verdict verdict, Matrix right, List<Cell> wrong) {
        return new Judgement(claim, verdict, right, wrong, List.of(), Optional.empty());
    }

    private static Judgement swapped(Claim claim, Matrix right) {
        Finding finding = new Finding(
                Slip.TRANSPOSED,
                "the numbers are right, but rows and columns stand the other way than the conventions say");
        return new Judgement(claim, Verdict.WRONG, right, List.of(), List.of(finding), Optional.empty());
    }
}
