package gradus.explain.render;

import gradus.explain.document.Line;

/// A line with its parts as Unicode text.
///
/// @param symbol its symbol
/// @param formula its formula with symbols; empty where it is the value itself, as of an input
/// @param numbers its formula with numbers; empty where it would say the same as the formula or the value
/// @param value its value
record Written(String symbol, String formula, String numbers, String value) {
    static Written of(Line line, Digits digits) {
        String formula = Unicode.term(line.formula(), Form.SYMBOLS, digits);
        String numbers = Unicode.term(line.formula(), Form.NUMBERS, digits);
        String value = digits.text(line.value());
        boolean says = !numbers.equals(formula) && !numbers.equals(value);
        return new Written(
                Unicode.symbol(line.symbol()), formula.equals(value) ? "" : formula, says ? numbers : "", value);
    }
}
