package gradus.io.element;

import gradus.core.type.DType;
import java.util.Optional;

/// An element type of a file: its size, and the type that holds all its values exactly where there is one. The names
/// are
/// those of the safetensors format.
public enum ElementType {
    /// A byte 0 or 1.
    BOOL(8, DType.BOOL),
    /// Unsigned, 8 bits.
    U8(8, DType.INT32),
    /// Signed, 8 bits.
    I8(8, DType.INT32),
    /// Floating point with an exponent of 5 bits.
    F8_E5M2(8, DType.FLOAT32),
    /// Floating point with an exponent of 4 bits, no infinity.
    F8_E4M3(8, DType.FLOAT32),
    /// A power of two.
    F8_E8M0(8, DType.FLOAT32),
    /// Exponent of 5 bits, no infinity, no negative zero.
    F8_E5M2FNUZ(8, DType.FLOAT32),
    /// Exponent of 4 bits, no infinity, no negative zero.
    F8_E4M3FNUZ(8, DType.FLOAT32),
    /// Signed, 16 bits.
    I16(16, DType.INT32),
    /// Unsigned, 16 bits.
    U16(16, DType.INT32),
    /// Half precision of IEEE 754.
    F16(16, DType.FLOAT32),
    /// The upper half of a float32.
    BF16(16, DType.BFLOAT16),
    /// Signed, 32 bits.
    I32(32, DType.INT32),
    /// Unsigned, 32 bits.
    U32(32, DType.INT64),
    /// Single precision of IEEE 754.
    F32(32, DType.FLOAT32),
    /// Signed, 64 bits.
    I64(64, DType.INT64),
    /// Double precision of IEEE 754.
    F64(64, DType.FLOAT64),
    /// Unsigned, 64 bits; none of ours holds all of it.
    U64(64),
    /// Complex, two float32; none of ours.
    C64(64),
    /// Floating point of 4 bits; none of ours.
    F4(4),
    /// Floating point of 6 bits; none of ours.
    F6_E2M3(6),
    /// Floating point of 6 bits; none of ours.
    F6_E3M2(6);

    private final int bits;
    private final Optional<DType> dtype;

    ElementType(int bits, DType dtype) {
        this.bits = bits;
        this.dtype = Optional.of(dtype);
    }

    ElementType(int bits) {
        this.bits = bits;
        this.dtype = Optional.empty();
    }

    /// Gives the size of one element in bits.
    public int bits() {
        return bits;
    }

    /// Gives the type that elements are read into, empty if none of ours holds them exactly.
    public Optional<DType> dtype() {
        return dtype;
    }

    /// Gives the type that elements of `dtype` are written as.
    public static ElementType of(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> F32;
            case FLOAT64 -> F64;
            case BFLOAT16 -> BF16;
            case INT32 -> I32;
            case INT64 -> I64;
            case BOOL -> BOOL;
        };
    }

    /// Says whether there is a type of ours that holds every value.
    public boolean isReadable() {
        return dtype.isPresent();
    }

    /// Gives the type of a name, which is upper case in the format.
    public static Optional<ElementType> named(String name) {
        for (ElementType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
