package gradus.cpu.kernel;

/// The reduction of the middle axis, `y[o, i] = f(x[o, 0 … axis − 1, i])`, shared among threads where it is long. Its
/// bits are those of [Reductions#middle]: tasks are the blocks of rows that a sum is made of anyway, or ranges of
/// columns where rows are few and long.
public final class MiddleReduction implements Workers.Task {
    private static final long PARALLEL = 1L << 16;
    private static final int TASK = 1 << 14;
    private static final int FEW_BLOCKS = 8;
    private static final int COLUMNS = 64;

    private final Reduction f;
    private final float[] x;
    private final int xOffset;
    private final float[] y;
    private final int yOffset;
    private final int outer;
    private final int axis;
    private final int inner;
    private final Binary join;
    private final int blocks;
    private final float[] partial;
    private final boolean shared;
    private final int partsPerTask;
    private final int width;

    /// Binds operands.
    ///
    /// @param f what is made of the numbers of an axis: a sum or an extreme
    /// @param x the input, from `xOffset` on
    /// @param y the result, from `yOffset` on
    /// @param outer the size of the axes before the reduced one
    /// @param axis the size of the reduced axis
    /// @param inner the size of the axes behind it
    public MiddleReduction(
            Reduction f, float[] x, int xOffset, float[] y, int yOffset, int outer, int axis, int inner) {
        this.f = f;
        this.x = x;
        this.xOffset = xOffset;
        this.y = y;
        this.yOffset = yOffset;
        this.outer = outer;
        this.axis = axis;
        this.inner = inner;
        this.join = switch (f) {
            case SUM -> Binary.ADD;
            case MAX -> Binary.MAX;
            case MIN -> Binary.MIN;
            case MEAN -> throw new IllegalArgumentException("reduction: a mean is a sum divided by the caller");
        };
        this.shared = (long) outer * axis * inner >= PARALLEL && outer * (long) inner > 1;
        int rowBlocks = Math.max(1, (axis + Reductions.ROW_BLOCK - 1) / Reductions.ROW_BLOCK);
        boolean wide = inner >= 2 * COLUMNS && outer * rowBlocks < FEW_BLOCKS;
        this.blocks = inner == 1 || wide ? 1 : rowBlocks;
        this.width = wide ? Math.max(COLUMNS, TASK / Math.max(1, axis) / COLUMNS * COLUMNS) : inner;
        this.partial = shared && blocks > 1 ? new float[outer * blocks * inner] : new float[0];
        int part = Math.max(1, Math.min(axis, blocks == 1 ? axis : Reductions.ROW_BLOCK) * inner);
        this.partsPerTask = wide ? 1 : Math.max(1, TASK / part);
    }

    /// Computes the result.
    public void run(Workers workers) {
        if (outer * (long) inner == 1) {
            y[yOffset] = Reductions.all(workers, f, x, xOffset, axis);
        } else if (!shared || workers.threads() == 1) {
            Reductions.middle(f, x, xOffset, y, yOffset, outer, axis, inner);
        } else {
            int parts = outer * blocks * ranges();
            workers.run((parts + partsPerTask - 1) / partsPerTask, this);
            for (int o = 0; o < outer && blocks > 1; o++) {
                int at = o * blocks * inner;
                System.arraycopy(partial, at, y, yOffset + o * inner, inner);
                Reductions.fold(join, partial, at + inner, inner, y, yOffset + o * inner, blocks - 1, inner);
            }
        }
    }

    private int ranges() {
        return (inner + width - 1) / width;
    }

    @Override
    public void run(int index) {
        if (ranges() > 1) {
            int o = index / ranges();
            int column = index % ranges() * width;
            int at = xOffset + o * axis * inner + column;
            Reductions.columns(f, x, at, inner, y, yOffset + o * inner + column, axis, Math.min(width, inner - column));
            return;
        }
        int from = index * partsPerTask;
        int to = Math.min(outer * blocks, from + partsPerTask);
        if (blocks == 1) {
            Reductions.middle(f, x, xOffset + from * axis * inner, y, yOffset + from * inner, to - from, axis, inner);
            return;
        }
        for (int part = from; part < to; part++) {
            int first = part % blocks * Reductions.ROW_BLOCK;
            int rows = Math.min(Reductions.ROW_BLOCK, axis - first);
            int at = xOffset + (part / blocks * axis + first) * inner;
            Reductions.columns(f, x, at, inner, partial, part * inner, rows, inner);
        }
    }
}
