package gradus.explain.render;

/// How an explanation is written for a terminal.
///
/// @param digits how numbers are written
/// @param width how many columns a line may have; a word or symbol that is longer is kept whole
/// @param ink whether colours are used
public record TextStyle(Digits digits, int width, Ink ink) {
    /// The fewest columns of a line.
    public static final int NARROWEST = 40;

    public TextStyle {
        if (width < NARROWEST) {
            throw new IllegalArgumentException("text: a line needs at least " + NARROWEST + " columns, got " + width
                    + "; formulas are wrapped, so any wider terminal will do");
        }
    }

    /// Gives six digits, 120 columns, and no colours.
    public static TextStyle plain() {
        return new TextStyle(Digits.SIX, 120, Ink.PLAIN);
    }

    /// Gives this style with other digits.
    public TextStyle withDigits(Digits other) {
        return new TextStyle(other, width, ink);
    }

    /// Gives this style with another width.
    public TextStyle withWidth(int columns) {
        return new TextStyle(digits, columns, ink);
    }

    /// Gives this style with or without colours.
    public TextStyle withInk(Ink other) {
        return new TextStyle(digits, width, other);
    }
}
