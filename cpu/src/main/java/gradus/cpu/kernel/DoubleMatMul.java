package gradus.cpu.kernel;

import java.util.Arrays;

/// The float64 matrix product C = op(A)·op(B), or C += op(A)·op(B), for gradient checks and exact solutions: plain
/// loops over strips of B that stay in the cache, four terms at a time.
///
/// Every element is the sum over p = 0 … k−1 in ascending order, one fused multiply-add per term, begun at 0 or at
/// what C holds, so its bits do not depend on the threads.
public final class DoubleMatMul {
    private static final int STRIP = 64;
    private static final int BLOCK = 128;
    private static final int TASK_ROWS = 32;
    private static final long PARALLEL = 1L << 17;

    private DoubleMatMul() {}

    /// Computes `c = op(a)·op(b)`, added to what `c` holds if `accumulate`; operands as in [MatMul#multiply].
    public static void multiply(
            Workers workers,
            boolean transposeA,
            boolean transposeB,
            double[] a,
            int aOffset,
            double[] b,
            int bOffset,
            double[] c,
            int cOffset,
            int m,
            int n,
            int k,
            boolean accumulate) {
        if (!accumulate) {
            Arrays.fill(c, cOffset, cOffset + m * n, 0.0);
        }
        int stepRow = transposeA ? 1 : k;
        int stepTerm = transposeA ? m : 1;
        Workers.Task task = index -> {
            int from = index * TASK_ROWS;
            int to = Math.min(m, from + TASK_ROWS);
            rows(transposeB, a, aOffset, stepRow, stepTerm, b, bOffset, c, cOffset, from, to, n, k);
        };
        int tasks = (m + TASK_ROWS - 1) / TASK_ROWS;
        if ((long) m * n * k >= PARALLEL) {
            workers.run(tasks, task);
        } else {
            for (int i = 0; i < tasks; i++) {
                task.run(i);
            }
        }
    }

    private static void rows(
            boolean transposeB,
            double[] a,
            int ao,
            int stepRow,
            int stepTerm,
            double[] b,
            int bo,
            double[] c,
            int co,
            int from,
            int to,
            int n,
            int k) {
        double[] packed = Scratch.doubles(Scratch.RIGHT, STRIP * BLOCK);
        for (int j = 0; j < n; j += STRIP) {
            int width = Math.min(STRIP, n - j);
            for (int p = 0; p < k; p += BLOCK) {
                int terms = Math.min(BLOCK, k - p);
                pack(transposeB, b, bo, n, k, p, terms, j, width, packed);
                for (int i = from; i < to; i++) {
                    addTerms(a, ao + i * stepRow + p * stepTerm, stepTerm, packed, c, co + i * n + j, width, terms);
                }
            }
        }
    }

    /// Copies `op(B)[p … p + terms, j … j + width]` to rows of `width` numbers.
    private static void pack(
            boolean transposeB, double[] b, int bo, int n, int k, int p, int terms, int j, int width, double[] packed) {
        for (int q = 0; q < terms; q++) {
            if (!transposeB) {
                System.arraycopy(b, bo + (p + q) * n + j, packed, q * width, width);
                continue;
            }
            for (int t = 0; t < width; t++) {
                packed[q * width + t] = b[bo + (j + t) * k + p + q];
            }
        }
    }

    private static void addTerms(
            double[] a, int ai, int stepTerm, double[] packed, double[] c, int ci, int width, int terms) {
        int q = 0;
        for (; q + 4 <= terms; q += 4) {
            int from = ai + q * stepTerm;
            addFour(
                    a[from],
                    a[from + stepTerm],
                    a[from + 2 * stepTerm],
                    a[from + 3 * stepTerm],
                    packed,
                    q * width,
                    c,
                    ci,
                    width);
        }
        for (; q < terms; q++) {
            double x = a[ai + q * stepTerm];
            for (int t = 0; t < width; t++) {
                c[ci + t] = Math.fma(x, packed[q * width + t], c[ci + t]);
            }
        }
    }

    private static void addFour(
            double x0, double x1, double x2, double x3, double[] packed, int from, double[] c, int ci, int width) {
        for (int t = 0; t < width; t++) {
            int at = from + t;
            double sum = Math.fma(x0, packed[at], c[ci + t]);
            sum = Math.fma(x1, packed[at + width], sum);
            sum = Math.fma(x2, packed[at + 2 * width], sum);
            c[ci + t] = Math.fma(x3, packed[at + 3 * width], sum);
        }
    }
}
