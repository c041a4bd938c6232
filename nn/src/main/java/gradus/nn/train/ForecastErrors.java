package gradus.nn.train;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.data.series.SeriesWindows;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Adds up the errors of forecasts beside those of the naive one, which says that the last value stays.
final class ForecastErrors {
    private static final int CHUNK = 256;
    private static final int MOST_TARGETS = 20;

    private final SeriesInput input;
    private final Sums model;
    private final Sums naive;
    private long count;

    private ForecastErrors(SeriesInput input) {
        this.input = input;
        this.model = new Sums(input.targets().size());
        this.naive = new Sums(input.targets().size());
    }

    /// Sums of squared and absolute errors by target.
    private static final class Sums {
        private final double[] squared;
        private final double[] absolute;

        Sums(int targets) {
            squared = new double[targets];
            absolute = new double[targets];
        }

        void add(int target, double error) {
            squared[target] += error * error;
            absolute[target] += Math.abs(error);
        }

        double meanSquared(long count) {
            return Arrays.stream(squared).sum() / (count * squared.length);
        }

        double meanAbsolute(long count) {
            return Arrays.stream(absolute).sum() / (count * absolute.length);
        }
    }

    static Evaluation of(Predictor predictor, SeriesInput input, SeriesWindows windows) {
        ForecastErrors errors = new ForecastErrors(input);
        List<TensorType> types = windows.sampleTypes();
        for (int first = 0; first < windows.size(); first += CHUNK) {
            int rows = Math.min(CHUNK, windows.size() - first);
            List<Literal> batch = types.stream()
                    .map(type -> Literal.zeros(type.with(Shape.of(rows).append(type.shape()))))
                    .toList();
            for (int row = 0; row < rows; row++) {
                windows.read(first + row, Key.of(0), batch, row);
            }
            float[] past = batch.get(0).floats();
            errors.add(predictor.predict(past), past, batch.get(1).floats());
        }
        return errors.evaluation(windows.size());
    }

    private void add(double[] answers, float[] past, float[] wanted) {
        int targets = input.targets().size();
        int channels = input.scaling().names().size();
        List<Integer> places = input.places();
        int window = input.horizon() * targets;
        for (int i = 0; i < wanted.length; i++) {
            int end = (i / window + 1) * input.lookBack() * channels;
            model.add(i % targets, answers[i] - wanted[i]);
            naive.add(i % targets, past[end - channels + places.get(i % targets)] - wanted[i]);
        }
        count += wanted.length / targets;
    }

    private Evaluation evaluation(int windows) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("MSE", model.meanSquared(count));
        values.put("MAE", model.meanAbsolute(count));
        values.put("naive MSE", naive.meanSquared(count));
        values.put("naive MAE", naive.meanAbsolute(count));
        StringBuilder text = new StringBuilder(line("", "model", "naive"));
        text.append(line("MSE, standardised", number(values, "MSE"), number(values, "naive MSE")));
        text.append(line("MAE, standardised", number(values, "MAE"), number(values, "naive MAE")));
        for (int i = 0; i < input.targets().size(); i++) {
            String target = input.targets().get(i);
            double unit =
                    input.scaling().deviation().get(input.scaling().names().indexOf(target));
            double own = unit * model.absolute[i] / count;
            values.put("MAE of " + target, own);
            double other = unit * naive.absolute[i] / count;
            values.put("naive MAE of " + target, other);
            if (i < MOST_TARGETS) {
                text.append(line("MAE of " + target, number(own), number(other)));
            }
        }
        if (input.targets().size() > MOST_TARGETS) {
            text.append("… and ").append(input.targets().size() - MOST_TARGETS).append(" more targets\n");
        }
        text.append("naive: the last value stays; ").append(input.horizon()).append(" times ahead");
        return new Evaluation(windows, values, text.toString());
    }

    private static String number(Map<String, Double> values, String name) {
        return number(values.getOrDefault(name, Double.NaN));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.5g", value);
    }

    private static String line(String name, String model, String naive) {
        return String.format(Locale.ROOT, "%-24s %12s %12s%n", name, model, naive);
    }
}
