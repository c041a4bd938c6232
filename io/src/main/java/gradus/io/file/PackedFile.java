package gradus.io.file;

import gradus.core.type.FormatException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A file that may be packed by gzip: recognised by its first two bytes, not by its name.
///
/// @param file the file
/// @param gzip whether it is packed
/// @param most the most bytes that it can hold unpacked: its own size, or 1032 times that, the best that gzip can do
public record PackedFile(Path file, boolean gzip, long most) {
    private static final int BEST_RATIO = 1032;
    private static final int BUFFER = 1 << 16;

    /// Looks at the beginning of a file.
    ///
    /// @throws FormatException if there is no such file or it cannot be read
    public static PackedFile of(Path file) {
        if (Files.isDirectory(file)) {
            throw new FormatException("read " + file + ": a file is needed, but this is a folder; name a file in it");
        }
        if (!Files.exists(file)) {
            throw FileProblem.reading(file, new NoSuchFileException(file.toString()));
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(2);
            boolean gzip = head.length == 2 && head[0] == 0x1F && head[1] == (byte) 0x8B;
            long size = Files.size(file);
            return new PackedFile(file, gzip, gzip ? Math.multiplyExact(size, BEST_RATIO) : size);
        } catch (IOException e) {
            throw FileProblem.reading(file, e);
        }
    }

    /// Opens the file, unpacking it as it is read.
    public InputStream open() throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        if (!gzip) {
            return raw;
        }
        try {
            return new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /// Gives all bytes, unpacked.
    ///
    /// @param limit the most bytes that are read
    /// @throws FormatException if there are more, the file cannot be read, or its packing is damaged
    public byte[] bytes(int limit) {
        try (InputStream in = open()) {
            byte[] bytes = in.readNBytes(limit);
            if (bytes.length == limit && in.read() >= 0) {
                throw new FormatException("read " + file + ": the file must hold at most " + limit
                        + " bytes, but it goes on; cut it into several files");
            }
            return bytes;
        } catch (IOException e) {
            throw problem(e);
        }
    }

    /// Gives exactly so many bytes of a stream of this file.
    ///
    /// @param in what [#open()] gave
    /// @param length how many; memory for them is only taken if the file can hold them
    /// @param what what they are, for messages: `the pixels`
    /// @throws FormatException if the file ends before
    public byte[] exactly(InputStream in, int length, String what) throws IOException {
        if (length > most) {
            throw ended(what, length, "at most " + most);
        }
        byte[] bytes = new byte[length];
        int read = in.readNBytes(bytes, 0, length);
        if (read < length) {
            throw ended(what, length, "only " + read);
        }
        return bytes;
    }

    private FormatException ended(String what, long needed, String there) {
        return new FormatException("read " + file + ": " + what + " must take " + needed + " bytes, but there are "
                + there + "; the file is cut off or not what it says");
    }

    /// Gives the error for a problem while reading this file.
    public FormatException problem(IOException cause) {
        if (gzip && cause instanceof EOFException) {
            return new FormatException(
                    "read " + file + ": the gzip packing ends too early; the file is cut off, fetch it again", cause);
        }
        if (gzip && cause instanceof ZipException) {
            return new FormatException(
                    "read " + file + ": the gzip packing is damaged (" + cause.getMessage() + "); fetch the file again",
                    cause);
        }
        return FileProblem.reading(file, cause);
    }
}
