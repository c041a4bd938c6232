package gradus.explain.render;

import gradus.explain.document.Agreement;
import gradus.explain.document.Check;
import gradus.explain.document.Explanation;
import gradus.explain.document.Line;
import gradus.explain.document.Phase;
import gradus.explain.document.Section;
import java.util.Locale;

/// What all outputs say in the same words.
final class Words {
    /// How many digits of a relative error are of interest.
    private static final Digits ERROR = new Digits(2);

    private static final double ROUNDING = 1e-12;

    private Words() {}

    static String title(Phase phase) {
        return switch (phase) {
            case FORWARD -> "Forward";
            case LOSS -> "Loss";
            case BACKWARD -> "Backward";
            case UPDATE -> "Update";
            case AFTER -> "After";
        };
    }

    static String subtitle(Phase phase) {
        return switch (phase) {
            case FORWARD -> "from the inputs to the outputs";
            case LOSS -> "how wrong the outputs are";
            case BACKWARD -> "from the loss back to every parameter, by the chain rule";
            case UPDATE -> "from the gradients to the new parameters";
            case AFTER -> "the same samples with the new parameters";
        };
    }

    /// Gives the phase as other programs name it.
    static String name(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    static String kind(Check check) {
        return switch (check.kind()) {
            case CENTRAL_DIFFERENCE -> "central difference";
            case SLOPES_AT_KINK -> "slopes on both sides of a kink";
            case BELOW_ROUNDING -> "central difference, below rounding";
            case FORMULA -> "formula";
        };
    }

    static String error(double relative) {
        return ERROR.text(relative);
    }

    /// Gives a check in short, and what came out where it does not hold. That a formula gives its value but for the
    /// rounding of float64 is said by a mark alone.
    static String check(Check check, Digits digits) {
        if (alone(check)) {
            return "✓";
        }
        if (check.kind() == Check.Kind.SLOPES_AT_KINK) {
            return "✓ between the slopes on both sides of a kink";
        }
        if (check.kind() == Check.Kind.BELOW_ROUNDING && check.holds()) {
            return "✓ too small to see by differences";
        }
        String error = error(check.relativeError());
        return check.holds()
                ? "✓ " + error + " by " + kind(check)
                : "✗ " + error + " off: " + kind(check) + " gives " + digits.text(check.value());
    }

    private static boolean alone(Check check) {
        return check.holds() && check.kind() == Check.Kind.FORMULA && check.relativeError() < ROUNDING;
    }

    /// Gives the number of the training engine where it reads differently; else nothing.
    static String engine(Line line, Digits digits) {
        return line.engine()
                .map(digits::text)
                .filter(text -> !text.equals(digits.text(line.value())))
                .map(text -> "engine " + text)
                .orElse("");
    }

    static String folded(Section.Folded folded, Digits digits) {
        return "… " + folded.count() + " " + Plain.line(folded.what())
                + folded.total()
                        .map(total -> ", together " + digits.text(total))
                        .orElse("")
                + ", the largest " + digits.text(folded.largest())
                + (folded.how().isEmpty() ? "" : "; to see them: " + Plain.line(folded.how()));
    }

    /// Gives what was compared and what came out, in one sentence each, and what a mark alone says.
    static String agreement(Explanation explanation) {
        boolean alone = explanation.lines().stream()
                .flatMap(line -> line.check().stream())
                .anyMatch(Words::alone);
        return compared(explanation.agreement())
                + (alone ? " A ✓ alone says that the numbers of the formula give the value." : "");
    }

    private static String compared(Agreement agreement) {
        var said = new StringBuilder();
        if (agreement.engine() > 0) {
            said.append(count(agreement.engine(), "number"))
                    .append(" compared with the training engine's (")
                    .append(Plain.line(agreement.type()))
                    .append("): largest relative error ")
                    .append(error(agreement.engineError()))
                    .append(". ");
        }
        if (agreement.differences() > 0) {
            said.append(count(agreement.differences(), "derivative"))
                    .append(" compared with central differences: largest relative error ")
                    .append(error(agreement.differenceError()))
                    .append(". ");
        }
        if (agreement.small() > 0) {
            said.append(count(agreement.small(), "derivative"))
                    .append(agreement.small() == 1 ? " is" : " are")
                    .append(" too small for differences to see. ");
        }
        if (said.isEmpty()) {
            return "Nothing was compared.";
        }
        return said.append(
                        agreement.failed() == 0
                                ? "All checks hold."
                                : count(agreement.failed(), "check")
                                        + (agreement.failed() == 1 ? " does not hold." : " do not hold."))
                .toString();
    }

    private static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
