package gradus.cli.terminal;

/// How Gradus was called, for hints that can be typed as they stand: the starting script says it, as `./gradus` in a
/// source tree.
public final class Invocation {
    /// The property of the virtual machine by which the script says it.
    public static final String PROPERTY = "gradus.command";

    private Invocation() {}

    /// Gives the name that was typed, or `gradus`.
    public static String name() {
        String typed = System.getProperty(PROPERTY, "gradus");
        return typed.contains(" ") ? "'" + typed + "'" : typed;
    }

    /// Gives a command line.
    ///
    /// @param rest the command and its words
    public static String of(String rest) {
        return name() + " " + rest;
    }
}
