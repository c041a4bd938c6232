package gradus.io.safetensors;

import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.io.file.AtomicFile;
import gradus.io.file.FileProblem;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Named tensors and free text pairs, as a safetensors file holds them.
///
/// The format is the length of a JSON header (64 bits, little-endian), the header with type, sizes and span of each
/// tensor, and the elements, row-major and little-endian. A reader here checks the whole header against the length of
/// the file before it takes memory, and gives all tensors or an error.
///
/// Elements of F32, F64, BF16, I32, I64 and BOOL are read as they are. Others are widened exactly: F16 and the 8-bit
/// floats to float32; I8, U8, I16 and U16 to int32; U32 to int64. U64, C64 and elements of less than 8 bits are
/// refused.
///
/// Source: the format's README, huggingface/safetensors. Stricter than that library in that a name may stand only
/// once, as the README demands, and that a BOOL must be 0 or 1.
///
/// {@snippet file="FileSnippets.java" region="SafetensorsFile"}
///
/// @param tensors the tensors by name, in the order of the header
/// @param metadata the text pairs of `__metadata__`
public record SafetensorsFile(Map<String, Literal> tensors, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";

    /// Keeps ordered copies of both maps.
    ///
    /// @throws IllegalArgumentException if a tensor is called `__metadata__`
    public SafetensorsFile {
        if (tensors.containsKey(METADATA)) {
            throw new IllegalArgumentException(
                    "safetensors: the name " + METADATA + " is reserved for text pairs; rename the tensor");
        }
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /// Gives a file of tensors without text pairs.
    public static SafetensorsFile of(Map<String, Literal> tensors) {
        return new SafetensorsFile(tensors, Map.of());
    }

    /// Reads a file.
    ///
    /// @throws FormatException if it cannot be read or is not what the format demands
    public static SafetensorsFile read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return ContentReader.read(in, Files.size(file), "read " + file);
        } catch (IOException e) {
            throw FileProblem.reading(file, e);
        }
    }

    /// Reads a file that lies in memory.
    ///
    /// @param bytes the whole file
    /// @param what what the bytes are, for messages: `weights.safetensors of iris.gradus`
    /// @throws FormatException if it is not what the format demands
    public static SafetensorsFile read(byte[] bytes, String what) {
        try {
            return ContentReader.read(new ByteArrayInputStream(bytes), bytes.length, "read " + what);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a stream to its end.
    ///
    /// @param in the stream, which stays open
    /// @param limit the most bytes to take from it
    /// @param what what the bytes are, for messages
    /// @throws FormatException if it is longer than `limit` or not what the format demands
    public static SafetensorsFile read(InputStream in, int limit, String what) throws IOException {
        byte[] bytes = in.readNBytes(limit);
        if (bytes.length == limit && in.read() >= 0) {
            throw new FormatException("read " + what + ": at most " + limit
                    + " bytes may be read, but more follow; raise the limit or read it from a file");
        }
        return read(bytes, what);
    }

    /// Writes a file whole or not at all.
    ///
    /// @throws UncheckedIOException if it cannot be written; the old file stays
    public void write(Path file) {
        AtomicFile.write(file, this::writeTo);
    }

    /// Writes the bytes of the file to a stream, which stays open.
    public void writeTo(OutputStream out) throws IOException {
        ContentWriter.write(this, out);
    }

    /// Gives the bytes of the file.
    public byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try {
            writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
