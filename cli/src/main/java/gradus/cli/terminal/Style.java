package gradus.cli.terminal;

/// Whether text is coloured.
public enum Style {
    /// With escape sequences (ECMA-48) for colours and weight.
    COLOUR,
    /// Characters only.
    PLAIN;

    /// What text can be painted with.
    public enum Ink {
        /// Heavier than the rest.
        BOLD(1),
        /// Paler than the rest.
        DIM(2),
        /// For errors.
        RED(31),
        /// For success.
        GREEN(32),
        /// For warnings.
        YELLOW(33),
        /// For the second curve.
        MAGENTA(35),
        /// For the first curve and for what is going on.
        CYAN(36);

        private final int code;

        Ink(int code) {
            this.code = code;
        }
    }

    /// Gives `text` painted with `ink`, or as it is where colours are off.
    public String paint(Ink ink, String text) {
        return switch (this) {
            case COLOUR -> text.isEmpty() ? text : "\u001b[" + ink.code + "m" + text + "\u001b[0m";
            case PLAIN -> text;
        };
    }
}
