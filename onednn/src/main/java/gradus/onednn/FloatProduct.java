package gradus.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import gradus.cpu.kernel.Floats;
import gradus.cpu.kernel.Heavy;
import gradus.cpu.kernel.Product;
import gradus.cpu.kernel.Workers;
import java.lang.foreign.MemorySegment;

/// A float32 matrix product: the operands are copied out of the heap, then tiles of the result are computed, each by
/// one
/// thread, and copied back. A right operand as it is becomes panels, one for each column of tiles, whose rows lie
/// together.
final class FloatProduct implements Heavy.Bound {
    /// The numbers of an operand that one task copies, about.
    private static final int COPIED = 1 << 15;

    private static final int MOST_COPIES = 16;

    private final Product product;
    private final Cut cut;
    private final int copiesLeft;
    private final int copiesRight;
    private MemorySegment left = MemorySegment.NULL;
    private MemorySegment right = MemorySegment.NULL;
    private final Workers.Task copy = this::copy;
    private final Workers.Task tile = this::tile;

    FloatProduct(Product product) {
        this.product = product;
        this.cut = Cut.of(product.sizes().m(), product.sizes().n());
        this.copiesLeft = Math.clamp(leftCount() / COPIED, 1, MOST_COPIES);
        this.copiesRight = Math.clamp(rightCount() / COPIED, 1, MOST_COPIES);
    }

    @Override
    public void run(Workers workers) {
        left = ThreadMemory.bytes(ThreadMemory.LEFT, (long) Float.BYTES * leftCount());
        right = ThreadMemory.bytes(ThreadMemory.RIGHT, (long) Float.BYTES * rightCount());
        workers.run(copiesLeft + copiesRight, copy);
        workers.run(cut.tiles(), tile);
    }

    private int leftCount() {
        return product.sizes().m() * product.sizes().k();
    }

    private int rightCount() {
        return product.sizes().k() * product.sizes().n();
    }

    private void copy(int index) {
        if (index < copiesLeft) {
            copyRun(
                    product.a(),
                    left,
                    share(leftCount(), index, copiesLeft),
                    share(leftCount(), index + 1, copiesLeft));
            return;
        }
        int part = index - copiesLeft;
        if (product.transposesB() || cut.tileColumns() == product.sizes().n()) {
            copyRun(
                    product.b(),
                    right,
                    share(rightCount(), part, copiesRight),
                    share(rightCount(), part + 1, copiesRight));
            return;
        }
        int k = product.sizes().k();
        copyPanels(share(k, part, copiesRight), share(k, part + 1, copiesRight));
    }

    /// Where the part `part` of `count` things begins.
    private static int share(int count, int part, int parts) {
        return (int) ((long) count * part / parts);
    }

    private static void copyRun(Floats from, MemorySegment to, int first, int end) {
        MemorySegment.copy(
                from.array(), from.offset() + first, to, JAVA_FLOAT, (long) Float.BYTES * first, end - first);
    }

    /// Copies the rows `first … end` of the right operand, each in parts to the panels.
    private void copyPanels(int first, int end) {
        Floats b = product.b();
        int n = product.sizes().n();
        for (int column = 0; column < n; column += cut.tileColumns()) {
            int width = Math.min(cut.tileColumns(), n - column);
            long panel = (long) column * product.sizes().k();
            for (int p = first; p < end; p++) {
                long at = Float.BYTES * (panel + (long) p * width);
                MemorySegment.copy(b.array(), b.offset() + p * n + column, right, JAVA_FLOAT, at, width);
            }
        }
    }

    private void tile(int index) {
        Product.Sizes sizes = product.sizes();
        int row = cut.row(index);
        int column = cut.column(index);
        int rows = cut.height(index);
        int columns = cut.width(index);
        int k = sizes.k();
        long a = product.transposesA() ? row : (long) row * k;
        MemorySegment result = ThreadMemory.bytes(ThreadMemory.RESULT, (long) Float.BYTES * rows * columns);
        Dnnl.sgemm(
                product.transposesA(),
                product.transposesB(),
                rows,
                columns,
                k,
                left.address() + Float.BYTES * a,
                product.transposesA() ? sizes.m() : k,
                right.address() + Float.BYTES * (long) column * k,
                product.transposesB() ? k : columns,
                result.address(),
                columns);
        int at = product.c().offset() + row * sizes.n() + column;
        Tiles.copyOut(result, rows, columns, product.c().array(), at, sizes.n());
    }
}
