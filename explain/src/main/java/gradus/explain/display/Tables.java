package gradus.explain.display;

import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import gradus.explain.doctor.Diagnosis;
import gradus.explain.plot.RunPage.Lines;
import gradus.explain.plot.RunPage.Section;
import gradus.nn.data.TableProfile;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Parameters;
import gradus.nn.metric.ConfusionMatrix;
import gradus.nn.summary.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Values as tables of a few rows and columns; what lies in the middle of a long one is left out and said to be.
final class Tables {
    private static final int MOST = 12;
    private static final int EDGE = 5;
    private static final int LEFT_OUT = -1;
    private static final String DOTS = "…";

    private Tables() {}

    static Section of(Tensor tensor) {
        Shape shape = tensor.shape();
        if (tensor.isSymbolic() || shape.rank() == 0 || shape.rank() > 2 || shape.count() == 0) {
            return new Lines("", tensor.toString());
        }
        double[] values = tensor.toDoubles();
        int rows = shape.rank() == 1 ? 1 : shape.size(0);
        int columns = shape.size(-1);
        List<Integer> across = places(columns);
        List<List<String>> cells = places(rows).stream()
                .map(row -> across.stream()
                        .map(column ->
                                row == LEFT_OUT || column == LEFT_OUT ? DOTS : number(values[row * columns + column]))
                        .toList())
                .toList();
        return table(
                tensor.type() + ", " + range(values),
                across.stream().map(any -> "").toList(),
                cells);
    }

    private static String range(double[] values) {
        return "from " + number(DoubleStream.of(values).min().orElseThrow()) + " to "
                + number(DoubleStream.of(values).max().orElseThrow()) + ", mean "
                + number(DoubleStream.of(values).average().orElseThrow());
    }

    static Section of(gradus.nn.data.Table table) {
        List<String> names = kept(table.columnNames().size(), table.columnNames()::get);
        List<List<String>> rows = new ArrayList<>();
        for (int row : places(table.rowCount())) {
            rows.add(names.stream()
                    .map(name -> row == LEFT_OUT || !table.hasColumn(name)
                            ? DOTS
                            : table.cell(row, name).orElse(""))
                    .toList());
        }
        return table(table.rowCount() + " rows × " + table.columnCount() + " columns", names, rows);
    }

    static Section of(TableProfile profile) {
        return table(
                String.join(" ", profile.notes()),
                List.of("column", "taken for", "because", "missing", "distinct"),
                profile.columns().stream()
                        .map(column -> List.of(
                                column.name(),
                                column.type().name().toLowerCase(Locale.ROOT),
                                column.reason(),
                                Integer.toString(column.missing()),
                                Integer.toString(column.distinct())))
                        .toList());
    }

    static Section of(ConfusionMatrix matrix) {
        List<Integer> places = places(matrix.labels().size());
        List<List<String>> rows = new ArrayList<>();
        for (int row : places) {
            List<String> cells = new ArrayList<>(List.of(label(matrix, row)));
            places.forEach(column ->
                    cells.add(row == LEFT_OUT || column == LEFT_OUT ? DOTS : Long.toString(matrix.count(row, column))));
            rows.add(cells);
        }
        List<String> names = new ArrayList<>(List.of("is \\ predicted as"));
        places.forEach(place -> names.add(label(matrix, place)));
        return table("accuracy " + number(matrix.accuracy()) + " of " + matrix.samples() + " samples", names, rows);
    }

    private static String label(ConfusionMatrix matrix, int place) {
        return place == LEFT_OUT ? DOTS : matrix.labels().get(place);
    }

    static Section of(String heading, Map<String, Double> values) {
        return new gradus.explain.plot.RunPage.Table(
                heading,
                "",
                List.of("metric", "value"),
                values.entrySet().stream()
                        .map(metric -> List.of(metric.getKey(), number(metric.getValue())))
                        .toList());
    }

    static Section of(Summary summary) {
        return table(
                grouped(summary.parameters()) + " parameters",
                List.of("path", "layer", "output", "parameters", "FLOPs"),
                summary.rows().stream()
                        .map(row -> List.of(
                                row.path(),
                                row.layer(),
                                row.output().toString(),
                                grouped(row.parameters()),
                                grouped(row.flops())))
                        .toList());
    }

    /// What a summary says below its table.
    static String notes(Summary summary) {
        List<String> notes = new ArrayList<>();
        summary.field().ifPresent(seen -> notes.add("receptive field: " + seen));
        summary.warnings().forEach(warning -> notes.add("warning: " + warning));
        return String.join("\n", notes);
    }

    static Section of(Layer network) {
        return table(
                grouped(Parameters.count(network)) + " parameters",
                List.of("parameter", "type"),
                Parameters.of(network).entrySet().stream()
                        .map(parameter -> List.of(
                                parameter.getKey(), parameter.getValue().type().toString()))
                        .toList());
    }

    static Section of(Diagnosis diagnosis) {
        return table(
                diagnosis.findings().isEmpty()
                        ? "Nothing is wrong, by " + diagnosis.passed().size() + " examinations."
                        : "",
                List.of("severity", "finding", "where", "evidence", "cure"),
                diagnosis.findings().stream()
                        .map(finding -> List.of(
                                finding.severity().name().toLowerCase(Locale.ROOT),
                                finding.id(),
                                finding.place().toString(),
                                finding.evidence(),
                                finding.cure()))
                        .toList());
    }

    private static Section table(String note, List<String> columns, List<List<String>> rows) {
        return new gradus.explain.plot.RunPage.Table("", note, columns, rows);
    }

    private static List<String> kept(int count, IntFunction<String> name) {
        return places(count).stream()
                .map(place -> place == LEFT_OUT ? DOTS : name.apply(place))
                .toList();
    }

    /// The places that are shown, in order, with [#LEFT_OUT] where others lie between.
    private static List<Integer> places(int count) {
        if (count <= MOST) {
            return IntStream.range(0, count).boxed().toList();
        }
        return IntStream.concat(
                        IntStream.concat(IntStream.range(0, EDGE), IntStream.of(LEFT_OUT)),
                        IntStream.range(count - EDGE, count))
                .boxed()
                .toList();
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return Long.toString((long) value);
        }
        return String.format(Locale.ROOT, "%.6g", value);
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
