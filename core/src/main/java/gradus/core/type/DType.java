package gradus.core.type;

/// The element type of a tensor.
///
/// Promotion (the type of `a + b` when the two differ) is defined here and nowhere else: a floating type beats an
/// integer
/// type, which beats [#BOOL]; within a family the wider type wins. Python-like scalars never widen a tensor.
public enum DType {
    /// IEEE 754 binary32, the default.
    FLOAT32(4),
    /// IEEE 754 binary64, used by gradient checks.
    FLOAT64(8),
    /// 32-bit two's complement integer.
    INT32(4),
    /// 64-bit two's complement integer; class targets and indices have this type.
    INT64(8),
    /// Truth value, stored as one byte, 0 or 1.
    BOOL(1);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /// Gives the storage size of one element in bytes.
    public int bytes() {
        return bytes;
    }

    /// Says whether values are floating point, so that gradients flow through them.
    public boolean isFloating() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /// Says whether values are 32- or 64-bit integers.
    public boolean isInteger() {
        return this == INT32 || this == INT64;
    }

    /// Gives the type that an operation on this type and `other` computes in.
    public DType promote(DType other) {
        if (this == other) {
            return this;
        }
        return rank() >= other.rank() ? this : other;
    }

    private int rank() {
        return switch (this) {
            case BOOL -> 0;
            case INT32 -> 1;
            case INT64 -> 2;
            case FLOAT32 -> 3;
            case FLOAT64 -> 4;
        };
    }

    @Override
    public String toString() {
        return switch (this) {
            case FLOAT32 -> "float32";
            case FLOAT64 -> "float64";
            case INT32 -> "int32";
            case INT64 -> "int64";
            case BOOL -> "bool";
        };
    }
}
