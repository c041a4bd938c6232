package gradus.explain.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Text measured and broken in columns of a terminal.
final class Width {
    private static final Set<String> SIGNS = Set.of("+", "−");
    private static final Set<String> OPERATORS = Set.of("+", "−", "·", "/", "if", "otherwise}");

    private Width() {}

    /// Gives how many columns text takes: accents take none, signs of East Asian scripts two.
    static int of(String text) {
        return text.codePoints().map(Width::columns).sum();
    }

    /// Gives text followed by spaces up to a width.
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /// Gives the lines of a formula, broken between the terms of a sum, and elsewhere only where a term is too
    /// long.
    static List<String> formula(String text, int width) {
        var pieces = new ArrayList<String>();
        for (String term : pieces(text, (word, depth) -> depth == 0 && SIGNS.contains(word))) {
            if (of(term) <= width) {
                pieces.add(term);
            } else {
                pieces.addAll(pieces(term, (word, _) -> OPERATORS.contains(word)));
            }
        }
        return filled(pieces, width);
    }

    /// Gives the lines of prose, broken at spaces.
    static List<String> prose(String text, int width) {
        return filled(List.of(text.split(" ")), width);
    }

    private static List<String> filled(List<String> pieces, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String piece : pieces) {
            if (!line.isEmpty() && of(line.toString()) + 1 + of(piece) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(piece);
        }
        lines.add(line.toString());
        return lines;
    }

    /// Says whether a piece begins with a word that stands within so many brackets.
    @FunctionalInterface
    private interface Start {
        boolean at(String word, int depth);
    }

    private static List<String> pieces(String text, Start start) {
        var pieces = new ArrayList<String>();
        int depth = 0;
        for (String word : text.split(" ")) {
            boolean branch = !pieces.isEmpty() && pieces.getLast().endsWith(";");
            if (pieces.isEmpty() || branch || start.at(word, depth)) {
                pieces.add(word);
            } else {
                pieces.set(pieces.size() - 1, pieces.getLast() + " " + word);
            }
            depth += (int) word.chars().filter(c -> "([{".indexOf(c) >= 0).count();
            depth -= (int) word.chars().filter(c -> ")]}".indexOf(c) >= 0).count();
        }
        return pieces;
    }

    private static int columns(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = c >= 0x1100 && c <= 0x115f
                || c >= 0x2e80 && c <= 0xa4cf
                || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff
                || c >= 0xfe30 && c <= 0xfe6f
                || c >= 0xff00 && c <= 0xff60
                || c >= 0x1f300 && c <= 0x1faff
                || c >= 0x20000 && c <= 0x3fffd;
        return wide ? 2 : 1;
    }
}
