package gradus.onednn;

/// How a matrix is cut into tiles, by its sizes alone, so that results are the same for any number of threads.
///
/// @param rows rows of the matrix
/// @param columns columns of the matrix
/// @param tileRows rows of a tile, fewer in the last ones
/// @param tileColumns columns of a tile, fewer in the last ones
record Cut(int rows, int columns, int tileRows, int tileColumns) {
    /// More tiles than this are of no use to the processors at hand.
    private static final int ENOUGH = 16;
    /// No side of a tile is made smaller than this: smaller ones cost the library more than they share out.
    private static final int LEAST = 128;
    /// Sides are multiples of this, the widest vector.
    private static final int STEP = 16;

    static Cut of(int rows, int columns) {
        Cut cut = new Cut(rows, columns, rows, columns);
        while (cut.tiles() < ENOUGH && Math.max(cut.tileRows, cut.tileColumns) >= 2 * LEAST) {
            cut = cut.tileColumns >= cut.tileRows
                    ? new Cut(rows, columns, cut.tileRows, half(cut.tileColumns))
                    : new Cut(rows, columns, half(cut.tileRows), cut.tileColumns);
        }
        return cut;
    }

    private static int half(int side) {
        return (side / 2 + STEP - 1) / STEP * STEP;
    }

    int tiles() {
        return (rows + tileRows - 1) / tileRows * across();
    }

    int across() {
        return (columns + tileColumns - 1) / tileColumns;
    }

    int row(int tile) {
        return tile / across() * tileRows;
    }

    int column(int tile) {
        return tile % across() * tileColumns;
    }

    int height(int tile) {
        return Math.min(tileRows, rows - row(tile));
    }

    int width(int tile) {
        return Math.min(tileColumns, columns - column(tile));
    }
}
