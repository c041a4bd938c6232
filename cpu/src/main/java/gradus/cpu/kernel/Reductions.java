package gradus.cpu.kernel;

import java.util.Arrays;

/// Sums, means and extremes of float32 numbers over all elements or one axis.
///
/// The tree of a sum depends on the length alone, so its bits do not depend on the vector width or the threads. A
/// run of numbers is cut into chunks of 1,024; in a chunk, element `i` goes to lane `i mod 16`, and the lanes are
/// added pairwise (8 + 8, 4 + 4, …); chunks are added pairwise within groups of 64, and groups pairwise again. The
/// error grows with the logarithm of the length beyond one chunk. A sum over an outer axis adds rows in order
/// within blocks of 128, and blocks in order.
///
/// Forms over rows and columns run on the calling thread; ranges of rows or columns are independent, so a caller may
/// give each range to another thread without changing a bit.
public final class Reductions {
    static final int CHUNK = 1024;
    private static final int GROUP = 64 * CHUNK;
    static final int ROW_BLOCK = 128;

    private Reductions() {}

    /// Reduces `x[xOffset … xOffset + n − 1]` to one number.
    public static float all(Reduction f, float[] x, int xOffset, int n) {
        return switch (f) {
            case SUM -> sum(x, xOffset, n);
            case MEAN -> sum(x, xOffset, n) / n;
            case MAX -> max(x, xOffset, n);
            case MIN -> min(x, xOffset, n);
        };
    }

    /// As [#all(Reduction, float[], int, int)], the groups shared among the threads of `workers`.
    public static float all(Workers workers, Reduction f, float[] x, int xOffset, int n) {
        if (n <= 2 * GROUP || workers.threads() == 1) {
            return all(f, x, xOffset, n);
        }
        Groups groups = Groups.OF_THREAD.get();
        float result = groups.reduce(workers, f, x, xOffset, n);
        return f == Reduction.MEAN ? result / n : result;
    }

