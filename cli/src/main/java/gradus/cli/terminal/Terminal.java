package gradus.cli.terminal;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// What the place where output goes can show.
///
/// @param width the columns of a line, at least 20
/// @param style whether text is coloured
/// @param glyphs which characters may be drawn with
/// @param motion whether a line can be redrawn
public record Terminal(int width, Style style, Glyphs glyphs, Motion motion) {
    private static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 20;
    private static final int MOST_WIDTH = 1000;

    /// Whether a line can be redrawn.
    public enum Motion {
        /// A line is drawn again over itself.
        IN_PLACE,
        /// Every line stays: a file, a pipe or a simple terminal.
        LINES
    }

    public Terminal {
        if (width < LEAST_WIDTH) {
            throw new IllegalArgumentException(
                    "terminal: the width must be at least " + LEAST_WIDTH + " columns, got " + width);
        }
    }

    /// Gives plain lines of 80 columns in ASCII, what every file can hold.
    public static Terminal plain() {
        return new Terminal(USUAL_WIDTH, Style.PLAIN, Glyphs.ASCII, Motion.LINES);
    }

    /// Gives what the standard output of this process can show.
    public static Terminal current() {
        Motion motion = isTerminal() ? Motion.IN_PLACE : Motion.LINES;
        Map<String, String> environment = System.getenv();
        OptionalInt asked =
                motion == Motion.IN_PLACE && columns(environment).isEmpty() ? sttyWidth() : OptionalInt.empty();
        return of(environment, System.getProperty("stdout.encoding", ""), motion, asked);
    }

    /// Gives what follows from the environment.
    ///
    /// `NO_COLOR` (not empty), `TERM=dumb` or no terminal mean no colours; `TERM=dumb` no redrawing. Another
    /// encoding than UTF-8 means ASCII. The width is `COLUMNS`, else `asked`, else 80.
    ///
    /// @param environment the variables of the process
    /// @param encoding the name of the encoding of the standard output
    /// @param motion whether the standard output is a terminal
    /// @param asked the width that the terminal states, where it does
    public static Terminal of(Map<String, String> environment, String encoding, Motion motion, OptionalInt asked) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean plain = dumb
                || motion == Motion.LINES
                || !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || isOldWindows(environment);
        boolean unicode = encoding.toUpperCase(Locale.ROOT).replace("-", "").equals("UTF8");
        int width = columns(environment).orElse(asked.orElse(USUAL_WIDTH));
        return new Terminal(
                Math.clamp(width, LEAST_WIDTH, MOST_WIDTH),
                plain ? Style.PLAIN : Style.COLOUR,
                unicode ? Glyphs.UNICODE : Glyphs.ASCII,
                dumb ? Motion.LINES : motion);
    }

    /// Gives this terminal without colours.
    public Terminal withStyle(Style other) {
        return new Terminal(width, other, glyphs, motion);
    }

    /// Tells the old console of Windows, which prints escape sequences as they are, by the lack of any newer
    /// one's mark.
    private static boolean isOldWindows(Map<String, String> environment) {
        return environment.getOrDefault("OS", "").startsWith("Windows")
                && !environment.containsKey("WT_SESSION")
                && !environment.containsKey("TERM")
                && !environment.containsKey("ConEmuANSI");
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again where input or output is no terminal
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static OptionalInt columns(Map<String, String> environment) {
        return positive(environment.getOrDefault("COLUMNS", ""));
    }

    private static OptionalInt positive(String text) {
        String digits = text.strip();
        boolean fits = digits.matches("[0-9]{1,6}") && Integer.parseInt(digits) > 0;
        return fits ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }

    private static OptionalInt sttyWidth() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(500, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return OptionalInt.empty();
            }
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return positive(answer.strip().replaceFirst("^[0-9]+ +", ""));
        } catch (IOException e) {
            return OptionalInt.empty(); // no stty here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }
}
