package gradus.nn.train;

import gradus.core.type.FormatException;
import gradus.nn.data.FeatureEncoder;
import gradus.nn.data.Features;
import gradus.nn.data.NumberText;
import gradus.nn.data.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// The measurement of an autoencoder: its errors, beside those of held-out samples, and for rows column by column.
final class ReconstructionReport {
    private static final double MOST = 0.95;

    private ReconstructionReport() {}

    /// Measures by errors alone.
    static Evaluation of(HeldOutErrors heldOut, List<AnomalyScore> scores) {
        if (scores.isEmpty()) {
            throw new FormatException("evaluation: at least one sample is needed, got none");
        }
        double[] errors =
                scores.stream().mapToDouble(AnomalyScore::error).sorted().toArray();
        double usual = heldOut.quantile(MOST);
        double mean = 0;
        int beyond = 0;
        for (double error : errors) {
            mean += error / errors.length;
            beyond += error > usual ? 1 : 0;
        }
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("error", mean);
        values.put("median", HeldOutErrors.quantile(errors, 0.5));
        values.put("largest", errors[errors.length - 1]);
        values.put("unusual", (double) beyond / errors.length);
        String text = String.format(
                Locale.ROOT,
                "reconstruction error: mean %.4g, median %.4g, largest %.4g%n"
                        + "unusual: %.4g of the samples have a larger error than 95 %% of the %d %s ones, which is %.4g%n",
                mean,
                values.get("median"),
                values.get("largest"),
                values.get("unusual"),
                heldOut.samples(),
                heldOut.origin().words(),
                usual);
        return new Evaluation(errors.length, values, text);
    }

    /// Measures rows, also column by column.
    static Evaluation of(Features features, HeldOutErrors heldOut, Table table, List<RowReconstruction> rows) {
        Evaluation whole =
                of(heldOut, rows.stream().map(RowReconstruction::score).toList());
        Map<String, Double> values = new LinkedHashMap<>(whole.values());
        StringBuilder text = new StringBuilder(whole.text());
        for (FeatureEncoder encoder : features.encoders()) {
            String column = encoder.column();
            double error = rows.stream()
                    .mapToDouble(row -> row.errors().getOrDefault(column, 0.0))
                    .average()
                    .orElseThrow();
            values.put("error of " + column, error);
            text.append(String.format(Locale.ROOT, "%n%s: error %.4g%s", column, error, inWords(encoder, table, rows)));
        }
        return new Evaluation(whole.rows(), values, text.append('\n').toString());
    }

    /// What the error is in the units of the column.
    private static String inWords(FeatureEncoder encoder, Table table, List<RowReconstruction> rows) {
        String column = encoder.column();
        int[] known = IntStream.range(0, rows.size())
                .filter(row -> table.cell(row, column).isPresent())
                .toArray();
        if (known.length == 0) {
            return "";
        }
        return switch (encoder) {
            case FeatureEncoder.Standardize _ -> {
                double[] squares = IntStream.of(known)
                        .mapToDouble(row ->
                                NumberText.parse(given(table, row, column)) - NumberText.parse(back(rows, row, column)))
                        .map(off -> off * off)
                        .filter(square -> !Double.isNaN(square))
                        .toArray();
                yield squares.length == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", RMSE %.4g",
                                Math.sqrt(Arrays.stream(squares).average().orElseThrow()));
            }
            case FeatureEncoder.OneHot _, FeatureEncoder.Embed _ ->
                right(
                        IntStream.of(known)
                                .filter(row -> given(table, row, column).equals(back(rows, row, column))),
                        known);
            case FeatureEncoder.Flag _ -> // as it reads them
                right(
                        IntStream.of(known)
                                .filter(row -> given(table, row, column).equalsIgnoreCase(back(rows, row, column))),
                        known);
            case FeatureEncoder.DateParts _ -> "";
        };
    }

    private static String right(IntStream equal, int[] known) {
        return String.format(Locale.ROOT, ", %.4g of the cells right", (double) equal.count() / known.length);
    }

    private static String given(Table table, int row, String column) {
        return table.cell(row, column).orElseThrow();
    }

    private static String back(List<RowReconstruction> rows, int row, String column) {
        return rows.get(row).cells().getOrDefault(column, "");
    }
}
