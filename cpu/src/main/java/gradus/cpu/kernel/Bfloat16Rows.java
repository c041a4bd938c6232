package gradus.cpu.kernel;

import gradus.core.type.Bfloat16;

/// Casts between float32 and bfloat16, on the way into and out of float32 kernels.
public final class Bfloat16Rows {
    private Bfloat16Rows() {}

    /// `y[i] = x[i]`, exactly.
    public static void widen(short[] x, int xOffset, float[] y, int yOffset, int n) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Bfloat16.value(x[xOffset + i]);
        }
    }

    /// `y[i]` = the bfloat16 number nearest to `x[i]`.
    public static void round(float[] x, int xOffset, short[] y, int yOffset, int n) {
        int vectors = Vectors.scalar() ? 0 : VectorBfloat16.round(x, xOffset, y, yOffset, n);
        for (int i = vectors; i < n; i++) {
            y[yOffset + i] = Bfloat16.of(x[xOffset + i]);
        }
    }
}
