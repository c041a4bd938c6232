package gradus.io.npy;

import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.io.element.Elements;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads one array from a stream that can hold a known number of bytes at most. Memory is taken for what can be there,
/// not for what the header says.
///
/// @param in the stream
/// @param most the most bytes that it can hold
/// @param where the file, for messages
record ArrayReader(InputStream in, long most, String where) {
    private static final String MAGIC = "\u0093NUMPY";
    private static final int MAGIC_BYTES = 8;
    private static final int MOST_HEADER_BYTES = 1 << 20;
    private static final int CHUNK = 1 << 16;

    Literal read() throws IOException {
        byte[] start = in.readNBytes(MAGIC_BYTES);
        String magic = new String(start, StandardCharsets.ISO_8859_1);
        if (!magic.startsWith(MAGIC) || start.length < MAGIC_BYTES) {
            throw new FormatException(where + ": a NumPy array begins with \\x93NUMPY and a version, but this does not;"
                    + " is it another kind of file, or cut short?");
        }
        int major = start[6];
        if (major < 1 || major > 3 || start[7] != 0) {
            throw new FormatException(where + ": the version of the format must be 1.0, 2.0 or 3.0, got " + major + "."
                    + start[7] + "; save the array by a current NumPy");
        }
        int lengthBytes = major == 1 ? 2 : 4;
        long length = littleEndian(exactly(lengthBytes, "the length of the header"));
        if (length > MOST_HEADER_BYTES || length > most) {
            throw new FormatException(where + ": the header must lie in the file and have at most " + MOST_HEADER_BYTES
                    + " bytes, but it claims " + length + "; the file is damaged");
        }
        NpyHeader header = NpyHeaderReader.read(exactly((int) length, "the header"), major, where);
        if (header.bytes() > most) {
            throw new FormatException(where + ": " + header.element() + header.shape() + " takes " + header.bytes()
                    + " bytes, but the file holds at most " + most + "; it is cut short");
        }
        return header.layout() == NpyHeader.Layout.LAST_AXIS_FASTEST
                        || header.shape().rank() < 2
                ? elements(header)
                : turned(elements(header));
    }

    private byte[] exactly(int count, String what) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new FormatException(where + ": " + what + " must take " + count + " bytes, but only " + bytes.length
                    + " are there; the file is cut short");
        }
        return bytes;
    }

    private static long littleEndian(byte[] bytes) {
        long value = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            value = value << Byte.SIZE | bytes[i] & 0xFF;
        }
        return value;
    }

    /// Reads the elements in the order in which they lie.
    private Literal elements(NpyHeader header) throws IOException {
        int count = header.shape().count();
        Object array = Literal.newArray(header.type().dtype(), count);
        int width = header.element().bits() / Byte.SIZE;
        byte[] chunk = new byte[(int) Math.min(CHUNK, Math.max(width, header.bytes()))];
        ByteBuffer buffer = ByteBuffer.wrap(chunk).order(header.order());
        int done = 0;
        while (done < count) {
            int some = Math.min(chunk.length / width, count - done);
            int read = in.readNBytes(chunk, 0, some * width);
            if (read < some * width) {
                throw new FormatException(where + ": " + header.element() + header.shape() + " takes " + header.bytes()
                        + " bytes, but only " + ((long) done * width + read) + " follow the header; the file is cut"
                        + " short");
            }
            Elements.decode(header.element(), buffer, array, done, some, where);
            done += some;
        }
        return Literal.wrap(header.type(), array);
    }

    /// Gives the array in C order whose elements were read in Fortran order.
    private static Literal turned(Literal read) {
        Shape shape = read.type().shape();
        int[] sizes = shape.sizes();
        int[] steps = new int[sizes.length];
        int step = 1;
        for (int axis = 0; axis < sizes.length; axis++) {
            steps[axis] = step;
            step *= sizes[axis];
        }
        Object from = read.array();
        Object to = Literal.newArray(read.type().dtype(), read.count());
        int[] index = new int[sizes.length];
        int source = 0;
        for (int i = 0; i < read.count(); i++) {
            System.arraycopy(from, source, to, i, 1);
            for (int axis = sizes.length - 1; axis >= 0; axis--) {
                source += steps[axis];
                if (++index[axis] < sizes[axis]) {
                    break;
                }
                source -= steps[axis] * sizes[axis];
                index[axis] = 0;
            }
        }
        return Literal.wrap(read.type(), to);
    }

    /// Gives the bytes that stand before the elements of an array of ours: version 1.0, padded to a multiple of 64.
    static byte[] head(Literal array, String where) {
        String text = NpyHeaderReader.text(
                NpyHeader.description(array.type().dtype(), where),
                array.type().shape().sizes());
        int before = MAGIC_BYTES + 2;
        int length = (before + text.length() + 1 + 63) / 64 * 64 - before;
        ByteBuffer head = ByteBuffer.allocate(before + length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.fill(head.array(), (byte) ' ');
        head.put(MAGIC.getBytes(StandardCharsets.ISO_8859_1)).put((byte) 1).put((byte) 0);
        head.putShort((short) length);
        head.put(text.getBytes(StandardCharsets.US_ASCII));
        head.put(head.capacity() - 1, (byte) '\n');
        return head.array();
    }
}
