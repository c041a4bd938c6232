package gradus.cli;

import gradus.cli.run.Screen;
import gradus.io.file.AtomicFile;
import gradus.io.file.FileProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Writes tables as text with commas (RFC 4180, lines end with a line feed).
final class Csv {
    /// The characters that are gathered before they are written.
    static final int CHUNK = 1 << 16;

    private Csv() {}

    /// Adds a line.
    static void line(StringBuilder text, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        text.append('\n');
    }

    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == '#')
                && text.equals(text.strip());
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /// Writes to standard output, in UTF-8 whatever the console says.
    static void print(Screen screen, AtomicFile.Content content) {
        try {
            content.writeTo(screen.out());
            screen.out().flush();
        } catch (IOException e) {
            throw FileProblem.writing(Path.of("standard output"), e);
        }
    }
}
