package gradus.cpu.kernel;

import java.util.Arrays;

/// The float32 matrix product C = op(A)·op(B), or C += op(A)·op(B): op(A) is m × k, op(B) is k × n, C is m × n, all
/// dense row-major.
///
/// Every element is the sum over p = 0 … k−1 in ascending order, one fused multiply-add per term, begun at 0 or at
/// what C holds. So its bits depend on its row of A, its column of B and k alone: not on m, n, the vector width,
/// the tiles, the blocks or the threads.
///
/// The product is cut into tiles of C, which are the tasks of the pool; each runs down strips of three or four
/// vectors, four rows at a time in registers. A strip of B is packed when B is transposed or its rows lie far
/// apart; A is packed when transposed. Fewer than four rows go one by one ([VectorRow]).
///
/// Ladder: GFLOP/s of prototypes, one thread, AVX-512 on Zen 4 whose peak is about 118, best of ten windows on a
/// machine with other load (±10 %); "packed" copies both operands element by element, "in place" none.
///
/// | tile, operands | 96×192×192 | 480×480×512 | 960×960×1024 |
/// |---|---|---|---|
/// | 8 × 3 vectors, packed | 68 | 64 | 69 |
/// | 8 × 3 vectors, in place | 79 | 74 | 61 |
/// | 6 × 3 vectors, packed | 79 | 83 | 85 |
/// | 6 × 3 vectors, in place | 96 | 91 | 79 |
/// | 4 × 4 vectors, in place | 98 | 98 | 68 |
/// | 4 × 3 vectors, packed | 88 | 88 | 92 |
/// | 4 × 3 vectors, in place | 99 | 91 | 77 |
///
/// This class, best of many runs with nothing else at work, at 128³, 256³, 512³ and 1024³: with strips of three
/// vectors only and tiles of 128 rows 85, 85, 82, 72; with strips of four where they fit 90, 91, 88, 76; with
/// tiles of 256 rows, so that B is packed half as often, and of whole strips of four, 90, 91, 90, 82; with the
/// width of a strip told for each four rows, so that no compiled loop holds several tiles, as now, 94, 96, 93, 84.
///
/// Transposed operands, at 1024 × 256 with k = 256, at 1024 × 256 with k = 1024 and at 64 × 784 with k = 128: as they
/// lie 109, 104, 96; A transposed 101, 94, 95; B transposed, packed by scalar copies 98, 73, 71, by squares in
/// registers ([VectorTranspose]) 106, 99, 92. Handing the sums to a method that stored three vectors at once was not
/// inlined and ran at 16.
public final class MatMul {
    /// The longest run of terms that one strip sums in registers; bounds the packed operands.
    static final int BLOCK = 256;

    private static final int LANES = Vectors.BITS / Float.SIZE;
    private static final int STRIP = Vectors.BITS == 0 ? ScalarTiles.STRIP : 3 * LANES;
    /// Strips of four vectors need more registers than 16: wider vectors come with 32.
    private static final int WIDEST = Vectors.BITS >= 512 ? 4 * LANES : STRIP;
    /// Rows of B longer than this fall on too many pages to be read in place.
    private static final int FAR = 512;
    private static final int TILE_ROWS = 256;
    /// Fewer rows than this read all of B too often.
    private static final int LEAST_ROWS = 16;
    /// Multiply-adds below which a hand-over to other threads costs more than it saves.
    private static final long PARALLEL = 1L << 19;

    private MatMul() {}

    /// What is done with rows of a product while they are near.
    @FunctionalInterface
    public interface Then {
        /// Does nothing.
        Then NOTHING = (_, _) -> {};

        /// Works on the elements `from` to `to − 1` of the result, which are whole rows.
        void run(int from, int to);
    }

