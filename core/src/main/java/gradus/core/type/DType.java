package gradus.core.type;

/// The element type of a tensor.
///
/// Promotion (the type of `a + b` when the two differ) is defined here and nowhere else: a floating type beats an
/// integer type, which beats [#BOOL]; within a family the wider type wins. Python-like scalars never widen a
/// tensor.
///
/// Operations on [#BFLOAT16] compute in float32 or wider and round once, their result: a sum of a thousand such
/// numbers, or a softmax, is as exact as float32 makes it until it is stored. A number beside such a tensor counts
/// in full.
///
/// {@snippet file="EngineSnippets.java" region="DType"}
public enum DType {
    /// IEEE 754 binary32, the default.
    FLOAT32(4),
    /// IEEE 754 binary64, used by gradient checks.
    FLOAT64(8),
    /// The upper half of a binary32, half its storage: the same range with 8 significant bits, about 2.4 decimal
    /// digits; see [Bfloat16].
    BFLOAT16(2),
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
        return switch (this) {
            case FLOAT32, FLOAT64, BFLOAT16 -> true;
            case INT32, INT64, BOOL -> false;
        };
    }

    /// Says whether values are 32- or 64-bit integers.
    public boolean isInteger() {
        return this == INT32 || this == INT64;
    }

    /// Gives the type in which sums, averages and running values of this one are kept between operations: float32
    /// for [#BFLOAT16], else the type itself.
    public DType accumulation() {
        return switch (this) {
            case BFLOAT16 -> FLOAT32;
            case FLOAT32, FLOAT64, INT32, INT64, BOOL -> this;
        };
    }

    /// Gives the number of this type nearest to `value`; integers cut fractions, and [#BOOL] is 1 where it is not
    /// 0.
    public double nearest(double value) {
        return switch (this) {
            case FLOAT32 -> (float) value;
            case FLOAT64 -> value;
            case BFLOAT16 -> Bfloat16.value(Bfloat16.of(value));
            case INT32 -> (int) value;
            case INT64 -> (long) value;
            case BOOL -> value != 0 ? 1 : 0;
        };
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
            case BFLOAT16 -> 3;
            case FLOAT32 -> 4;
            case FLOAT64 -> 5;
        };
    }

    @Override
    public String toString() {
        return switch (this) {
            case FLOAT32 -> "float32";
            case FLOAT64 -> "float64";
            case BFLOAT16 -> "bfloat16";
            case INT32 -> "int32";
            case INT64 -> "int64";
            case BOOL -> "bool";
        };
    }
}
