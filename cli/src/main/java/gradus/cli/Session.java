package gradus.cli;

import gradus.cli.run.Screen;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options that every command has, and the screen they lead to.
final class Session {
    private final Screen given;

    @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "Print results and problems only.")
    private boolean quiet;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print one JSON object a line, for programs: events, notes and results.")
    private boolean json;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "Print without colours, as does the variable NO_COLOR.")
    private boolean plain;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of an error.")
    private boolean debug;

    Session(Screen given) {
        this.given = given;
    }

    Screen screen() {
        Screen screen = plain ? given.withoutColours() : given;
        return screen.with(json ? Screen.Mode.JSON : quiet ? Screen.Mode.QUIET : Screen.Mode.PEOPLE);
    }

    boolean isDebug() {
        return debug;
    }
}
