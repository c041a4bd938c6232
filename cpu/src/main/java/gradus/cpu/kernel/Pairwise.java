package gradus.cpu.kernel;

/// Functions of two float32 operands, element by element, with the broadcasts that dense tensors meet.
///
/// `y` may be the same range as an array operand of the same form (in place). Results do not depend on the vector
/// width or the position.
public final class Pairwise {
    /// Rows shorter than this are repeated into a scratch row at least this long.
    private static final int SHORT_ROW = 64;

    private Pairwise() {}

    /// `y[i] = f(a[i], b[i])`.
    public static void binary(Binary f, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar() || f == Binary.POW) {
            scalarBoth(f, a, aOffset, b, bOffset, y, yOffset, n);
        } else {
            vectorBoth(f, a, aOffset, b, bOffset, y, yOffset, n);
        }
    }

    private static void scalarBoth(
            Binary f, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        switch (f) {
            case ADD -> ScalarPairwise.add(a, aOffset, b, bOffset, y, yOffset, n);
            case SUB -> ScalarPairwise.sub(a, aOffset, b, bOffset, y, yOffset, n);
            case MUL -> ScalarPairwise.mul(a, aOffset, b, bOffset, y, yOffset, n);
            case DIV -> ScalarPairwise.div(a, aOffset, b, bOffset, y, yOffset, n);
            case MAX -> ScalarPairwise.max(a, aOffset, b, bOffset, y, yOffset, n);
            case MIN -> ScalarPairwise.min(a, aOffset, b, bOffset, y, yOffset, n);
            case POW -> ScalarPairwise.pow(a, aOffset, b, bOffset, y, yOffset, n);
        }
    }

    private static void vectorBoth(
            Binary f, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        switch (f) {
            case ADD -> VectorPairwise.add(a, aOffset, b, bOffset, y, yOffset, n);
            case SUB -> VectorPairwise.sub(a, aOffset, b, bOffset, y, yOffset, n);
            case MUL -> VectorPairwise.mul(a, aOffset, b, bOffset, y, yOffset, n);
            case DIV -> VectorPairwise.div(a, aOffset, b, bOffset, y, yOffset, n);
            case MAX -> VectorPairwise.max(a, aOffset, b, bOffset, y, yOffset, n);
            case MIN -> VectorPairwise.min(a, aOffset, b, bOffset, y, yOffset, n);
            case POW -> ScalarPairwise.pow(a, aOffset, b, bOffset, y, yOffset, n);
        }
    }

    /// `y[i] = f(a[i], b)`.
    public static void binaryScalarRight(Binary f, float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        if (Vectors.scalar() || f == Binary.POW) {
            scalarRight(f, a, aOffset, b, y, yOffset, n);
        } else {
            vectorRight(f, a, aOffset, b, y, yOffset, n);
        }
    }

    private static void scalarRight(Binary f, float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        switch (f) {
            case ADD -> ScalarPairwise.addRight(a, aOffset, b, y, yOffset, n);
            case SUB -> ScalarPairwise.subRight(a, aOffset, b, y, yOffset, n);
            case MUL -> ScalarPairwise.mulRight(a, aOffset, b, y, yOffset, n);
            case DIV -> ScalarPairwise.divRight(a, aOffset, b, y, yOffset, n);
            case MAX -> ScalarPairwise.maxRight(a, aOffset, b, y, yOffset, n);
            case MIN -> ScalarPairwise.minRight(a, aOffset, b, y, yOffset, n);
            case POW -> ScalarPairwise.powRight(a, aOffset, b, y, yOffset, n);
        }
    }

    private static void vectorRight(Binary f, float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        switch (f) {
            case ADD -> VectorPairwise.addRight(a, aOffset, b, y, yOffset, n);
            case SUB -> VectorPairwise.subRight(a, aOffset, b, y, yOffset, n);
            case MUL -> VectorPairwise.mulRight(a, aOffset, b, y, yOffset, n);
            case DIV -> VectorPairwise.divRight(a, aOffset, b, y, yOffset, n);
            case MAX -> VectorPairwise.maxRight(a, aOffset, b, y, yOffset, n);
            case MIN -> VectorPairwise.minRight(a, aOffset, b, y, yOffset, n);
            case POW -> ScalarPairwise.powRight(a, aOffset, b, y, yOffset, n);
        }
    }

    /// `y[i] = f(a, b[i])`.
    public static void binaryScalarLeft(Binary f, float a, float[] b, int bOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar() || f == Binary.POW) {
            scalarLeft(f, a, b, bOffset, y, yOffset, n);
        } else {
            vectorLeft(f, a, b, bOffset, y, yOffset, n);
        }
    }

    private static void scalarLeft(Binary f, float a, float[] b, int bOffset, float[] y, int yOffset, int n) {
        switch (f) {
            case ADD -> ScalarPairwise.addRight(b, bOffset, a, y, yOffset, n);
            case SUB -> ScalarPairwise.subLeft(a, b, bOffset, y, yOffset, n);
            case MUL -> ScalarPairwise.mulRight(b, bOffset, a, y, yOffset, n);
            case DIV -> ScalarPairwise.divLeft(a, b, bOffset, y, yOffset, n);
            case MAX -> ScalarPairwise.maxRight(b, bOffset, a, y, yOffset, n);
            case MIN -> ScalarPairwise.minRight(b, bOffset, a, y, yOffset, n);
            case POW -> ScalarPairwise.powLeft(a, b, bOffset, y, yOffset, n);
        }
    }

    private static void vectorLeft(Binary f, float a, float[] b, int bOffset, float[] y, int yOffset, int n) {
        switch (f) {
            case ADD -> VectorPairwise.addRight(b, bOffset, a, y, yOffset, n);
            case SUB -> VectorPairwise.subLeft(a, b, bOffset, y, yOffset, n);
            case MUL -> VectorPairwise.mulRight(b, bOffset, a, y, yOffset, n);
            case DIV -> VectorPairwise.divLeft(a, b, bOffset, y, yOffset, n);
            case MAX -> VectorPairwise.maxRight(b, bOffset, a, y, yOffset, n);
            case MIN -> VectorPairwise.minRight(b, bOffset, a, y, yOffset, n);
            case POW -> ScalarPairwise.powLeft(a, b, bOffset, y, yOffset, n);
        }
    }

    /// `y[r, c] = f(a[r, c], b[c])` for dense `a` and `y` of `rows` × `columns`.
    public static void binaryRowRight(
            Binary f, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int rows, int columns) {
        int times = repeats(rows, columns);
        float[] row = times == 1 ? b : repeated(b, bOffset, columns, times);
        int rowOffset = times == 1 ? bOffset : 0;
        for (int r = 0; r < rows; r += times) {
            int n = Math.min(times, rows - r) * columns;
            int at = r * columns;
            binary(f, a, aOffset + at, row, rowOffset, y, yOffset + at, n);
        }
    }

    /// `y[r, c] = f(a[c], b[r, c])` for dense `b` and `y` of `rows` × `columns`.
    public static void binaryRowLeft(
            Binary f, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int rows, int columns) {
        int times = repeats(rows, columns);
        float[] row = times == 1 ? a : repeated(a, aOffset, columns, times);
        int rowOffset = times == 1 ? aOffset : 0;
        for (int r = 0; r < rows; r += times) {
            int n = Math.min(times, rows - r) * columns;
            int at = r * columns;
            binary(f, row, rowOffset, b, bOffset + at, y, yOffset + at, n);
        }
    }

    private static int repeats(int rows, int columns) {
        return columns == 0 || columns >= SHORT_ROW
                ? 1
                : Math.max(1, Math.min(rows, (SHORT_ROW + columns - 1) / columns));
    }

    private static float[] repeated(float[] row, int offset, int columns, int times) {
        float[] scratch = Scratch.floats(Scratch.ROW, times * columns);
        for (int t = 0; t < times; t++) {
            System.arraycopy(row, offset, scratch, t * columns, columns);
        }
        return scratch;
    }

    /// `y[r, c] = f(a[r, c], b[r])` for dense `a` and `y` of `rows` × `columns`.
    public static void binaryColumnRight(
            Binary f, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            int at = r * columns;
            binaryScalarRight(f, a, aOffset + at, b[bOffset + r], y, yOffset + at, columns);
        }
    }

    /// `y[r, c] = f(a[r], b[r, c])` for dense `b` and `y` of `rows` × `columns`.
    public static void binaryColumnLeft(
            Binary f, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            int at = r * columns;
            binaryScalarLeft(f, a[aOffset + r], b, bOffset + at, y, yOffset + at, columns);
        }
    }
}
