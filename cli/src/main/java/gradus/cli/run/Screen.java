package gradus.cli.run;

import gradus.cli.terminal.Style;
import gradus.cli.terminal.Style.Ink;
import gradus.cli.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/// Where a command writes: prose for people or lines of JSON for programs on standard output, problems on standard
/// error.
///
/// A file or pipe always gets UTF-8; a console gets its own encoding, with plain letters for signs that it has not.
///
/// @param out standard output
/// @param err standard error
/// @param terminal what standard output can show
/// @param mode for whom it is
public record Screen(PrintStream out, PrintStream err, Terminal terminal, Mode mode) {
    /// For whom output is.
    public enum Mode {
        /// People.
        PEOPLE,
        /// People who want results and problems only.
        QUIET,
        /// Programs: one JSON object a line.
        JSON
    }

    private static final String[][] SIGNS = {
        {"–", "-"}, {"—", "-"}, {"−", "-"}, {"→", "->"}, {"←", "<-"}, {"…", "..."}, {"×", "x"}, {"²", "^2"},
        {"“", "\""}, {"”", "\""}, {"•", "*"}, {"≥", ">="}, {"≤", "<="}, {"±", "+-"}, {"½", "1/2"}, {"λ", "lambda"},
        {"Σ", "sum "}, {"─", "-"}, {"⁻³", "^-3"}
    };

    /// Gives the screen of this process.
    public static Screen ofProcess() {
        Terminal terminal = Terminal.current();
        boolean console = terminal.motion() == Terminal.Motion.IN_PLACE;
        return new Screen(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, encoding(console, "stdout.encoding")),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, encoding(console, "stderr.encoding")),
                terminal,
                Mode.PEOPLE);
    }

    private static Charset encoding(boolean console, String property) {
        try {
            return console ? Charset.forName(System.getProperty(property, "UTF-8")) : StandardCharsets.UTF_8;
        } catch (UnsupportedCharsetException _) {
            return StandardCharsets.UTF_8;
        }
    }

    /// Gives this screen for someone else.
    public Screen with(Mode other) {
        return new Screen(out, err, terminal, other);
    }

    /// Gives this screen without colours.
    public Screen withoutColours() {
        return new Screen(out, err, terminal.withStyle(Style.PLAIN), mode);
    }

    /// Writes a line for people who watch.
    public void say(String line) {
        if (mode == Mode.PEOPLE) {
            out.println(fitted(out, line.stripTrailing()));
        }
    }

    /// Writes text for people who watch, as it is.
    public void draw(String text) {
        if (mode == Mode.PEOPLE && !text.isEmpty()) {
            out.print(fitted(out, text));
            out.flush();
        }
    }

    /// Writes the answer to a command.
    public void answer(String text) {
        if (mode != Mode.JSON) {
            out.println(fitted(out, text.stripTrailing()));
        }
    }

    /// Writes an event or the answer for programs.
    public void tell(JsonLine line) {
        if (mode == Mode.JSON) {
            out.println(line);
        }
    }

    /// Writes a remark that a user should see, on standard error.
    public void remark(String text) {
        switch (mode) {
            case PEOPLE -> err.println(fitted(err, "note: " + text));
            case QUIET -> {}
            case JSON -> tell(JsonLine.of("note").put("text", text));
        }
    }

    /// Writes a problem, on standard error.
    public void problem(String text) {
        err.println(fitted(err, terminal.style().paint(Ink.RED, "error:") + " " + text));
    }

    /// Makes sure that all was written.
    ///
    /// @throws UncheckedIOException if standard output took not all
    public void finish() {
        if (out.checkError()) {
            throw new UncheckedIOException(
                    "write standard output: it took not everything, because the disk is full or the reader has gone",
                    new IOException("standard output"));
        }
    }

    private static String fitted(PrintStream stream, String text) {
        if (stream.charset().newEncoder().canEncode(text)) {
            return text;
        }
        String plain = text;
        for (String[] sign : SIGNS) {
            plain = plain.replace(sign[0], sign[1]);
        }
        return plain;
    }
}
