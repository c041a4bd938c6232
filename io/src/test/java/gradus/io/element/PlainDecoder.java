package gradus.io.element;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Decodes elements one by one in double precision from the definition of each type: slow and independent of the
/// reader.
public final class PlainDecoder {
    private PlainDecoder() {}

    public static String typeAndBits(String element, String shape, byte[] raw) {
        ByteBuffer in = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        List<Object> values = new ArrayList<>();
        while (in.hasRemaining()) {
            values.add(
                    switch (element) {
                        case "BOOL", "I8" -> (double) in.get();
                        case "U8" -> (double) (in.get() & 0xFF);
                        case "I16" -> (double) in.getShort();
                        case "U16" -> (double) (in.getShort() & 0xFFFF);
                        case "I32" -> (double) in.getInt();
                        case "U32" -> in.getInt() & 0xFFFFFFFFL;
                        case "I64" -> in.getLong();
                        case "F32" -> (double) in.getFloat();
                        case "F64" -> in.getDouble();
                        case "F16" -> number(in.getShort(), 5, 10, 15);
                        case "BF16" -> number(in.getShort(), 8, 7, 127);
                        case "F8_E5M2" -> number(in.get(), 5, 2, 15);
                        case "F8_E4M3" -> e4m3(in.get());
                        case "F8_E5M2FNUZ" -> unsignedZero(in.get(), 5, 2, 16);
                        case "F8_E4M3FNUZ" -> unsignedZero(in.get(), 4, 3, 8);
                        case "F8_E8M0" -> scale(in.get() & 0xFF);
                        default -> throw new AssertionError(element);
                    });
        }
        return type(element) + shape + " " + values;
    }

    private static String type(String element) {
        return switch (element) {
            case "BOOL" -> "bool";
            case "I8", "U8", "I16", "U16", "I32" -> "int32";
            case "U32", "I64" -> "int64";
            case "F64" -> "float64";
            case "BF16" -> "bfloat16";
            default -> "float32";
        };
    }

    /// The IEEE 754 reading of a number: the largest exponent means infinity or NaN.
    static double number(int bits, int exponentBits, int mantissaBits, int bias) {
        int exponent = bits >> mantissaBits & (1 << exponentBits) - 1;
        int mantissa = bits & (1 << mantissaBits) - 1;
        if (exponent == (1 << exponentBits) - 1) {
            return mantissa != 0 ? Double.NaN : sign(bits, exponentBits + mantissaBits) * Double.POSITIVE_INFINITY;
        }
        return finite(bits, exponentBits, mantissaBits, bias);
    }

    static double finite(int bits, int exponentBits, int mantissaBits, int bias) {
        int exponent = bits >> mantissaBits & (1 << exponentBits) - 1;
        double fraction = (bits & (1 << mantissaBits) - 1) / (double) (1 << mantissaBits);
        double size = exponent == 0 ? fraction * Math.pow(2, 1 - bias) : (1 + fraction) * Math.pow(2, exponent - bias);
        return sign(bits, exponentBits + mantissaBits) * size;
    }

    static double e4m3(int bits) {
        return (bits & 0x7F) == 0x7F ? Double.NaN : finite(bits, 4, 3, 7);
    }

    static double unsignedZero(int bits, int exponentBits, int mantissaBits, int bias) {
        return (bits & 0xFF) == 0x80 ? Double.NaN : finite(bits, exponentBits, mantissaBits, bias);
    }

    static double scale(int bits) {
        return bits == 0xFF ? Double.NaN : Math.pow(2, bits - 127);
    }

    private static double sign(int bits, int place) {
        return (bits >> place & 1) == 0 ? 1 : -1;
    }
}