    /// Computes `c = op(a)·op(b)`, added to what `c` holds if `accumulate`.
    ///
    /// `a` is m × k, or k × m if `transposeA`; `b` is k × n, or n × k if `transposeB`. `c` must overlap neither.
    public static void multiply(
            Workers workers,
            boolean transposeA,
            boolean transposeB,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] c,
            int cOffset,
            int m,
            int n,
            int k,
            boolean accumulate) {
        multiply(
                workers,
                transposeA,
                transposeB,
                a,
                aOffset,
                b,
                bOffset,
                c,
                cOffset,
                m,
                n,
                k,
                accumulate,
                1,
                Then.NOTHING);
    }

    /// As the product alone, and then something with every element of the result, each range on the thread that
    /// computed it and as soon as it is there.
    ///
    /// @param unit ranges begin at multiples of so many rows
    /// @param then what is done; the whole result is cut into ranges
    public static void multiply(
            Workers workers,
            boolean transposeA,
            boolean transposeB,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] c,
            int cOffset,
            int m,
            int n,
            int k,
            boolean accumulate,
            int unit,
            Then then) {
        if (k == 0 && !accumulate) {
            Arrays.fill(c, cOffset, cOffset + m * n, 0f);
        }
        if (m == 0 || n == 0 || k == 0) {
            then.run(0, m * n);
            return;
        }
        boolean together = workers.threads() > 1 && (long) m * n * k >= PARALLEL;
        Product product = Product.OF_THREAD.get();
        product.take(transposeA, transposeB, a, aOffset, b, bOffset, c, cOffset, m, n, k, accumulate);
        try {
            product.follow(then);
            product.cut(together ? 4 * workers.threads() : 1, unit);
            if (together) {
                workers.run(product.tasks(), product);
            } else {
                for (int i = 0; i < product.tasks(); i++) {
                    product.run(i);
                }
            }
        } finally {
            product.release();
        }
    }

    /// Four vectors where they divide what remains and there are registers for them, else three while they last,
    /// two and two instead of three and one, and what remains in at most two vectors.
    static int stripWidth(int remaining) {
        if (Vectors.BITS == 0) {
            return Math.min(STRIP, remaining);
        }
        if (WIDEST > STRIP && remaining % WIDEST == 0) {
            return WIDEST;
        }
        if (remaining >= STRIP && remaining != 4 * LANES) {
            return STRIP;
        }
        return Math.min(2 * LANES, remaining);
    }

    /// One product and its tiles; one per thread, used again.
    private static final class Product implements Workers.Task {
        static final ThreadLocal<Product> OF_THREAD = ThreadLocal.withInitial(Product::new);
        private static final float[] NONE = {};

        private boolean transposeA;
        private boolean transposeB;
        private boolean accumulate;
        private float[] a = NONE;
        private float[] b = NONE;
        private float[] c = NONE;
        private int aOffset;
        private int bOffset;
        private int cOffset;
        private int m;
        private int n;
        private int k;
        private int tileRows;
        private int tileColumns;
        private Then then = Then.NOTHING;

        void take(
                boolean transposeA,
                boolean transposeB,
                float[] a,
                int aOffset,
                float[] b,
                int bOffset,
                float[] c,
                int cOffset,
                int m,
                int n,
                int k,
                boolean accumulate) {
            this.transposeA = transposeA;
            this.transposeB = transposeB;
            this.a = a;
            this.aOffset = aOffset;
            this.b = b;
            this.bOffset = bOffset;
            this.c = c;
            this.cOffset = cOffset;
            this.m = m;
            this.n = n;
            this.k = k;
            this.accumulate = accumulate;
        }

        void release() {
            a = NONE;
            b = NONE;
            c = NONE;
            then = Then.NOTHING;
        }

        void follow(Then next) {
            then = next;
        }

        /// Chooses tiles so that there are at least `wanted` of them, if they stay large enough to be worth a
        /// task. Where something follows, tiles are whole rows, and `unit` divides how many.
        void cut(int wanted, int unit) {
            if (!then.equals(Then.NOTHING)) {
                tileColumns = n;
                int rows = Math.clamp(Math.ceilDiv(m, wanted), LEAST_ROWS, TILE_ROWS);
                tileRows = Math.max(1, rows / unit) * unit;
                return;
            }
            tileRows = TILE_ROWS;
            tileColumns = 8 * WIDEST;
            while (tasks() < wanted && (tileColumns > WIDEST || tileRows > 32)) {
                if (tileColumns > WIDEST && (n > tileColumns || tileRows <= 32 || m <= tileRows)) {
                    tileColumns /= 2;
                } else {
                    tileRows /= 2;
                }
            }
        }

        private int columnTiles() {
            return (n + tileColumns - 1) / tileColumns;
        }

        int tasks() {
            return (m + tileRows - 1) / tileRows * columnTiles();
        }

        @Override
        public void run(int index) {
            int row = index / columnTiles() * tileRows;
            int column = index % columnTiles() * tileColumns;
            int rows = Math.min(tileRows, m - row);
            int columns = Math.min(tileColumns, n - column);
            int blocks = (k + BLOCK - 1) / BLOCK;
            int size = (k + blocks - 1) / blocks;
            if (!accumulate) {
                clear(row, rows, column, columns);
            }
            for (int p = 0; p < k; p += size) {
                block(row, rows, column, columns, p, Math.min(size, k - p));
            }
            if (columns == n) {
                then.run(row * n, (row + rows) * n);
            }
        }

        /// Sets a tile to 0 just before it is summed, while it then stays near, and on the thread that sums it.
        private void clear(int row, int rows, int column, int columns) {
            int from = cOffset + row * n + column;
            if (columns == n) {
                Arrays.fill(c, from, from + rows * n, 0f);
                return;
            }
            for (int r = 0; r < rows; r++) {
                Arrays.fill(c, from + r * n, from + r * n + columns, 0f);
            }
        }

        /// Adds the terms `p … p + kb − 1` to one tile.
        private void block(int row, int rows, int column, int columns, int p, int kb) {
            if (rows < 4 && !transposeB && !Vectors.scalar()) {
                for (int i = row; i < row + rows; i++) {
                    int from = transposeA ? aOffset + p * m + i : aOffset + i * k + p;
                    int at = cOffset + i * n + column;
                    VectorRow.add(a, from, transposeA ? m : 1, b, bOffset + p * n + column, n, c, at, columns, kb);
                }
                return;
            }
            boolean packA = transposeA && kb >= 32 && columns > WIDEST;
            float[] left = packA ? Scratch.floats(Scratch.LEFT, TILE_ROWS * BLOCK) : a;
            int leftOffset = packA ? 0 : transposeA ? aOffset + p * m + row : aOffset + row * k + p;
            int rowStep = transposeA ? 1 : k;
            int stepA = packA ? rows : transposeA ? m : 1;
            for (int q = 0; packA && q < kb; q++) {
                System.arraycopy(a, aOffset + (p + q) * m + row, left, q * rows, rows);
            }
            boolean packB = transposeB || (n > FAR && rows >= 32);
            float[] right = packB ? Scratch.floats(Scratch.RIGHT, WIDEST * BLOCK) : b;
            for (int j = column, width; j < column + columns; j += width) {
                width = stripWidth(column + columns - j);
                int at = cOffset + row * n + j;
                if (packB) {
                    pack(right, p, kb, j, width);
                }
                int rightOffset = packB ? 0 : bOffset + p * n + j;
                int stepB = packB ? width : n;
                Strips.strip(left, leftOffset, rowStep, stepA, right, rightOffset, stepB, c, at, n, rows, width, kb);
            }
        }

        /// Copies `op(B)[p … p + kb, j … j + width]` to rows of `width` numbers.
        private void pack(float[] to, int p, int kb, int j, int width) {
            if (!transposeB) {
                for (int q = 0; q < kb; q++) {
                    System.arraycopy(b, bOffset + (p + q) * n + j, to, q * width, width);
                }
                return;
            }
            Movement.transpose(b, bOffset + j * k + p, k, to, 0, width, width, kb);
        }
    }
}
