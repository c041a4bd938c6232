package gradus.explain.derivation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// A table of float64 numbers that does not change, with the few operations that a derivation by hand needs.
public final class Matrix {
    private final int rows;
    private final int columns;
    private final double[] values;

    private Matrix(int rows, int columns, double[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /// What gives the number of a cell.
    @FunctionalInterface
    public interface Cells {
        /// Gives the number.
        ///
        /// @param row the row, from 0
        /// @param column the column, from 0
        double at(int row, int column);
    }

    /// Gives the matrix of these rows.
    ///
    /// @throws IllegalArgumentException if the rows are not of one length
    public static Matrix of(List<List<Double>> rows) {
        int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
        if (rows.stream().anyMatch(row -> row.size() != columns)) {
            throw new IllegalArgumentException("matrix: rows must have one length, got "
                    + rows.stream().map(List::size).toList());
        }
        return of(rows.size(), columns, (i, j) -> rows.get(i).get(j));
    }

    /// Gives the matrix of these rows.
    public static Matrix of(double[]... rows) {
        return of(Arrays.stream(rows)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList());
    }

    /// Gives a matrix cell by cell.
    public static Matrix of(int rows, int columns, Cells cells) {
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = cells.at(i / columns, i % columns);
        }
        return new Matrix(rows, columns, values);
    }

    /// Gives the number of rows.
    public int rows() {
        return rows;
    }

    /// Gives the number of columns.
    public int columns() {
        return columns;
    }

    /// Gives the number of a cell.
    public double get(int row, int column) {
        return values[row * columns + column];
    }

    /// Gives the matrix with rows and columns swapped.
    public Matrix transpose() {
        return of(columns, rows, (i, j) -> get(j, i));
    }

    /// Gives the product of matrices.
    public Matrix times(Matrix other) {
        return of(rows, other.columns, (i, j) -> {
            double sum = 0;
            for (int k = 0; k < columns; k++) {
                sum += get(i, k) * other.get(k, j);
            }
            return sum;
        });
    }

    /// Gives what a function makes of each number.
    public Matrix map(DoubleUnaryOperator function) {
        return of(rows, columns, (i, j) -> function.applyAsDouble(get(i, j)));
    }

    /// Gives what a function makes of the numbers of two matrices of one shape, or of each row and a single one.
    public Matrix with(Matrix other, DoubleBinaryOperator function) {
        return of(rows, columns, (i, j) -> function.applyAsDouble(get(i, j), other.get(other.rows == 1 ? 0 : i, j)));
    }

    /// Gives the sum.
    public Matrix plus(Matrix other) {
        return with(other, Double::sum);
    }

    /// Gives the product element by element.
    public Matrix hadamard(Matrix other) {
        return with(other, (x, y) -> x * y);
    }

    /// Gives this matrix multiplied by a number.
    public Matrix scaled(double factor) {
        return map(x -> x * factor);
    }

    /// Gives the sums of the columns as one row.
    public Matrix columnSums() {
        return of(1, columns, (_, j) -> {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += get(i, j);
            }
            return sum;
        });
    }

    /// Gives the sum of all numbers.
    public double sum() {
        return Arrays.stream(values).sum();
    }

    /// Says whether another matrix has as many rows and columns.
    public boolean fits(Matrix other) {
        return rows == other.rows && columns == other.columns;
    }

    /// Gives this matrix with some cells exchanged.
    ///
    /// @param cells the new numbers
    public Matrix replaced(List<Cell> cells) {
        double[] changed = values.clone();
        cells.forEach(cell ->
                changed[cell.row() * columns + cell.column()] = cell.written().value());
        return new Matrix(rows, columns, changed);
    }

    /// Gives the rows as arrays.
    public double[][] toArrays() {
        List<double[]> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            all.add(Arrays.copyOfRange(values, i * columns, (i + 1) * columns));
        }
        return all.toArray(double[][]::new);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix matrix && fits(matrix) && Arrays.equals(values, matrix.values);
    }

    @Override
    public int hashCode() {
        return 31 * columns + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(toArrays());
    }
}
