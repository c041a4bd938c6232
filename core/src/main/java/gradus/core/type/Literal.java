package gradus.core.type;

import java.util.Arrays;

/// A dense row-major array on the host together with its type: what goes into a program and comes out of it.
///
/// The storage is a plain Java array ([DType#BOOL] as bytes 0 and 1, [DType#BFLOAT16] as the bits of [Bfloat16]),
/// handed out without copying by [#floats()] and its like, so that a batch can be refilled in place. Equality
/// compares types and bits.
///
/// {@snippet file="EngineSnippets.java" region="Literal"}
public final class Literal {
    private final TensorType type;
    private final Object array;

    private Literal(TensorType type, Object array) {
        this.type = type;
        this.array = array;
    }

    /// Gives a literal over `array` without copying it.
    ///
    /// @param array `float[]`, `double[]`, `int[]`, `long[]` or, for [DType#BFLOAT16], `short[]`, for [DType#BOOL],
    /// `byte[]`
    /// @throws ShapeException if the length is not the number of elements
    /// @throws DTypeException if the array's kind is not the element type's
    public static Literal wrap(TensorType type, Object array) {
        int length = switch (array) {
            case float[] a when type.dtype() == DType.FLOAT32 -> a.length;
            case double[] a when type.dtype() == DType.FLOAT64 -> a.length;
            case short[] a when type.dtype() == DType.BFLOAT16 -> a.length;
            case int[] a when type.dtype() == DType.INT32 -> a.length;
            case long[] a when type.dtype() == DType.INT64 -> a.length;
            case byte[] a when type.dtype() == DType.BOOL -> a.length;
            default ->
                throw new DTypeException("literal: an array of " + type.dtype() + " was expected, got "
                        + array.getClass().getSimpleName());
        };
        if (length != type.count()) {
            throw new ShapeException(
                    "literal: " + type + " has " + type.count() + " elements, the array has " + length);
        }
        return new Literal(type, array);
    }

    /// Gives a literal of zeros.
    public static Literal zeros(TensorType type) {
        return new Literal(type, newArray(type.dtype(), type.count()));
    }

    /// Gives a fresh zeroed storage array for `length` elements.
    public static Object newArray(DType dtype, int length) {
        return switch (dtype) {
            case FLOAT32 -> new float[length];
            case FLOAT64 -> new double[length];
            case BFLOAT16 -> new short[length];
            case INT32 -> new int[length];
            case INT64 -> new long[length];
            case BOOL -> new byte[length];
        };
    }

    /// Gives a float32 literal over the array.
    public static Literal of(float[] values, int... sizes) {
        return wrap(TensorType.of(DType.FLOAT32, sizes), values);
    }

    /// Gives a float64 literal over the array.
    public static Literal of(double[] values, int... sizes) {
        return wrap(TensorType.of(DType.FLOAT64, sizes), values);
    }

    /// Gives an int64 literal over the array.
    public static Literal of(long[] values, int... sizes) {
        return wrap(TensorType.of(DType.INT64, sizes), values);
    }

    /// Gives a scalar of the element type nearest to `value`.
    public static Literal scalar(DType dtype, double value) {
        Literal literal = zeros(TensorType.of(dtype));
        literal.set(0, value);
        return literal;
    }

    /// Gives element type and shape.
    public TensorType type() {
        return type;
    }

    /// Gives the number of elements.
    public int count() {
        return type.count();
    }

    /// Gives the storage itself.
    public Object array() {
        return array;
    }

    /// Gives the storage of a float32 literal.
    public float[] floats() {
        return switch (array) {
            case float[] values -> values;
            default -> throw wrongKind(DType.FLOAT32);
        };
    }

    /// Gives the storage of a float64 literal.
    public double[] doubles() {
        return switch (array) {
            case double[] values -> values;
            default -> throw wrongKind(DType.FLOAT64);
        };
    }

    /// Gives the storage of a bfloat16 literal, bits of [Bfloat16].
    public short[] shorts() {
        return switch (array) {
            case short[] values -> values;
            default -> throw wrongKind(DType.BFLOAT16);
        };
    }

