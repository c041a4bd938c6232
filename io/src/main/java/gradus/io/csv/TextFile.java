package gradus.io.csv;

import gradus.core.type.FormatException;
import gradus.io.file.PackedFile;
import gradus.nn.data.CsvOptions;
import gradus.nn.data.NearestName;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/// A text file: its encoding and its beginning.
///
/// @param packed the file, packed by gzip or not
/// @param charset the encoding
/// @param mark the length of the byte-order mark in bytes
/// @param sample the beginning, whole lines
/// @param blanks the quote character if runs of blanks separate the fields
record TextFile(PackedFile packed, Charset charset, int mark, String sample, Optional<Character> blanks) {
    private static final int SAMPLE_CHARS = 1 << 18;
    private static final int MOST_LISTED = 200;

    /// Finds out the encoding and reads the beginning.
    static TextFile open(Path file, CsvOptions options) {
        if (!Files.exists(file)) {
            throw new FormatException(
                    "read " + file + ": there is no such file" + near(file), new NoSuchFileException(file.toString()));
        }
        if (Files.isDirectory(file)) {
            throw new FormatException(
                    "read " + file + ": a file is needed, but this is a folder; name a file in it",
                    new FileSystemException(file.toString(), null, "it is a folder"));
        }
        PackedFile packed = PackedFile.of(file);
        byte[] head;
        try (InputStream in = packed.open()) {
            head = in.readNBytes(8192);
        } catch (IOException e) {
            throw unreadable(packed, e);
        }
        if (head.length == 0) {
            throw new FormatException("read " + file + ": a table needs a header and rows, but the file is empty");
        }
        Marked marked = marked(head, options.charset().orElse(StandardCharsets.UTF_8));
        if (marked.mark() == 0 && options.charset().isEmpty()) {
            refuseBinary(file, head);
        }
        TextFile bare = new TextFile(packed, marked.charset(), marked.mark(), "", Optional.empty());
        return new TextFile(packed, marked.charset(), marked.mark(), bare.beginning(), Optional.empty());
    }

    Path file() {
        return packed.file();
    }

    /// The same file with runs of blanks outside quotes as single blanks.
    TextFile withBlankRuns(char quote) {
        TextFile bare = new TextFile(packed, charset, mark, "", Optional.of(quote));
        return new TextFile(packed, charset, mark, bare.beginning(), Optional.of(quote));
    }

    /// Reads from the start, behind the byte-order mark; broken characters are errors.
    Reader reader() throws IOException {
        InputStream in = packed.open();
        try {
            in.skipNBytes(mark);
            Reader reader = new InputStreamReader(
                    in,
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
            return blanks.isEmpty() ? reader : new BlankRuns(new BufferedReader(reader), blanks.get());
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    FormatException unreadable(Throwable e) {
        Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
        return cause instanceof CharacterCodingException ? notUtf8(file(), e) : unreadable(packed, cause);
    }

    static FormatException notUtf8(Path file, Throwable e) {
        return new FormatException(
                "read " + file + ": text must be UTF-8 (or UTF-16 with a byte-order mark), but some bytes are no"
                        + " such characters; save it as UTF-8 or set the charset, for example windows-1252",
                e);
    }

    private static FormatException unreadable(PackedFile packed, Throwable e) {
        if (e instanceof EOFException || e instanceof ZipException) {
            return packed.problem((IOException) e);
        }
        String why =
                e instanceof AccessDeniedException ? "it may not be read by this user" : String.valueOf(e.getMessage());
        return new FormatException("read " + packed.file() + ": the file cannot be read: " + why, e);
    }

    private String beginning() {
        char[] chars = new char[SAMPLE_CHARS];
        int length = 0;
        try (Reader reader = reader()) {
            while (length < chars.length) {
                int more = reader.read(chars, length, chars.length - length);
                if (more < 0) {
                    return new String(chars, 0, length);
                }
                length += more;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        int end = length;
        while (end > 0 && chars[end - 1] != '\n') {
            end--;
        }
        return new String(chars, 0, end == 0 ? length : end);
    }

    private record Marked(Charset charset, int mark) {}

    private static Marked marked(byte[] head, Charset otherwise) {
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            return new Marked(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(head, 0xFF, 0xFE)) {
            return new Marked(StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(head, 0xFE, 0xFF)) {
            return new Marked(StandardCharsets.UTF_16BE, 2);
        }
        return new Marked(otherwise, 0);
    }

    private static void refuseBinary(Path file, byte[] head) {
        String kind = "";
        if (startsWith(head, 'P', 'K', 3, 4)) {
            kind = "it begins like a zip archive or an Excel workbook; unpack it or export the sheet as CSV";
        } else if (startsWith(head, 0x1F, 0x8B)) {
            kind = "it is packed by gzip twice; unpack it first";
        } else if (startsWith(head, 'P', 'A', 'R', '1')) {
            kind = "it begins like a Parquet file; export it as CSV";
        } else {
            for (byte b : head) {
                kind = b == 0 ? "it holds zero bytes; is it the right file?" : kind;
            }
        }
        if (!kind.isEmpty()) {
            throw new FormatException("read " + file + ": a text file is needed, but " + kind);
        }
    }

    private static boolean startsWith(byte[] head, int... start) {
        boolean same = head.length >= start.length;
        for (int i = 0; same && i < start.length; i++) {
            same = (head[i] & 0xFF) == start[i];
        }
        return same;
    }

    private static String near(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Path name = file.getFileName();
        if (folder == null || name == null) {
            return "";
        }
        if (!Files.isDirectory(folder)) {
            return ", nor a folder " + folder;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.limit(MOST_LISTED)
                    .map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList();
            return NearestName.suggestion(name.toString(), names);
        } catch (IOException _) {
            return "";
        }
    }
}
