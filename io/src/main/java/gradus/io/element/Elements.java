package gradus.io.element;

import gradus.core.type.FormatException;
import java.nio.ByteBuffer;

/// Turns stored elements into ours and back. The byte order is that of the buffer.
public final class Elements {
    private Elements() {}

    /// Takes elements from the beginning of a buffer, widened exactly.
    ///
    /// @param type what is stored, one that is readable
    /// @param buffer where it lies, from index 0 on
    /// @param array the storage of a [Literal] of the type that `type` is read into
    /// @param from where the elements go in the array
    /// @param count how many
    /// @param what whose elements they are, for messages
    /// @throws FormatException if a BOOL is neither 0 nor 1
    public static void decode(ElementType type, ByteBuffer buffer, Object array, int from, int count, String what) {
        switch (array) {
            case float[] values -> floats(type, buffer, values, from, count);
            case short[] values -> buffer.asShortBuffer().get(values, from, count);
            case int[] values -> ints(type, buffer, values, from, count);
            case long[] values -> longs(type, buffer, values, from, count);
            case double[] values -> buffer.asDoubleBuffer().get(values, from, count);
            case byte[] values -> truths(buffer, values, from, count, what);
            default -> throw new AssertionError(array);
        }
    }

    /// Puts elements at the beginning of a buffer, as they are stored for their type ([ElementType#of]).
    ///
    /// @param array the storage of a [Literal]
    public static void encode(Object array, int from, int count, ByteBuffer buffer) {
        switch (array) {
            case float[] values -> buffer.asFloatBuffer().put(values, from, count);
            case double[] values -> buffer.asDoubleBuffer().put(values, from, count);
            case short[] values -> buffer.asShortBuffer().put(values, from, count);
            case int[] values -> buffer.asIntBuffer().put(values, from, count);
            case long[] values -> buffer.asLongBuffer().put(values, from, count);
            case byte[] values -> buffer.put(0, values, from, count);
            default -> throw new AssertionError(array);
        }
    }

    private static void floats(ElementType type, ByteBuffer buffer, float[] values, int from, int count) {
        if (type == ElementType.F32) {
            buffer.asFloatBuffer().get(values, from, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            values[from + i] = switch (type) {
                case F16 -> Float.float16ToFloat(buffer.getShort(2 * i));
                case F8_E5M2 -> SmallFloats.e5m2(buffer.get(i) & 0xFF);
                case F8_E4M3 -> SmallFloats.e4m3(buffer.get(i) & 0xFF);
                case F8_E8M0 -> SmallFloats.e8m0(buffer.get(i) & 0xFF);
                case F8_E5M2FNUZ -> SmallFloats.e5m2Fnuz(buffer.get(i) & 0xFF);
                case F8_E4M3FNUZ -> SmallFloats.e4m3Fnuz(buffer.get(i) & 0xFF);
                default -> throw new AssertionError(type);
            };
        }
    }

    private static void ints(ElementType type, ByteBuffer buffer, int[] values, int from, int count) {
        if (type == ElementType.I32) {
            buffer.asIntBuffer().get(values, from, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            values[from + i] = switch (type) {
                case I8 -> buffer.get(i);
                case U8 -> buffer.get(i) & 0xFF;
                case I16 -> buffer.getShort(2 * i);
                case U16 -> buffer.getShort(2 * i) & 0xFFFF;
                default -> throw new AssertionError(type);
            };
        }
    }

    private static void longs(ElementType type, ByteBuffer buffer, long[] values, int from, int count) {
        if (type == ElementType.I64) {
            buffer.asLongBuffer().get(values, from, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            values[from + i] = buffer.getInt(4 * i) & 0xFFFFFFFFL;
        }
    }

    private static void truths(ByteBuffer buffer, byte[] values, int from, int count, String what) {
        for (int i = 0; i < count; i++) {
            byte value = buffer.get(i);
            if (value != 0 && value != 1) {
                throw new FormatException(what + ": a BOOL is the byte 0 or 1, but element " + (from + i) + " is "
                        + (value & 0xFF) + "; store it as an unsigned byte");
            }
            values[from + i] = value;
        }
    }
}