    /// Gives the storage of an int32 literal.
    public int[] ints() {
        return switch (array) {
            case int[] values -> values;
            default -> throw wrongKind(DType.INT32);
        };
    }

    /// Gives the storage of an int64 literal.
    public long[] longs() {
        return switch (array) {
            case long[] values -> values;
            default -> throw wrongKind(DType.INT64);
        };
    }

    /// Gives the storage of a bool literal, bytes 0 and 1.
    public byte[] bytes() {
        return switch (array) {
            case byte[] values -> values;
            default -> throw wrongKind(DType.BOOL);
        };
    }

    private DTypeException wrongKind(DType asked) {
        return new DTypeException("literal: this one holds " + type + ", not " + asked + "; convert it first");
    }

    /// Gives element `index` (row-major) as a double; integers beyond 2⁵³ are rounded.
    public double get(int index) {
        return switch (array) {
            case float[] a -> a[index];
            case double[] a -> a[index];
            case short[] a -> Bfloat16.value(a[index]);
            case int[] a -> a[index];
            case long[] a -> a[index];
            case byte[] a -> a[index];
            default -> throw new AssertionError(array);
        };
    }

    /// Gives element `index` (row-major) as a long; fractions are cut.
    public long getLong(int index) {
        return array instanceof long[] a ? a[index] : (long) get(index);
    }

    /// Sets element `index` (row-major) to the nearest value of the element type.
    public void set(int index, double value) {
        switch (array) {
            case float[] a -> a[index] = (float) value;
            case double[] a -> a[index] = value;
            case short[] a -> a[index] = Bfloat16.of(value);
            case int[] a -> a[index] = (int) value;
            case long[] a -> a[index] = (long) value;
            case byte[] a -> a[index] = (byte) (value != 0 ? 1 : 0);
            default -> throw new AssertionError(array);
        }
    }

    /// Gives a copy of another element type.
    public Literal as(DType dtype) {
        Literal result = zeros(type.with(dtype));
        for (int i = 0; i < count(); i++) {
            if (dtype == DType.INT64) {
                result.longs()[i] = getLong(i);
            } else {
                result.set(i, get(i));
            }
        }
        return result;
    }

    /// Gives the same storage under another shape of the same count.
    public Literal reshaped(Shape shape) {
        return wrap(type.with(shape), array);
    }

    /// Gives an independent copy.
    public Literal copy() {
        Object copied = newArray(type.dtype(), count());
        System.arraycopy(array, 0, copied, 0, count());
        return new Literal(type, copied);
    }

    /// Gives all elements as doubles.
    public double[] toDoubles() {
        double[] values = new double[count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(i);
        }
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Literal literal && type.equals(literal.type) && sameBits(array, literal.array);
    }

    private static boolean sameBits(Object left, Object right) {
        return switch (left) {
            case float[] a -> {
                float[] b = (float[]) right;
                for (int i = 0; i < a.length; i++) {
                    if (Float.floatToRawIntBits(a[i]) != Float.floatToRawIntBits(b[i])) {
                        yield false;
                    }
                }
                yield true;
            }
            case double[] a -> {
                double[] b = (double[]) right;
                for (int i = 0; i < a.length; i++) {
                    if (Double.doubleToRawLongBits(a[i]) != Double.doubleToRawLongBits(b[i])) {
                        yield false;
                    }
                }
                yield true;
            }
            case short[] a -> Arrays.equals(a, (short[]) right);
            case int[] a -> Arrays.equals(a, (int[]) right);
            case long[] a -> Arrays.equals(a, (long[]) right);
            case byte[] a -> Arrays.equals(a, (byte[]) right);
            default -> throw new AssertionError(left);
        };
    }

    @Override
    public int hashCode() {
        int content = switch (array) {
            case float[] a -> Arrays.hashCode(a);
            case double[] a -> Arrays.hashCode(a);
            case short[] a -> Arrays.hashCode(a);
            case int[] a -> Arrays.hashCode(a);
            case long[] a -> Arrays.hashCode(a);
            case byte[] a -> Arrays.hashCode(a);
            default -> throw new AssertionError(array);
        };
        return 31 * type.hashCode() + content;
    }

    @Override
    public String toString() {
        return LiteralText.of(this);
    }
}
