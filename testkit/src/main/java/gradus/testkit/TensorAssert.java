package gradus.testkit;

import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import java.util.Arrays;

/// Assertions on tensors that name the worst element: its index, what was expected, what came, and the tolerance.
public final class TensorAssert {
    private final Literal actual;
    private String what = "tensor";

    private TensorAssert(Literal actual) {
        this.actual = actual;
    }

    /// Begins assertions on a literal.
    public static TensorAssert assertThat(Literal actual) {
        return new TensorAssert(actual);
    }

    /// Begins assertions on a tensor that has values.
    public static TensorAssert assertThat(Tensor actual) {
        return new TensorAssert(actual.literal());
    }

    /// Names what is looked at in the message of a failure.
    public TensorAssert as(String name) {
        what = name;
        return this;
    }

    /// Holds if the type is the same and every element is as `|actual − expected| ≤ absolute + relative ·
    /// |expected|`.
    /// NaN equals NaN, an infinity equals itself, and the two zeros are equal.
    public TensorAssert isCloseTo(Literal expected, double relative, double absolute) {
        hasTypeOf(expected);
        int worst = -1;
        double excess = 0;
        for (int i = 0; i < actual.count(); i++) {
            double beyond = beyond(actual.get(i), expected.get(i), relative, absolute);
            if (beyond > excess) {
                worst = i;
                excess = beyond;
            }
        }
        if (worst >= 0) {
            double tolerance = absolute + relative * Math.abs(expected.get(worst));
            fail(worst, expected.get(worst) + " ± " + (float) tolerance, count(expected, relative, absolute));
        }
        return this;
    }

    /// Holds if the elements are near these numbers, whatever the element type; see [#isCloseTo].
    public TensorAssert hasValues(double tolerance, double... expected) {
        Literal other = Draw.filled(actual.type().dtype(), new int[] {expected.length}, i -> expected[i]);
        if (expected.length != actual.count()) {
            throw new AssertionError(what + ": " + expected.length + " elements were expected, got " + actual);
        }
        return isCloseTo(other.reshaped(actual.type().shape()), tolerance, tolerance);
    }

    /// Holds if type and bits are the same, but for the two zeros, which are equal, and the bits of NaN.
    public TensorAssert isSameAs(Literal expected) {
        return isCloseTo(expected, 0, 0);
    }

    /// Holds if type and bits are the same.
    public TensorAssert hasBitsOf(Literal expected) {
        if (!actual.equals(expected)) {
            isSameAs(expected);
            throw new AssertionError(what + ": bits differ although values agree (signed zeros or NaN): expected "
                    + expected + ", got " + actual);
        }
        return this;
    }

    /// Holds if every element is a finite number.
    public TensorAssert isFinite() {
        for (int i = 0; i < actual.count(); i++) {
            if (!Double.isFinite(actual.get(i))) {
                fail(i, "a finite number", 1);
            }
        }
        return this;
    }

    private void hasTypeOf(Literal expected) {
        if (!actual.type().equals(expected.type())) {
            throw new AssertionError(what + ": the type " + expected.type() + " was expected, got " + actual.type());
        }
    }

    private int count(Literal expected, double relative, double absolute) {
        int count = 0;
        for (int i = 0; i < actual.count(); i++) {
            count += beyond(actual.get(i), expected.get(i), relative, absolute) > 0 ? 1 : 0;
        }
        return count;
    }

    private void fail(int at, String expected, int count) {
        throw new AssertionError(what + ": worst element " + Arrays.toString(index(at)) + " of " + actual.type()
                + ": expected " + expected + ", got " + actual.get(at) + " (" + count + " of " + actual.count()
                + " elements are off)");
    }

    private int[] index(int flat) {
        Shape shape = actual.type().shape();
        int[] strides = shape.strides();
        int[] index = new int[strides.length];
        for (int axis = 0; axis < index.length; axis++) {
            index[axis] = flat / strides[axis] % shape.size(axis);
        }
        return index;
    }

    /// How far a number lies outside its tolerance; 0 if it does not.
    private static double beyond(double actual, double expected, double relative, double absolute) {
        if (actual == expected || Double.isNaN(actual) && Double.isNaN(expected)) {
            return 0;
        }
        if (!Double.isFinite(actual) || !Double.isFinite(expected)) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.max(0, Math.abs(actual - expected) - absolute - relative * Math.abs(expected));
    }
}
