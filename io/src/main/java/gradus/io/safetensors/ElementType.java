package gradus.io.safetensors;

import gradus.core.type.DType;
import java.util.Optional;

/// An element type of the format: its size, and the type that holds all its values exactly where there is one.
enum ElementType {
    BOOL(8, DType.BOOL),
    U8(8, DType.INT32),
    I8(8, DType.INT32),
    F8_E5M2(8, DType.FLOAT32),
    F8_E4M3(8, DType.FLOAT32),
    F8_E8M0(8, DType.FLOAT32),
    F8_E5M2FNUZ(8, DType.FLOAT32),
    F8_E4M3FNUZ(8, DType.FLOAT32),
    I16(16, DType.INT32),
    U16(16, DType.INT32),
    F16(16, DType.FLOAT32),
    BF16(16, DType.BFLOAT16),
    I32(32, DType.INT32),
    U32(32, DType.INT64),
    F32(32, DType.FLOAT32),
    I64(64, DType.INT64),
    F64(64, DType.FLOAT64),
    U64(64),
    C64(64),
    F4(4),
    F6_E2M3(6),
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
    int bits() {
        return bits;
    }

    /// Gives the type that elements are read into, empty if none of ours holds them exactly.
    Optional<DType> dtype() {
        return dtype;
    }

    /// Gives the type that elements of `dtype` are written as.
    static ElementType of(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> F32;
            case FLOAT64 -> F64;
            case BFLOAT16 -> BF16;
            case INT32 -> I32;
            case INT64 -> I64;
            case BOOL -> BOOL;
        };
    }

    /// Gives the type of a name, which is upper case in the format.
    static Optional<ElementType> named(String name) {
        for (ElementType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
