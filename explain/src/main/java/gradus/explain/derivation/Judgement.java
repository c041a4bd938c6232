package gradus.explain.derivation;

import java.util.List;
import java.util.Optional;

/// What is said of a claim.
///
/// @param claim the claim
/// @param verdict whether it is right; of several numbers what holds of all
/// @param right the right numbers of the whole quantity, in Gradus's orientation
/// @param wrong the cells that are not right as written; none where all stand in the wrong place
/// @param findings the likely slips, the likeliest first; empty if none brings these numbers about
/// @param follows the earlier claim that it follows from, if it does
public record Judgement(
        Claim claim, Verdict verdict, Matrix right, List<Cell> wrong, List<Finding> findings, Optional<Claim> follows) {
    /// A slip that brings about the numbers as they were written.
    ///
    /// @param slip the slip
    /// @param words what was done, in words
    public record Finding(Slip slip, String words) {}

    /// Copies the lists.
    public Judgement {
        wrong = List.copyOf(wrong);
        findings = List.copyOf(findings);
    }

    /// Says whether the numbers can stay as they are.
    public boolean isFine() {
        return verdict == Verdict.RIGHT || verdict == Verdict.ROUNDED;
    }

    /// Gives the likeliest slip.
    public Optional<Slip> slip() {
        return findings.stream().map(Finding::slip).findFirst();
    }
}
