package gradus.cli;

import gradus.cli.run.Screen;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options that every command has, and the screen they lead to.
final class Session {
    private final Screen given;
    private final InputStream in;

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

    Session(Screen given, InputStream in) {
        this.given = given;
        this.in = in;
    }

    Screen screen() {
        Screen screen = plain ? given.withoutColours() : given;
        return screen.with(json ? Screen.Mode.JSON : quiet ? Screen.Mode.QUIET : Screen.Mode.PEOPLE);
    }

    /// Gives what is typed, line by line.
    BufferedReader lines() {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    boolean isDebug() {
        return debug;
    }
}
