package gradus.cpu;

import gradus.core.type.Bfloat16;
import gradus.core.type.DType;
import gradus.core.type.TensorType;
import java.util.Arrays;

/// Where a bound value lies: an array and the first element in it.
///
/// @param type element type and shape
/// @param array the storage, of the kind that [gradus.core.type.Literal] has for the element type
/// @param offset the first element
record Operand(TensorType type, Object array, int offset) {
    int count() {
        return type.count();
    }

    float[] floats() {
        return (float[]) array;
    }

    double[] doubles() {
        return (double[]) array;
    }

    short[] shorts() {
        return (short[]) array;
    }

    boolean isFloat32() {
        return type.dtype() == DType.FLOAT32;
    }

    boolean isBfloat16() {
        return type.dtype() == DType.BFLOAT16;
    }

    boolean isFloat64() {
        return type.dtype() == DType.FLOAT64;
    }

    double get(int index) {
        return switch (array) {
            case float[] a -> a[offset + index];
            case double[] a -> a[offset + index];
            case short[] a -> Bfloat16.value(a[offset + index]);
            case int[] a -> a[offset + index];
            case long[] a -> a[offset + index];
            case byte[] a -> a[offset + index];
            default -> throw new AssertionError(array);
        };
    }

    long getLong(int index) {
        return switch (array) {
            case int[] a -> a[offset + index];
            case long[] a -> a[offset + index];
            default -> (long) get(index);
        };
    }

    void set(int index, double value) {
        switch (array) {
            case float[] a -> a[offset + index] = (float) value;
            case double[] a -> a[offset + index] = value;
            case short[] a -> a[offset + index] = Bfloat16.of(value);
            case int[] a -> a[offset + index] = (int) value;
            case long[] a -> a[offset + index] = (long) value;
            case byte[] a -> a[offset + index] = (byte) (value != 0 ? 1 : 0);
            default -> throw new AssertionError(array);
        }
    }

    void setLong(int index, long value) {
        switch (array) {
            case int[] a -> a[offset + index] = (int) value;
            case long[] a -> a[offset + index] = value;
            default -> set(index, (double) value);
        }
    }

    /// Sets all elements.
    void fill(double value) {
        int end = offset + count();
        switch (array) {
            case float[] a -> Arrays.fill(a, offset, end, (float) value);
            case double[] a -> Arrays.fill(a, offset, end, value);
            case short[] a -> Arrays.fill(a, offset, end, Bfloat16.of(value));
            case int[] a -> Arrays.fill(a, offset, end, (int) value);
            case long[] a -> Arrays.fill(a, offset, end, (long) value);
            case byte[] a -> Arrays.fill(a, offset, end, (byte) (value != 0 ? 1 : 0));
            default -> throw new AssertionError(array);
        }
    }
}
