package gradus.explain.chart;

import java.util.ArrayList;
import java.util.List;

/// How wide words are on the page, about: no font is at hand, and readers have different ones.
final class Type {
    private static final double NARROW = 0.36;
    private static final double USUAL = 0.61;
    private static final double BROAD = 0.8;
    private static final double FULL = 1.0;
    private static final int LONGEST = 28;

    private Type() {}

    /// Gives the width of words in letters of a size.
    static double width(String words, double size) {
        return words.codePoints().mapToDouble(Type::share).sum() * size;
    }

    private static double share(int c) {
        if (c >= 0x1100 && Character.isIdeographic(c) || c >= 0x3000 && c <= 0x30FF || c >= 0x1F000) {
            return FULL;
        }
        if ("iljtfr.,:;|!'()[] I·".indexOf(c) >= 0) {
            return NARROW;
        }
        return Character.isUpperCase(c) || c == 'm' || c == 'w' || c == '%' ? BROAD : USUAL;
    }

    /// Gives the width of the widest.
    static double widest(List<String> words, double size) {
        return words.stream().mapToDouble(word -> width(word, size)).max().orElse(0);
    }

    /// Gives a name that is not too long to stand at an axis, and shows what a line break is.
    static String brief(String name) {
        String line = name.replace("\n", "⏎").replace("\t", "⇥");
        int[] letters = line.codePoints().toArray();
        return letters.length <= LONGEST ? line : new String(letters, 0, LONGEST - 1) + "…";
    }

    /// Gives words in lines that are no wider than a length.
    static List<String> lines(String words, double size, double length) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ")) {
            if (!line.isEmpty() && width(line + " " + word, size) > length) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
