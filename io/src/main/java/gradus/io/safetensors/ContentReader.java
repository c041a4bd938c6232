package gradus.io.safetensors;

import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
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
    private static final int LENGTH_BYTES = 8;
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
        if (size < LENGTH_BYTES) {
            throw new FormatException(where + ": a safetensors file has at least 8 bytes, got " + size
                    + "; it is cut short or another kind of file");
        }
        fill(LENGTH_BYTES);
        long length = buffer.getLong(0);
        if (length < 0 || length > Header.MOST_BYTES) {
            throw new FormatException(where + ": the header must have at most " + Header.MOST_BYTES
                    + " bytes, but the file claims " + Long.toUnsignedString(length)
                    + "; is it a safetensors file?");
        }
        if (length > size - LENGTH_BYTES) {
            throw new FormatException(where + ": the header must lie in the file, but claims " + length
                    + " bytes of the " + (size - LENGTH_BYTES) + " that follow its length; the file is cut short");
        }
        Header header = HeaderReader.read(in.readNBytes((int) length), where);
        header.requireCover(size - LENGTH_BYTES - length, where);
        Map<String, Literal> read = new HashMap<>();
        for (Entry entry : header.byPosition()) {
            read.put(entry.name(), tensor(entry));
        }
        Map<String, Literal> tensors = new LinkedHashMap<>();
        header.entries().forEach(entry -> tensors.put(entry.name(), read.get(entry.name())));
        return new SafetensorsFile(tensors, header.metadata());
    }

    private Literal tensor(Entry entry) throws IOException {
        DType dtype = entry.element().dtype().orElseThrow();
        Object array = Literal.newArray(dtype, entry.shape().count());
        int bytesPerElement = entry.element().bits() / Byte.SIZE;
        int done = 0;
        while (done < entry.shape().count()) {
            int count = Math.min(CHUNK / bytesPerElement, entry.shape().count() - done);
            fill(count * bytesPerElement);
            switch (array) {
                case float[] values -> floats(entry.element(), values, done, count);
                case short[] values -> buffer.asShortBuffer().get(values, done, count);
                case int[] values -> ints(entry.element(), values, done, count);
                case long[] values -> longs(entry.element(), values, done, count);
                case double[] values -> buffer.asDoubleBuffer().get(values, done, count);
                case byte[] values -> truths(entry.name(), values, done, count);
                default -> throw new AssertionError(array);
            }
            done += count;
        }
        return Literal.wrap(new TensorType(dtype, entry.shape()), array);
    }

    private void fill(int bytes) throws IOException {
        if (in.readNBytes(chunk, 0, bytes) < bytes) {
            throw new FormatException(where + ": the file ended while it was read; does something else write it?");
        }
    }

    private void floats(ElementType element, float[] values, int from, int count) {
        if (element == ElementType.F32) {
            buffer.asFloatBuffer().get(values, from, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            values[from + i] = switch (element) {
                case F16 -> Float.float16ToFloat(buffer.getShort(2 * i));
                case F8_E5M2 -> SmallFloats.e5m2(chunk[i] & 0xFF);
                case F8_E4M3 -> SmallFloats.e4m3(chunk[i] & 0xFF);
                case F8_E8M0 -> SmallFloats.e8m0(chunk[i] & 0xFF);
                case F8_E5M2FNUZ -> SmallFloats.e5m2Fnuz(chunk[i] & 0xFF);
                case F8_E4M3FNUZ -> SmallFloats.e4m3Fnuz(chunk[i] & 0xFF);
                default -> throw new AssertionError(element);
            };
        }
    }

    private void ints(ElementType element, int[] values, int from, int count) {
        if (element == ElementType.I32) {
            buffer.asIntBuffer().get(values, from, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            values[from + i] = switch (element) {
                case I8 -> chunk[i];
                case U8 -> chunk[i] & 0xFF;
                case I16 -> buffer.getShort(2 * i);
                case U16 -> buffer.getShort(2 * i) & 0xFFFF;
                default -> throw new AssertionError(element);
            };
        }
    }

    private void longs(ElementType element, long[] values, int from, int count) {
        if (element == ElementType.I64) {
            buffer.asLongBuffer().get(values, from, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            values[from + i] = buffer.getInt(4 * i) & 0xFFFFFFFFL;
        }
    }

    private void truths(String name, byte[] values, int from, int count) {
        for (int i = 0; i < count; i++) {
            if (chunk[i] != 0 && chunk[i] != 1) {
                throw new FormatException(where + ": a BOOL is the byte 0 or 1, but '" + name + "' has "
                        + (chunk[i] & 0xFF) + " as element " + (from + i) + "; store it as U8");
            }
            values[from + i] = chunk[i];
        }
    }
}
