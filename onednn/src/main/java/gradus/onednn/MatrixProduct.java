package gradus.onednn;

import gradus.cpu.kernel.Floats;
import gradus.cpu.kernel.Heavy;
import gradus.cpu.kernel.Product;
import gradus.cpu.kernel.Workers;
import java.lang.foreign.MemorySegment;

/// A matrix product. The operands are copied out of the heap, the left one as it lies, the right one in panels, one for
/// each column of tiles, so that its rows lie together; then tiles of the result are computed, each by one thread, and
/// copied back.
final class MatrixProduct implements Heavy.Bound {
    /// The numbers of an operand that one task copies, about.
    private static final int COPIED = 1 << 15;

    private static final int MOST_COPIES = 16;

    private final Product product;
    private final TilePrimitives tiles;
    private final Cut cut;
    private final Elements elements;
    private final int copiesLeft;
    private final int copiesRight;
    private MemorySegment left = MemorySegment.NULL;
    private MemorySegment right = MemorySegment.NULL;
    private final Workers.Task copy = this::copy;
    private final Workers.Task tile = this::tile;

    MatrixProduct(Product product, TilePrimitives tiles) {
        this.product = product;
        this.tiles = tiles;
        this.cut = tiles.cut();
        this.elements = tiles.elements();
        this.copiesLeft = copies(leftCount());
        this.copiesRight = copies(rightCount());
    }

    private static int copies(int count) {
        return Math.clamp(count / COPIED, 1, MOST_COPIES);
    }

    @Override
    public void run(Workers workers) {
        left = ThreadMemory.bytes(ThreadMemory.LEFT, (long) elements.bytes * leftCount());
        right = ThreadMemory.bytes(ThreadMemory.RIGHT, (long) elements.bytes * rightCount());
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
            copyRun(product.a(), left, leftCount(), index, copiesLeft);
        } else if (product.transposesB()) {
            copyRun(product.b(), right, rightCount(), index - copiesLeft, copiesRight);
        } else {
            copyPanels(index - copiesLeft);
        }
    }

    private void copyRun(Floats from, MemorySegment to, int count, int part, int parts) {
        int first = share(count, part, parts);
        elements.copy(from, first, to, first, share(count, part + 1, parts) - first);
    }

    /// Where a part of so many things begins.
    private static int share(int count, int part, int parts) {
        return (int) ((long) count * part / parts);
    }

    /// Copies some rows of the right operand, each in pieces to the panels.
    private void copyPanels(int part) {
        int k = product.sizes().k();
        int n = product.sizes().n();
        int end = share(k, part + 1, copiesRight);
        for (int panel = 0; panel < cut.across(); panel++) {
            int column = cut.column(panel);
            int width = cut.width(panel);
            for (int p = share(k, part, copiesRight); p < end; p++) {
                elements.copy(product.b(), p * n + column, right, (long) column * k + (long) p * width, width);
            }
        }
    }

    private void tile(int index) {
        int row = cut.row(index);
        int column = cut.column(index);
        int rows = cut.height(index);
        int columns = cut.width(index);
        int n = product.sizes().n();
        int k = product.sizes().k();
        long first = product.transposesA() ? row : (long) row * k;
        MemorySegment result = ThreadMemory.bytes(ThreadMemory.RESULT, (long) Float.BYTES * rows * columns);
        long a = left.address() + elements.bytes * first;
        long b = right.address() + elements.bytes * ((long) column * k);
        tiles.of(index).execute(a, b, result.address());
        Tiles.copyOut(result, rows, columns, product.c().array(), product.c().offset() + row * n + column, n);
    }
}
