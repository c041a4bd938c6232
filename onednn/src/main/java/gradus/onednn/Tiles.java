package gradus.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;

/// Copies of tiles between the heap and other memory.
final class Tiles {
    private Tiles() {}

    /// Copies dense rows to rows that lie `step` apart.
    static void copyOut(MemorySegment from, int rows, int columns, float[] to, int offset, int step) {
        if (columns == step) {
            MemorySegment.copy(from, JAVA_FLOAT, 0, to, offset, rows * columns);
            return;
        }
        for (int i = 0; i < rows; i++) {
            MemorySegment.copy(from, JAVA_FLOAT, (long) Float.BYTES * i * columns, to, offset + i * step, columns);
        }
    }
}
