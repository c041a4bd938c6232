package gradus.explain.chart;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// Numbers in rows and columns. Numbers that are not finite stand for cells without a value.
public final class Grid {
    private final int rows;
    private final int columns;
    private final double[] values;

    private Grid(int rows, int columns, double[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /// Gives the grid of numbers that lie row by row.
    ///
    /// @throws IllegalArgumentException if there are not rows · columns numbers
    public static Grid of(int rows, int columns, double[] values) {
        if (rows < 0 || columns < 0 || values.length != (long) rows * columns) {
            throw new IllegalArgumentException("grid: there must be rows · columns numbers, got " + rows + " rows, "
                    + columns + " columns and " + values.length + " numbers");
        }
        return new Grid(rows, columns, values.clone());
    }

    /// Gives the number of rows.
    public int rows() {
        return rows;
    }

    /// Gives the number of columns.
    public int columns() {
        return columns;
    }

    /// Gives the number in a row, counted from the top, and a column, both from 0.
    ///
    /// @throws IndexOutOfBoundsException if there is none
    public double at(int row, int column) {
        if (column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("grid: the column must be below " + columns + ", got " + column);
        }
        return values[row * columns + column];
    }

    /// Gives this grid with each number replaced.
    public Grid map(DoubleUnaryOperator change) {
        return new Grid(rows, columns, Arrays.stream(values).map(change).toArray());
    }

    /// Gives the smallest finite number, 0 if there is none.
    public double least() {
        return Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
    }

    /// Gives the largest finite number, 0 if there is none.
    public double greatest() {
        return Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Grid that
                && rows == that.rows
                && columns == that.columns
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(values);
    }

    /// Gives the size, such as `grid of 3 rows and 4 columns`.
    @Override
    public String toString() {
        return "grid of " + rows + " rows and " + columns + " columns";
    }
}
