package gradus.explain.plot;

import gradus.explain.chart.Point;
import java.util.ArrayList;
import java.util.List;

/// Lines on which a function over a lattice is 0 (marching squares): where it changes its sign along an edge, the place
/// is found by a straight line.
final class Contours {
    private Contours() {}

    /// Gives the lines as pieces of two points with a point that is not finite after each.
    ///
    /// @param field the function at the crossings of the lattice, [row][column]
    /// @param xs the places of the columns
    /// @param ys the places of the rows
    static List<Point> zero(double[][] field, double[] xs, double[] ys) {
        List<Point> points = new ArrayList<>();
        for (int row = 0; row + 1 < ys.length; row++) {
            for (int column = 0; column + 1 < xs.length; column++) {
                List<Point> crossings = crossings(field, xs, ys, row, column);
                for (int i = 0; i + 1 < crossings.size(); i += 2) {
                    points.add(crossings.get(i));
                    points.add(crossings.get(i + 1));
                    points.add(new Point(Double.NaN, Double.NaN));
                }
            }
        }
        return points;
    }

    /// Gives where the sign changes on the way round a square, in order: two places, or four at a saddle.
    private static List<Point> crossings(double[][] field, double[] xs, double[] ys, int row, int column) {
        int[][] corners = {{row, column}, {row, column + 1}, {row + 1, column + 1}, {row + 1, column}};
        List<Point> crossings = new ArrayList<>();
        for (int i = 0; i < corners.length; i++) {
            int[] from = corners[i];
            int[] to = corners[(i + 1) % corners.length];
            double first = field[from[0]][from[1]];
            double second = field[to[0]][to[1]];
            if (first >= 0 != second >= 0) {
                double share = first / (first - second);
                crossings.add(new Point(
                        xs[from[1]] + share * (xs[to[1]] - xs[from[1]]),
                        ys[from[0]] + share * (ys[to[0]] - ys[from[0]])));
            }
        }
        return crossings;
    }
}
