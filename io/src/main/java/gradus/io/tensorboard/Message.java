package gradus.io.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A message of Protocol Buffers, built field by field. Only what event files need: variable whole numbers, floating
/// numbers of 32 and 64 bits, bytes, texts, messages, and packed lists of numbers.
final class Message {
    private static final int VARINT = 0;
    private static final int BITS_64 = 1;
    private static final int BYTES = 2;
    private static final int BITS_32 = 5;
    private static final int LOW_BITS = 7;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// Adds a whole number.
    Message whole(int field, long value) {
        key(field, VARINT);
        varint(value);
        return this;
    }

    /// Adds a number of 64 bits.
    Message real(int field, double value) {
        key(field, BITS_64);
        bits(Double.doubleToRawLongBits(value), Double.BYTES, out);
        return this;
    }

    /// Adds a number of 32 bits.
    Message single(int field, float value) {
        key(field, BITS_32);
        bits(Float.floatToRawIntBits(value), Float.BYTES, out);
        return this;
    }

    /// Adds numbers of 64 bits as one packed list.
    Message reals(int field, List<Double> values) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        values.forEach(value -> bits(Double.doubleToRawLongBits(value), Double.BYTES, packed));
        return bytes(field, packed.toByteArray());
    }

    /// Adds a text.
    Message text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /// Adds a message.
    Message part(int field, Message value) {
        return bytes(field, value.toBytes());
    }

    /// Adds an entry of a map from texts.
    Message entry(int field, String key, Message value) {
        return part(field, new Message().text(1, key).part(2, value));
    }

    /// Adds bytes.
    Message bytes(int field, byte[] value) {
        key(field, BYTES);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    /// Gives the whole message.
    byte[] toBytes() {
        return out.toByteArray();
    }

    private void key(int field, int wire) {
        varint((long) field << 3 | wire);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= LOW_BITS;
        }
        out.write((int) rest);
    }

    /// Writes the low bytes of a number, the lowest first.
    static void bits(long bits, int bytes, ByteArrayOutputStream to) {
        for (int i = 0; i < bytes; i++) {
            to.write((int) (bits >>> (Byte.SIZE * i)));
        }
    }
}
