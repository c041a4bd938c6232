package gradus.examples.architecture;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.io.file.AtomicFile;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Table;
import gradus.nn.data.series.Series;
import gradus.nn.layer.Context;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// Airline passengers by month, one month ahead from the twelve before: the logarithm of the ratio to the same month a
/// year ago is learned, so that growth and season need not be. The last 36 months are the test; a picture shows them.
final class AirlineForecast {
    private static final int LAGS = 12;
    private static final int TEST = 36;
    private static final double SCALE = 10; // makes changes numbers of about one

    private AirlineForecast() {}

    static Result run(Folders folders, Effort effort, PrintStream out) {
        Path picture = folders.pictures().resolve("airline-forecast.svg");
        Series series = Series.of(Table.readCsv(folders.data().resolve("airline/airline-passengers.csv")));
        double[] passengers = new double[series.length()];
        Arrays.setAll(passengers, t -> series.value(t, 0));
        int months = passengers.length - 2 * LAGS;
        float[] features = new float[months * LAGS];
        float[] targets = new float[months];
        for (int i = 0; i < months; i++) {
            int t = i + 2 * LAGS;
            for (int lag = 0; lag < LAGS; lag++) {
                features[i * LAGS + lag] = change(passengers, t - LAGS + lag);
            }
            targets[i] = change(passengers, t);
        }
        int learned = months - TEST;
        Sequential trained = Training.of(
                        Networks.mlp(32).activation(Activation.TANH).build(Shape.of(LAGS), 1, Key.of(1)),
                        ArrayDataset.ofValues(
                                Arrays.copyOf(features, learned * LAGS), LAGS, Arrays.copyOf(targets, learned)),
                        Loss.MEAN_SQUARED_ERROR)
                .optimizer(Adam.of(1e-3))
                .epochs(effort.epochs(200))
                .seed(1)
                .fit()
                .network();
        Tensor last = Tensor.of(Literal.of(features, months, LAGS)).slice(0, learned, months);
        double[] changes = trained.forward(last, Context.inference()).toDoubles();
        double[] forecast = new double[TEST];
        double squares = 0;
        for (int i = 0; i < TEST; i++) {
            int t = passengers.length - TEST + i;
            forecast[i] = passengers[t - LAGS] * Math.exp(changes[i] / SCALE);
            squares += Math.pow(forecast[i] - passengers[t], 2);
        }
        draw(passengers, forecast, picture);
        out.println("the last " + TEST + " months and their forecast: " + picture);
        return Result.atMost(26.7, "root mean squared error of the last 36 months", Math.sqrt(squares / TEST));
    }

    private static float change(double[] passengers, int t) {
        return (float) (SCALE * Math.log(passengers[t] / passengers[t - LAGS]));
    }

    private static void draw(double[] passengers, double[] forecast, Path picture) {
        int from = passengers.length - forecast.length;
        String svg = """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 740 340" font-family="sans-serif" font-size="12">
                <rect width="740" height="340" fill="white"/>
                <text x="20" y="20">Airline passengers per month in thousands: measured, and one month ahead (dashed)</text>
                <polyline fill="none" stroke="black" points="%s"/>
                <polyline fill="none" stroke="crimson" stroke-width="2" stroke-dasharray="5 3" points="%s"/>
                </svg>
                """.formatted(points(passengers, 0), points(forecast, from));
        AtomicFile.write(picture, svg.getBytes(StandardCharsets.UTF_8));
    }

    private static String points(double[] values, int first) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            points.append(String.format(Locale.ROOT, "%d,%.1f ", 10 + 5 * (first + i), 330 - values[i] / 2.2));
        }
        return points.toString().strip();
    }
}
