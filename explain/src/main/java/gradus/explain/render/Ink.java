package gradus.explain.render;

/// How text on a terminal is set off.
public enum Ink {
    /// By words and signs alone.
    PLAIN,
    /// Also by the colours of ANSI terminals.
    ANSI;

    /// What a piece of text is.
    enum Role {
        TITLE("1;4"),
        HEADING("1"),
        SYMBOL("36"),
        VALUE("1"),
        ASIDE("2"),
        GOOD("32"),
        BAD("1;31");

        private final String code;

        Role(String code) {
            this.code = code;
        }
    }

    /// Gives text with its colour, if there are colours.
    String paint(Role role, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + role.code + "m" + text + "\u001b[0m";
    }
}
