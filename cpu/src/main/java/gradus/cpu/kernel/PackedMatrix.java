package gradus.cpu.kernel;

/// A right operand B, k × n, of products that are made again and again: packed once into the strips that the tiles
/// of [MatMul] read. Sums are in the order of [MatMul], begun at what C holds.
final class PackedMatrix {
    private static final float[] NONE = {};

    private float[] array = NONE;
    private int offset;
    private boolean packed;
    private int rowStep;
    private int k;
    private int n;

    /// Takes `B[p, j] = b[bOffset + p · rowStep + j]` as it lies: for few rows, packing costs more than it saves.
    void take(float[] b, int bOffset, int rowStep, int k, int n) {
        set(b, bOffset, k, n);
        this.packed = false;
        this.rowStep = rowStep;
    }

    /// Packs `B[p, j] = b[bOffset + p · rowStep + j]` to `k · n` numbers of `to`.
    void pack(float[] b, int bOffset, int rowStep, int k, int n, float[] to, int toOffset) {
        set(to, toOffset, k, n);
        packed = true;
        for (int j = 0, width; j < n; j += width) {
            width = MatMul.stripWidth(n - j);
            for (int p = 0; p < k; p++) {
                System.arraycopy(b, bOffset + p * rowStep + j, to, toOffset + j * k + p * width, width);
            }
        }
    }

    /// Packs `B[p, j] = b[bOffset + j · rowStep + p]` to `k · n` numbers of `to`.
    void packTransposed(float[] b, int bOffset, int rowStep, int k, int n, float[] to, int toOffset) {
        set(to, toOffset, k, n);
        packed = true;
        for (int j = 0, width; j < n; j += width) {
            width = MatMul.stripWidth(n - j);
            Movement.transpose(b, bOffset + j * rowStep, rowStep, to, toOffset + j * k, width, width, k);
        }
    }

    private void set(float[] to, int toOffset, int terms, int columns) {
        array = to;
        offset = toOffset;
        k = terms;
        n = columns;
    }

    void release() {
        array = NONE;
    }

    /// `C[i, j] += Σp A[i, p] B[p, j]` for `rows` rows of A and C, which lie `aStep` and `cStep` apart.
    void multiply(float[] a, int aOffset, int aStep, float[] c, int cOffset, int cStep, int rows) {
        for (int j = 0, width; j < n; j += width) {
            width = MatMul.stripWidth(n - j);
            int step = packed ? width : rowStep;
            int from = packed ? offset + j * k : offset + j;
            for (int p = 0; p < k; p += MatMul.BLOCK) {
                int terms = Math.min(MatMul.BLOCK, k - p);
                int at = from + p * step;
                Strips.strip(a, aOffset + p, aStep, 1, array, at, step, c, cOffset + j, cStep, rows, width, terms);
            }
        }
    }
}
