package gradus.io.npy;

import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.io.element.Elements;
import gradus.io.file.AtomicFile;
import gradus.io.file.PackedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// Reads and writes one array, as `numpy.load` and `numpy.save` do (`.npy`).
///
/// {@snippet file="FileSnippets.java" region="Npy"}
///
/// Versions 1, 2 and 3, either byte order, and C and Fortran order are read; the result is always row-major. Elements
/// become ours exactly: f4, f8, i4, i8 and b1 as they are, f2 as float32, i1, u1, i2 and u2 as int32, u4 as int64.
/// Others are refused; Python objects, which would run a program, always. The header is read as text, never evaluated,
/// and checked against the length of the file before memory is taken.
///
/// Source: `numpy.lib.format` of NumPy.
public final class Npy {
    private static final int CHUNK = 1 << 16;

    private Npy() {}

    /// Reads an array from a file, which may be packed by gzip.
    ///
    /// @throws FormatException if there is no such file or it is not what the format demands
    public static Literal read(Path file) {
        PackedFile packed = PackedFile.of(file);
        try (InputStream in = packed.open()) {
            return new ArrayReader(in, packed.most(), "read " + file).read();
        } catch (IOException e) {
            throw packed.problem(e);
        }
    }

    /// Reads an array that lies in memory; what follows it is left.
    ///
    /// @param bytes the whole file
    /// @param what what the bytes are, for messages
    /// @throws FormatException if it is not what the format demands
    public static Literal read(byte[] bytes, String what) {
        try {
            return new ArrayReader(new ByteArrayInputStream(bytes), bytes.length, "read " + what).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes an array, whole or not at all: version 1.0, little-endian, in C order.
    ///
    /// @throws FormatException if it is bfloat16, which NumPy lacks
    /// @throws UncheckedIOException if it cannot be written; the old file stays
    public static void write(Path file, Literal array) {
        byte[] head = ArrayReader.head(array, "write " + file);
        AtomicFile.write(file, out -> write(out, head, array));
    }

    static void write(OutputStream out, byte[] head, Literal array) throws IOException {
        out.write(head);
        int width = array.type().dtype().bytes();
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < array.count(); done += CHUNK / width) {
            int count = Math.min(CHUNK / width, array.count() - done);
            Elements.encode(array.array(), done, count, buffer);
            out.write(buffer.array(), 0, count * width);
        }
    }
}