    /// Reduces the last axis: `y[r] = f(x[r, 0 … columns − 1])`.
    public static void rows(Reduction f, float[] x, int xOffset, float[] y, int yOffset, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            y[yOffset + r] = all(f, x, xOffset + r * columns, columns);
        }
    }

    /// Reduces the first axis of a matrix whose rows start `rowStride` apart: `y[c] = f(x[0 … rows − 1, c])`.
    public static void columns(
            Reduction f, float[] x, int xOffset, int rowStride, float[] y, int yOffset, int rows, int columns) {
        if (rows == 0) {
            Arrays.fill(y, yOffset, yOffset + columns, all(f, x, 0, 0));
            return;
        }
        System.arraycopy(x, xOffset, y, yOffset, columns);
        switch (f) {
            case SUM -> addRows(x, xOffset, rowStride, y, yOffset, rows, columns);
            case MEAN -> {
                addRows(x, xOffset, rowStride, y, yOffset, rows, columns);
                Pairwise.binaryScalarRight(Binary.DIV, y, yOffset, rows, y, yOffset, columns);
            }
            case MAX -> fold(Binary.MAX, x, xOffset + rowStride, rowStride, y, yOffset, rows - 1, columns);
            case MIN -> fold(Binary.MIN, x, xOffset + rowStride, rowStride, y, yOffset, rows - 1, columns);
        }
    }

    /// Reduces the middle axis: `y[o, i] = f(x[o, 0 … axis − 1, i])`.
    public static void middle(
            Reduction f, float[] x, int xOffset, float[] y, int yOffset, int outer, int axis, int inner) {
        if (inner == 1) {
            rows(f, x, xOffset, y, yOffset, outer, axis);
            return;
        }
        for (int o = 0; o < outer; o++) {
            columns(f, x, xOffset + o * axis * inner, inner, y, yOffset + o * inner, axis, inner);
        }
    }

    /// Index of the first largest of `n` numbers that lie `stride` apart; a NaN counts as larger than any number.
    public static int argMax(float[] x, int xOffset, int stride, int n) {
        int best = 0;
        for (int i = 1; i < n; i++) {
            float value = x[xOffset + i * stride];
            float leader = x[xOffset + best * stride];
            if (value > leader || (Float.isNaN(value) && !Float.isNaN(leader))) {
                best = i;
            }
        }
        return best;
    }

    /// Index of the first smallest of `n` numbers that lie `stride` apart; a NaN counts as smaller than any number.
    public static int argMin(float[] x, int xOffset, int stride, int n) {
        int best = 0;
        for (int i = 1; i < n; i++) {
            float value = x[xOffset + i * stride];
            float leader = x[xOffset + best * stride];
            if (value < leader || (Float.isNaN(value) && !Float.isNaN(leader))) {
                best = i;
            }
        }
        return best;
    }

    static float max(float[] x, int xo, int n) {
        return Vectors.scalar()
                ? ScalarReductions.max(x, xo, n, Float.NEGATIVE_INFINITY)
                : VectorReductions.max(x, xo, n);
    }

    static float min(float[] x, int xo, int n) {
        return Vectors.scalar()
                ? ScalarReductions.min(x, xo, n, Float.POSITIVE_INFINITY)
                : VectorReductions.min(x, xo, n);
    }

    static float sum(float[] x, int xo, int n) {
        if (n <= GROUP) {
            return group(x, xo, n);
        }
        int groups = (n + GROUP - 1) / GROUP;
        float[] sums = Scratch.floats(Scratch.BLOCK, groups);
        for (int g = 0; g < groups; g++) {
            sums[g] = group(x, xo + g * GROUP, Math.min(GROUP, n - g * GROUP));
        }
        return pairwise(sums, 0, groups);
    }

    private static float group(float[] x, int xo, int n) {
        if (n <= CHUNK) {
            return chunk(x, xo, n);
        }
        int chunks = (n + CHUNK - 1) / CHUNK;
        int left = (chunks + 1) / 2 * CHUNK;
        return group(x, xo, left) + group(x, xo + left, n - left);
    }

    private static float chunk(float[] x, int xo, int n) {
        float[] lanes = Scratch.floats(Scratch.LANES, 16);
        int groups = n >> 4;
        if (Vectors.scalar()) {
            ScalarReductions.addGroups(x, xo, groups, lanes);
        } else {
            VectorReductions.addGroups(x, xo, groups, lanes);
        }
        int rest = xo + 16 * groups;
        for (int l = 0; l < (n & 15); l++) {
            lanes[l] += x[rest + l];
        }
        return folded(lanes);
    }

    /// The sum of sixteen lanes, pairwise: 8 + 8, 4 + 4, ….
    static float folded(float[] lanes) {
        float a = (lanes[0] + lanes[8]) + (lanes[4] + lanes[12]);
        float b = (lanes[1] + lanes[9]) + (lanes[5] + lanes[13]);
        float c = (lanes[2] + lanes[10]) + (lanes[6] + lanes[14]);
        float d = (lanes[3] + lanes[11]) + (lanes[7] + lanes[15]);
        return (a + c) + (b + d);
    }

    private static float pairwise(float[] sums, int from, int n) {
        if (n == 1) {
            return sums[from];
        }
        int left = (n + 1) / 2;
        return pairwise(sums, from, left) + pairwise(sums, from + left, n - left);
    }

    private static void addRows(float[] x, int xo, int stride, float[] y, int yo, int rows, int columns) {
        int first = Math.min(rows, ROW_BLOCK);
        fold(Binary.ADD, x, xo + stride, stride, y, yo, first - 1, columns);
        for (int r = first; r < rows; r += ROW_BLOCK) {
            float[] block = Scratch.floats(Scratch.BLOCK, columns);
            int from = xo + r * stride;
            System.arraycopy(x, from, block, 0, columns);
            fold(Binary.ADD, x, from + stride, stride, block, 0, Math.min(ROW_BLOCK, rows - r) - 1, columns);
            Pairwise.binary(Binary.ADD, y, yo, block, 0, y, yo, columns);
        }
    }

    static void fold(Binary f, float[] x, int xo, int stride, float[] y, int yo, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            Pairwise.binary(f, y, yo, x, xo + r * stride, y, yo, columns);
        }
    }

    /// The groups of one long run as tasks; one per thread, used again.
    private static final class Groups implements Workers.Task {
        static final ThreadLocal<Groups> OF_THREAD = ThreadLocal.withInitial(Groups::new);
        private static final float[] NONE = {};

        private Reduction f = Reduction.SUM;
        private float[] x = NONE;
        private float[] results = NONE;
        private int xOffset;
        private int n;

        float reduce(Workers workers, Reduction f, float[] x, int xOffset, int n) {
            int groups = (n + GROUP - 1) / GROUP;
            this.f = f == Reduction.MEAN ? Reduction.SUM : f;
            this.x = x;
            this.xOffset = xOffset;
            this.n = n;
            this.results = Scratch.floats(Scratch.BLOCK, groups);
            try {
                workers.run(groups, this);
                return switch (f) {
                    case SUM, MEAN -> pairwise(results, 0, groups);
                    case MAX -> max(results, 0, groups);
                    case MIN -> min(results, 0, groups);
                };
            } finally {
                this.x = NONE;
                this.results = NONE;
            }
        }

        @Override
        public void run(int g) {
            results[g] = all(f, x, xOffset + g * GROUP, Math.min(GROUP, n - g * GROUP));
        }
    }
}
