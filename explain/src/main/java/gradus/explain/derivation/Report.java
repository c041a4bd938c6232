package gradus.explain.derivation;

import java.util.List;
import java.util.Optional;

/// What is said of a whole derivation.
///
/// @param derivation the step
/// @param judgements a judgement for each claim, in the order of the derivation
public record Report(Derivation derivation, List<Judgement> judgements) {
    /// Copies the list.
    public Report {
        judgements = List.copyOf(judgements);
    }

    /// Gives the first judgement that finds something wrong.
    public Optional<Judgement> firstWrong() {
        return judgements.stream().filter(judgement -> !judgement.isFine()).findFirst();
    }

    /// Says whether all is right.
    public boolean isRight() {
        return firstWrong().isEmpty();
    }

    /// Gives how many claims have a verdict.
    public long count(Verdict verdict) {
        return judgements.stream()
                .filter(judgement -> judgement.verdict() == verdict)
                .count();
    }
}
