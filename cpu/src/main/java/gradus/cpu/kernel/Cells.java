package gradus.cpu.kernel;

/// The element-wise loops of recurrent cells, for one sequence at one step: `n` hidden units, gates one block of `n`
/// after another. `σ` and tanh themselves are those of [Pointwise].
final class Cells {
    private Cells() {}

    /// `y = a b + c`, rounded once.
    static void multiplyAdd(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        int done = Vectors.scalar() ? 0 : VectorCells.multiplyAdd(a, ao, b, bo, c, co, y, yo, n);
        for (int i = done; i < n; i++) {
            y[yo + i] = Math.fma(a[ao + i], b[bo + i], c[co + i]);
        }
    }

    /// `c = f · before + i · g` of the gates i, f, g.
    static void lstmState(float[] gates, int g, float[] before, int bo, float[] c, int co, int n) {
        int done = Vectors.scalar() ? 0 : VectorCells.lstmState(gates, g, before, bo, c, co, n);
        for (int i = done; i < n; i++) {
            c[co + i] = Math.fma(gates[g + n + i], before[bo + i], gates[g + i] * gates[g + 2 * n + i]);
        }
    }

    /// From the gradients of hidden state (`d` at `dh`) and cell state (`d` at `dc`) to those of the sums of the
    /// four gates (`y`) and, over `dc`, of the cell state before; `squashed` is tanh of the cell state.
    static void lstmSlopes(
            float[] gates,
            int g,
            float[] squashed,
            int to,
            float[] before,
            int bo,
            float[] d,
            int dh,
            int dc,
            float[] y,
            int yo,
            int n) {
        int done =
                Vectors.scalar() ? 0 : VectorCells.lstmSlopes(gates, g, squashed, to, before, bo, d, dh, dc, y, yo, n);
        for (int k = done; k < n; k++) {
            float i = gates[g + k];
            float f = gates[g + n + k];
            float c = gates[g + 2 * n + k];
            float o = gates[g + 3 * n + k];
            float t = squashed[to + k];
            float h = d[dh + k];
            float s = Math.fma(h * o, 1 - t * t, d[dc + k]);
            y[yo + k] = s * c * (i * (1 - i));
            y[yo + n + k] = s * before[bo + k] * (f * (1 - f));
            y[yo + 2 * n + k] = s * i * (1 - c * c);
            y[yo + 3 * n + k] = h * t * (o * (1 - o));
            d[dc + k] = s * f;
        }
    }

    /// `y = c + z (h − c)`.
    static void blend(float[] z, int zo, float[] h, int ho, float[] c, int co, float[] y, int yo, int n) {
        int done = Vectors.scalar() ? 0 : VectorCells.blend(z, zo, h, ho, c, co, y, yo, n);
        for (int i = done; i < n; i++) {
            y[yo + i] = Math.fma(z[zo + i], h[ho + i] - c[co + i], c[co + i]);
        }
    }

    /// From the gradient of the state (`d` at `dh`) to those of the sums of update gate and candidate (blocks 1 and
    /// 2 of `y`) and, over `dh`, the part of the state before that passed the update gate.
    static void blendSlopes(float[] gates, int g, float[] before, int bo, float[] d, int dh, float[] y, int yo, int n) {
        int done = Vectors.scalar() ? 0 : VectorCells.blendSlopes(gates, g, before, bo, d, dh, y, yo, n);
        for (int i = done; i < n; i++) {
            float z = gates[g + n + i];
            float c = gates[g + 2 * n + i];
            float h = d[dh + i];
            y[yo + n + i] = h * (before[bo + i] - c) * (z * (1 - z));
            y[yo + 2 * n + i] = h * (1 - z) * (1 - c * c);
            d[dh + i] = h * z;
        }
    }

    /// From the gradient of a product `r · q` to that of the sum of the reset gate r (`y`) and of q (`s`).
    static void resetSlopes(
            float[] r, int ro, float[] q, int qo, float[] d, int dn, float[] y, int yo, float[] s, int so, int n) {
        int done = Vectors.scalar() ? 0 : VectorCells.resetSlopes(r, ro, q, qo, d, dn, y, yo, s, so, n);
        for (int i = done; i < n; i++) {
            float reset = r[ro + i];
            float c = d[dn + i];
            y[yo + i] = c * q[qo + i] * (reset * (1 - reset));
            s[so + i] = c * reset;
        }
    }

    /// `y = d (1 − t²)`.
    static void tanhSlope(float[] d, int dh, float[] t, int to, float[] y, int yo, int n) {
        int done = Vectors.scalar() ? 0 : VectorCells.tanhSlope(d, dh, t, to, y, yo, n);
        for (int i = done; i < n; i++) {
            y[yo + i] = d[dh + i] * (1 - t[to + i] * t[to + i]);
        }
    }

    /// `y = d s (1 − s)`.
    static void sigmoidSlope(float[] d, int dh, float[] s, int so, float[] y, int yo, int n) {
        int done = Vectors.scalar() ? 0 : VectorCells.sigmoidSlope(d, dh, s, so, y, yo, n);
        for (int i = done; i < n; i++) {
            y[yo + i] = d[dh + i] * (s[so + i] * (1 - s[so + i]));
        }
    }

    /// `y = d` where t is above 0, else 0.
    static void reluSlope(float[] d, int dh, float[] t, int to, float[] y, int yo, int n) {
        int done = Vectors.scalar() ? 0 : VectorCells.reluSlope(d, dh, t, to, y, yo, n);
        for (int i = done; i < n; i++) {
            y[yo + i] = t[to + i] > 0 ? d[dh + i] : 0;
        }
    }
}
