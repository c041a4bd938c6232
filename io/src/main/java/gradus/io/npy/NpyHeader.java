package gradus.io.npy;

import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.io.element.ElementType;
import java.nio.ByteOrder;
import java.util.Map;

/// What the header of an array says.
///
/// @param element the element type
/// @param order the order of an element's bytes
/// @param layout in which order the elements lie
/// @param shape the sizes
record NpyHeader(ElementType element, ByteOrder order, Layout layout, Shape shape) {
    /// The axis whose neighbours lie beside each other.
    enum Layout {
        /// The last, as in C.
        LAST_AXIS_FASTEST,
        /// The first, as in Fortran.
        FIRST_AXIS_FASTEST
    }

    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("b1", ElementType.BOOL),
            Map.entry("i1", ElementType.I8),
            Map.entry("u1", ElementType.U8),
            Map.entry("i2", ElementType.I16),
            Map.entry("u2", ElementType.U16),
            Map.entry("i4", ElementType.I32),
            Map.entry("u4", ElementType.U32),
            Map.entry("i8", ElementType.I64),
            Map.entry("u8", ElementType.U64),
            Map.entry("f2", ElementType.F16),
            Map.entry("f4", ElementType.F32),
            Map.entry("f8", ElementType.F64));

    /// Gives the header of a type description such as `<f4`.
    ///
    /// @throws FormatException if elements of ours cannot hold such elements
    static NpyHeader of(String description, Layout layout, Shape shape, String where) {
        char sign = description.isEmpty() ? ' ' : description.charAt(0);
        boolean signed = "<>=|".indexOf(sign) >= 0 && sign != ' ';
        ElementType element = TYPES.get(signed ? description.substring(1) : description);
        boolean bytes = element != null && element.bits() == Byte.SIZE;
        if (element == null || !element.isReadable() || sign == '|' && !bytes) {
            throw new FormatException(where + ": elements must be of a type that arrays here have (b1, i1, u1, i2, u2,"
                    + " i4, u4, i8, f2, f4, f8), got '" + description + "'" + reason(description));
        }
        ByteOrder order =
                sign == '>' ? ByteOrder.BIG_ENDIAN : sign == '<' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.nativeOrder();
        return new NpyHeader(element, order, layout, shape);
    }

    private static String reason(String description) {
        String kind = description.replaceFirst("^[<>=|]", "");
        if (kind.isEmpty()) {
            return "";
        }
        return switch (kind.charAt(0)) {
            case 'O' -> ", Python objects, which are programs to run and never loaded; save an array of numbers";
            case 'c' -> ", complex numbers; save array.real and array.imag";
            case 'U', 'S' -> ", texts; save the numbers of their classes, or a table as CSV";
            case 'M', 'm' -> ", times; save array.astype('int64')";
            case 'V' -> ", records; save each column as an array of its own";
            default -> "; save array.astype('float32') or array.astype('int64')";
        };
    }

    /// Gives the type that the array is read into.
    TensorType type() {
        return new TensorType(element.dtype().orElseThrow(), shape);
    }

    /// Gives how many bytes the elements take.
    long bytes() {
        return (long) shape.count() * element.bits() / Byte.SIZE;
    }

    /// Gives the type description that elements of ours are written as, little-endian.
    static String description(DType dtype, String where) {
        return switch (dtype) {
            case FLOAT32 -> "<f4";
            case FLOAT64 -> "<f8";
            case INT32 -> "<i4";
            case INT64 -> "<i8";
            case BOOL -> "|b1";
            case BFLOAT16 ->
                throw new FormatException(
                        where + ": NumPy has no type for bfloat16; convert the array to float32 before");
        };
    }
}
