package gradus.explain.plot;

import gradus.explain.chart.Axis;
import gradus.explain.chart.Chart;
import gradus.explain.chart.Figure;
import gradus.explain.chart.Grid;
import gradus.explain.chart.Mark;
import gradus.explain.chart.Point;
import gradus.explain.chart.Tone;
import gradus.nn.data.NearestName;
import gradus.nn.data.Table;
import gradus.nn.data.TargetEncoder;
import gradus.nn.train.Prediction;
import gradus.nn.train.TableModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What a model of rows says over one or two columns of numbers, with the rows of a table as points: the regions of its
/// classes, or the line or surface of its number. Every other column keeps its usual value: the median of numbers, else
/// the commonest text.
///
/// {@snippet file="PlotSnippets.java" region="TablePlot"}
public final class TablePlot {
    private static final int SIDE = 96;
    private static final int STEPS = 240;
    private static final double AIR = 0.05;

    private final TableModel model;
    private final Table table;
    private final Map<String, String> usual;

    private TablePlot(TableModel model, Table table) {
        this.model = model;
        this.table = table;
        this.usual = Typical.row(table, model.preprocessing().columns());
    }

    /// Gives the plot over one column: the fit of a number, or the probability of each class.
    ///
    /// @param table rows whose extent is shown; with the target, they are points
    /// @param x the column
    /// @throws IllegalArgumentException if the model does not read that column, or it does not hold numbers
    public static Figure of(TableModel model, Table table, String x) {
        TablePlot plot = new TablePlot(model, table);
        plot.require(x);
        return switch (model.preprocessing().target()) {
            case TargetEncoder.Scaled target -> plot.fit(target, x);
            case TargetEncoder.Classes target -> plot.probabilities(target, x);
        };
    }

    /// Gives the plot over two columns: the regions of classes and where they meet, or the surface of a number.
    ///
    /// @param table rows whose extent is shown; with the target, they are points
    /// @param x the column of the horizontal axis
    /// @param y the column of the vertical axis
    /// @throws IllegalArgumentException if the model does not read one of the columns, it does not hold numbers, or
    /// both
    ///     are the same
    public static Figure of(TableModel model, Table table, String x, String y) {
        TablePlot plot = new TablePlot(model, table);
        plot.require(x);
        plot.require(y);
        if (x.equals(y)) {
            throw new IllegalArgumentException("table plot: two different columns are needed, got '" + x + "' twice");
        }
        return switch (model.preprocessing().target()) {
            case TargetEncoder.Scaled target -> plot.surface(target, x, y);
            case TargetEncoder.Classes target -> plot.regions(target, x, y);
        };
    }

    /// Says whether a column can be an axis: it holds numbers and nothing else.
    public static boolean canBeAxis(Table table, String column) {
        return Typical.isNumeric(table, column);
    }

    private void require(String column) {
        List<String> columns = model.preprocessing().columns();
        if (!columns.contains(column)) {
            throw new IllegalArgumentException("table plot: the column must be one that the model reads, "
                    + String.join(", ", columns) + "; got '" + column + "'" + NearestName.suggestion(column, columns));
        }
        if (!canBeAxis(table, column)) {
            throw new IllegalArgumentException("table plot: the column must hold numbers, but '" + column
                    + "' holds other texts or nothing; choose a column of numbers");
        }
    }

