package gradus.cpu.kernel;

import gradus.core.op.CompareFn;

/// Comparisons that give 1 or 0, and choices by such masks, of float32 arrays.
public final class Masks {
    private Masks() {}

    /// `y[i] = 1` where `a[i] ∘ b[i]` holds, else 0. In place is allowed.
    public static void compare(
            CompareFn f, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        int done = Vectors.scalar() ? 0 : VectorMasks.compare(f, a, aOffset, b, bOffset, y, yOffset, n);
        for (int i = done; i < n; i++) {
            y[yOffset + i] = holds(f, a[aOffset + i], b[bOffset + i]) ? 1 : 0;
        }
    }

    /// `y[i] = 1` where `a[i] ∘ b` holds, else 0. In place is allowed.
    public static void compareScalar(CompareFn f, float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        int done = Vectors.scalar() ? 0 : VectorMasks.compareScalar(f, a, aOffset, b, y, yOffset, n);
        for (int i = done; i < n; i++) {
            y[yOffset + i] = holds(f, a[aOffset + i], b) ? 1 : 0;
        }
    }

    /// `y[i] = a[i]` where `mask[i]` is not 0, else `b[i]`. In place is allowed.
    public static void select(
            float[] mask,
            int maskOffset,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] y,
            int yOffset,
            int n) {
        int done = Vectors.scalar() ? 0 : VectorMasks.select(mask, maskOffset, a, aOffset, b, bOffset, y, yOffset, n);
        for (int i = done; i < n; i++) {
            y[yOffset + i] = mask[maskOffset + i] != 0 ? a[aOffset + i] : b[bOffset + i];
        }
    }

    private static boolean holds(CompareFn f, float a, float b) {
        return switch (f) {
            case EQUAL -> a == b;
            case NOT_EQUAL -> a != b;
            case LESS -> a < b;
            case LESS_OR_EQUAL -> a <= b;
            case GREATER -> a > b;
            case GREATER_OR_EQUAL -> a >= b;
        };
    }
}
