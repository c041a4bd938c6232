package gradus.io.safetensors;

import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.io.element.Elements;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads a file of known length from its first byte to its last. Memory is taken for what the file is long enough to
/// hold, not for what its header says.
final class ContentReader {
    static final int LENGTH_BYTES = 8;
    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final String where;
    private final byte[] chunk = new byte[CHUNK];
    private final ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);

    private ContentReader(InputStream in, String where) {
        this.in = in;
        this.where = where;
    }

    /// Gives the file that `size` bytes of `in` spell.
    static SafetensorsFile read(InputStream in, long size, String where) throws IOException {
        return new ContentReader(in, where).file(size);
    }

    private SafetensorsFile file(long size) throws IOException {
        requireLength(size, where);
        fill(LENGTH_BYTES);
        int length = headerLength(buffer.getLong(0), size, where);
        Header header = HeaderReader.read(in.readNBytes(length), where);
        header.requireCover(size - LENGTH_BYTES - length, where);
        header.entries().forEach(entry -> entry.requireReadable(where));
        Map<String, Literal> read = new HashMap<>();
        for (Entry entry : header.byPosition()) {
            read.put(entry.name(), tensor(entry));
        }
        Map<String, Literal> tensors = new LinkedHashMap<>();
        header.entries().forEach(entry -> tensors.put(entry.name(), read.get(entry.name())));
        return new SafetensorsFile(tensors, header.metadata());
    }

    /// Checks that a file is long enough to say how long its header is.
    static void requireLength(long size, String where) {
        if (size < LENGTH_BYTES) {
            throw new FormatException(where + ": a safetensors file has at least 8 bytes, got " + size
                    + "; it is cut short or another kind of file");
        }
    }

    /// Gives the length of the header, checked against that of the file.
    static int headerLength(long length, long size, String where) {
        if (length < 0 || length > Header.MOST_BYTES) {
            throw new FormatException(where + ": the header must have at most " + Header.MOST_BYTES
                    + " bytes, but the file claims " + Long.toUnsignedString(length)
                    + "; is it a safetensors file?");
        }
        if (length > size - LENGTH_BYTES) {
            throw new FormatException(where + ": the header must lie in the file, but claims " + length
                    + " bytes of the " + (size - LENGTH_BYTES) + " that follow its length; the file is cut short");
        }
        return (int) length;
    }

    private Literal tensor(Entry entry) throws IOException {
        DType dtype = entry.element().dtype().orElseThrow();
        Object array = Literal.newArray(dtype, entry.shape().count());
        int bytesPerElement = entry.element().bits() / Byte.SIZE;
        int done = 0;
        while (done < entry.shape().count()) {
            int count = Math.min(CHUNK / bytesPerElement, entry.shape().count() - done);
            fill(count * bytesPerElement);
            Elements.decode(entry.element(), buffer, array, done, count, where + ": tensor '" + entry.name() + "'");
            done += count;
        }
        return Literal.wrap(new TensorType(dtype, entry.shape()), array);
    }

    private void fill(int bytes) throws IOException {
        if (in.readNBytes(chunk, 0, bytes) < bytes) {
            throw new FormatException(where + ": the file ended while it was read; does something else write it?");
        }
    }
}