    private Figure fit(TargetEncoder.Scaled target, String x) {
        double[] places = places(x, STEPS);
        List<Prediction> answers = answers(places, x);
        List<Point> line = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            line.add(new Point(places[i], ((Prediction.OfValue) answers.get(i)).value()));
        }
        List<Mark> marks = new ArrayList<>();
        if (table.hasColumn(target.column())) {
            double[] xs = Typical.numbers(table, x);
            double[] ys = Typical.numbers(table, target.column());
            marks.add(new Mark.Dots("rows", 1, points(xs, ys)));
        }
        marks.add(new Mark.Line("model", 0, line));
        Axis across = Axis.of(x).between(places[0], places[places.length - 1]);
        Chart chart = new Chart("", across, Axis.of(target.column()), marks);
        return Figure.of("Fit of " + target.column(), "What the model says over " + x + rest(x, x), chart);
    }

    private Figure probabilities(TargetEncoder.Classes target, String x) {
        double[] places = places(x, STEPS);
        List<Prediction> answers = answers(places, x);
        List<Mark> marks = new ArrayList<>();
        for (int c = 0; c < target.labels().size(); c++) {
            List<Point> line = new ArrayList<>();
            for (int i = 0; i < places.length; i++) {
                line.add(new Point(
                        places[i], probability(answers.get(i), target.labels().get(c))));
            }
            marks.add(new Mark.Line(target.labels().get(c), c, line));
        }
        Axis across = Axis.of(x).between(places[0], places[places.length - 1]);
        Chart chart = new Chart("", across, Axis.of("probability").between(0, 1), marks);
        return Figure.of("Probability of each " + target.column(), "What the model says over " + x + rest(x, x), chart);
    }

    private Figure surface(TargetEncoder.Scaled target, String x, String y) {
        double[] xs = places(x, SIDE);
        double[] ys = places(y, SIDE);
        double[] values = answers(xs, x, ys, y).stream()
                .mapToDouble(answer -> ((Prediction.OfValue) answer).value())
                .toArray();
        Grid grid = Grid.of(SIDE + 1, SIDE + 1, values);
        Tone tone = new Tone(Tone.Palette.CIVIDIS, grid.least(), grid.greatest(), target.column());
        List<Point> rows = points(Typical.numbers(table, x), Typical.numbers(table, y));
        List<Mark> marks = List.of(new Mark.Surface(0, grid, box(xs, ys), tone), new Mark.Dots("rows", 1, rows));
        Chart chart = new Chart("", axis(x, xs), axis(y, ys), marks);
        String words = "What the model says over " + x + " and " + y + rest(x, y);
        return Figure.of(target.column() + " over two columns", words, chart);
    }

    private Figure regions(TargetEncoder.Classes target, String x, String y) {
        double[] xs = places(x, SIDE);
        double[] ys = places(y, SIDE);
        List<String> labels = target.labels();
        List<Prediction> answers = answers(xs, x, ys, y);
        double[][] probabilities = new double[labels.size()][answers.size()];
        for (int c = 0; c < labels.size(); c++) {
            String label = labels.get(c);
            Arrays.setAll(probabilities[c], i -> probability(answers.get(i), label));
        }
        ClassRegions regions = new ClassRegions(labels, probabilities, xs, ys);
        List<Mark> marks = new ArrayList<>(regions.surfaces(box(xs, ys)));
        marks.add(regions.borders());
        marks.addAll(classes(target, x, y));
        marks.addAll(regions.names());
        Chart chart = new Chart("", axis(x, xs), axis(y, ys), marks);
        String words = "The class that the model says over " + x + " and " + y
                + ": the fuller the colour, the surer. Lines are where two classes are equally likely" + rest(x, y);
        return Figure.of("Regions of " + target.column(), words, chart);
    }

    /// The rows of each class; all rows as one where the table has no target.
    private List<Mark> classes(TargetEncoder.Classes target, String x, String y) {
        double[] xs = Typical.numbers(table, x);
        double[] ys = Typical.numbers(table, y);
        if (!table.hasColumn(target.column())) {
            return List.of(new Mark.Dots("rows", target.labels().size(), points(xs, ys)));
        }
        List<Mark> marks = new ArrayList<>();
        for (int c = 0; c < target.labels().size(); c++) {
            List<Point> points = new ArrayList<>();
            for (int row = 0; row < xs.length; row++) {
                String label = table.cell(row, target.column()).orElse("");
                if (target.index(label).orElse(-1) == c) {
                    points.add(new Point(xs[row], ys[row]));
                }
            }
            marks.add(new Mark.Dots(target.labels().get(c), c, points));
        }
        return marks;
    }

    private static double probability(Prediction answer, String label) {
        return ((Prediction.OfClass) answer).probabilities().getOrDefault(label, 0.0);
    }

    private static List<Point> points(double[] xs, double[] ys) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < xs.length; i++) {
            points.add(new Point(xs[i], ys[i]));
        }
        return points;
    }

    /// Gives numbers from a little below the least of a column to a little above the greatest.
    private double[] places(String column, int steps) {
        double[] numbers = Arrays.stream(Typical.numbers(table, column))
                .filter(Double::isFinite)
                .toArray();
        double low = Arrays.stream(numbers).min().orElse(0);
        double high = Arrays.stream(numbers).max().orElse(1);
        double air = high > low ? (high - low) * AIR : Math.max(1, Math.abs(low) * AIR);
        double[] places = new double[steps + 1];
        Arrays.setAll(places, i -> low - air + (high - low + 2 * air) * i / steps);
        return places;
    }

    private static Axis axis(String column, double[] places) {
        return Axis.of(column).between(places[0], places[places.length - 1]);
    }

    /// Gives the box whose cells have the places in their middles.
    private static Mark.Box box(double[] xs, double[] ys) {
        double wide = (xs[1] - xs[0]) / 2;
        double high = (ys[1] - ys[0]) / 2;
        return new Mark.Box(xs[0] - wide, xs[xs.length - 1] + wide, ys[0] - high, ys[ys.length - 1] + high);
    }

    private List<Prediction> answers(double[] xs, String x) {
        List<List<String>> rows = new ArrayList<>();
        for (double place : xs) {
            rows.add(row(Map.of(x, Double.toString(place))));
        }
        return model.predict(Table.of(List.copyOf(usual.keySet()), rows));
    }

    /// Gives the answers over a lattice, the highest row first.
    private List<Prediction> answers(double[] xs, String x, double[] ys, String y) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = ys.length - 1; i >= 0; i--) {
            for (double place : xs) {
                rows.add(row(Map.of(x, Double.toString(place), y, Double.toString(ys[i]))));
            }
        }
        return model.predict(Table.of(List.copyOf(usual.keySet()), rows));
    }

    private List<String> row(Map<String, String> moved) {
        return usual.entrySet().stream()
                .map(cell -> moved.getOrDefault(cell.getKey(), cell.getValue()))
                .toList();
    }

    /// Says what the other columns are.
    private String rest(String x, String y) {
        List<String> others = usual.entrySet().stream()
                .filter(cell -> !cell.getKey().equals(x) && !cell.getKey().equals(y))
                .map(cell -> cell.getKey() + " = " + (cell.getValue().isEmpty() ? "missing" : cell.getValue()))
                .toList();
        return others.isEmpty() ? "." : "; other columns have their usual value: " + String.join(", ", others) + ".";
    }
}
