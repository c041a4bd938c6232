package gradus.explain.maths;

/// Small raised digits, as in `z²`.
public final class Superscript {
    private static final String DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Superscript() {}

    /// Gives a text with its digits raised; a text with anything else is put behind `^`.
    public static String of(String text) {
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return "^" + text;
        }
        StringBuilder raised = new StringBuilder();
        text.chars().forEach(digit -> raised.append(DIGITS.charAt(digit - '0')));
        return raised.toString();
    }
}
