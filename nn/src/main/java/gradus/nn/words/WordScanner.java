package gradus.nn.words;

/// Walks over the text of a network from sign to sign and knows how to say where it is.
final class WordScanner {
    private static final int MOST_QUOTED = 60;

    private final String text;
    private int at;

    WordScanner(String text) {
        this.text = text;
    }

    /// Gives where the next sign begins.
    int at() {
        skipBlanks();
        return at;
    }

    boolean atEnd() {
        return at() == text.length();
    }

    /// Says whether the next sign is this one.
    boolean sees(char sign) {
        return !atEnd() && text.charAt(at) == sign;
    }

    /// Goes over the next sign if it is this one.
    boolean take(char sign) {
        boolean seen = sees(sign);
        if (seen) {
            at++;
        }
        return seen;
    }

    /// Gives the name or number that comes next, empty if there is none.
    String atom() {
        int start = at();
        while (at < text.length() && isPart(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isPart(char sign) {
        return Character.isLetterOrDigit(sign) || sign == '_' || sign == '.' || sign == '-' || sign == '+';
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /// Gives the error that something is wrong at a place.
    IllegalArgumentException problem(String rule, int place, String cure) {
        return new IllegalArgumentException("network: " + rule + " at " + where(text, place) + cure);
    }

    /// Gives a place in a text in words, from 1.
    static String where(String text, int place) {
        int from = Math.max(0, Math.min(place - MOST_QUOTED / 3, text.length() - MOST_QUOTED));
        int to = Math.min(text.length(), from + MOST_QUOTED);
        String quoted = text.substring(from, to).replaceAll("\\s+", " ").strip();
        return "character " + (place + 1) + " of \"" + (from > 0 ? "…" : "") + quoted + (to < text.length() ? "…" : "")
                + "\"";
    }
}
