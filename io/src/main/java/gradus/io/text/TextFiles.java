package gradus.io.text;

import gradus.core.type.FormatException;
import gradus.io.file.PackedFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Reads whole text files, packed by gzip or not.
///
/// {@snippet file="FileSnippets.java" region="TextFiles"}
public final class TextFiles {
    private static final int MOST_BYTES = 1 << 30;

    private TextFiles() {}

    /// Gives the text of a file: UTF-8, without a byte-order mark, with line feeds as they stand.
    ///
    /// @throws FormatException if there is no such file, it is empty, it has over 1 GiB, or it is not UTF-8
    public static String read(Path file) {
        byte[] bytes = PackedFile.of(file).bytes(MOST_BYTES);
        if (bytes.length == 0) {
            throw new FormatException("read " + file + ": a text is needed, but the file is empty");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new FormatException(
                    "read " + file + ": text must be UTF-8, but some bytes are no such characters; save it as UTF-8",
                    e);
        }
    }

    /// Gives the lines of a file, without their ends, blanks around them and empty lines.
    ///
    /// @throws FormatException if there is no such file, it has no line, or it is not UTF-8
    public static List<String> lines(Path file) {
        List<String> lines = read(file)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.isEmpty()) {
            throw new FormatException("read " + file + ": a line of text is needed, but all are empty");
        }
        return lines;
    }
}
