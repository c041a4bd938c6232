package gradus.explain.derivation;

import gradus.explain.derivation.Subject.Moved;
import java.util.ArrayList;
import java.util.List;

/// What a person says some numbers are.
///
/// @param symbol the symbol as they wrote it
/// @param subject what it means
/// @param cells the numbers with their places
/// @param layout whether the numbers stand as the conventions say
public record Claim(String symbol, Subject subject, List<Cell> cells, Layout layout) {
    /// Which way a matrix stands.
    public enum Layout {
        /// As the conventions say.
        AS_AGREED,
        /// Rows and columns are swapped.
        SWAPPED
    }

    /// Copies the cells.
    public Claim {
        cells = List.copyOf(cells);
    }

    /// Reads a claim.
    ///
    /// @param symbol the symbol, such as `dC/dW2` or `dC/dW2[1,2]`
    /// @param numbers the numbers in rows; a vector is one row, a single number a row of one. Of several samples
    /// each
    /// has a row
    /// @param moved which parameters the update moves that it belongs to
    /// @param derivation the network
    /// @throws IllegalArgumentException if the symbol is none, or the numbers have not its shape
    public static Claim read(String symbol, List<List<Numeral>> numbers, Moved moved, Derivation derivation) {
        Notation.Mention mention = Notation.read(symbol, moved, derivation);
        Subject subject = mention.subject();
        boolean isTurned = subject.quantity().isOfWeights()
                && derivation.conventions().weights() == Conventions.Weights.ROWS_PER_OUTPUT;
        int rows = isTurned ? derivation.columns(subject) : derivation.rows(subject);
        int columns = isTurned ? derivation.rows(subject) : derivation.columns(subject);
        Shape shape = new Shape(symbol, rows, columns);
        if (!mention.indices().isEmpty()) {
            int[] place = shape.place(mention.indices());
            Numeral only = shape.single(numbers);
            return new Claim(symbol, subject, List.of(cell(place[0], place[1], isTurned, only)), Layout.AS_AGREED);
        }
        Layout layout = shape.layout(numbers, subject.quantity().isOfWeights());
        List<Numeral> flat = numbers.stream().flatMap(List::stream).toList();
        List<Cell> cells = new ArrayList<>();
        for (int k = 0; k < flat.size(); k++) {
            int row = layout == Layout.SWAPPED ? k % rows : k / columns;
            int column = layout == Layout.SWAPPED ? k / rows : k % columns;
            cells.add(cell(row, column, isTurned, flat.get(k)));
        }
        return new Claim(symbol, subject, cells, layout);
    }

    private static Cell cell(int row, int column, boolean isTurned, Numeral written) {
        return isTurned ? new Cell(column, row, written) : new Cell(row, column, written);
    }

    /// The shape that numbers must have as they are written.
    private record Shape(String symbol, int rows, int columns) {
        int[] place(List<Integer> indices) {
            boolean isLine = rows == 1 || columns == 1;
            int[] place;
            if (indices.size() == 2) {
                place = new int[] {indices.get(0) - 1, indices.get(1) - 1};
            } else if (indices.size() == 1 && isLine) {
                int at = indices.getFirst() - 1;
                place = rows == 1 ? new int[] {0, at} : new int[] {at, 0};
            } else {
                throw problem("got " + indices.size() + " indices");
            }
            if (place[0] < 0 || place[0] >= rows || place[1] < 0 || place[1] >= columns) {
                throw problem("got the index " + indices);
            }
            return place;
        }

        Numeral single(List<List<Numeral>> numbers) {
            if (numbers.size() != 1 || numbers.getFirst().size() != 1) {
                throw problem("an element is one number, got several");
            }
            return numbers.getFirst().getFirst();
        }

        Layout layout(List<List<Numeral>> numbers, boolean canSwap) {
            int high = numbers.size();
            int wide = numbers.isEmpty() ? 0 : numbers.getFirst().size();
            if (numbers.stream().anyMatch(row -> row.size() != wide)) {
                throw problem("got rows of different lengths");
            }
            boolean isLine = (rows == 1 || columns == 1) && (high == 1 || wide == 1) && high * wide == rows * columns;
            if (high == rows && wide == columns || isLine) {
                return Layout.AS_AGREED;
            }
            if (canSwap && high == columns && wide == rows) {
                return Layout.SWAPPED;
            }
            throw problem("got " + high + " × " + wide);
        }

        private IllegalArgumentException problem(String got) {
            String shape = rows == 1 && columns == 1
                    ? "one number"
                    : rows == 1 ? columns + " numbers" : rows + " rows of " + columns;
            return new IllegalArgumentException(
                    "derivation: '" + symbol + "' has " + shape + ", counted from 1; " + got);
        }
    }

    /// Gives an element as books write it, such as `∂C/∂W²[1,2]`, indices in the person's orientation.
    public String element(Cell cell, Derivation derivation) {
        return element(subject, cell.row(), cell.column(), derivation);
    }

    /// Gives an element of a quantity as books write it.
    public static String element(Subject subject, int row, int column, Derivation derivation) {
        Quantity quantity = subject.quantity();
        if (quantity.isLoss()) {
            return subject.symbol();
        }
        boolean isTurned = derivation.conventions().weights() == Conventions.Weights.ROWS_PER_OUTPUT;
        if (quantity.isOfWeights()) {
            return subject.symbol()
                    + (isTurned
                            ? "[" + (column + 1) + "," + (row + 1) + "]"
                            : "[" + (row + 1) + "," + (column + 1) + "]");
        }
        boolean single = derivation.samples().rows() == 1 || quantity.isOfBiases();
        return subject.symbol() + (single ? "[" + (column + 1) + "]" : "[" + (row + 1) + "," + (column + 1) + "]");
    }
}
