package gradus.nn.data.series;

import gradus.core.type.FormatException;
import java.util.ArrayList;
import java.util.List;

/// How the numbers of a series are standardised: `(x − mean) / deviation`, channel by channel. It is plain data, kept
/// with a model, and comes from the training part only.
///
/// {@snippet file="TableSnippets.java" region="SeriesSplit"}
///
/// @param names the channels
/// @param mean one mean per channel
/// @param deviation one standard deviation above 0 per channel (divided by n, not n − 1)
public record SeriesScaling(List<String> names, List<Double> mean, List<Double> deviation) {
    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if the lists differ in length, or a number is not finite or not above 0
    public SeriesScaling {
        names = List.copyOf(names);
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        boolean fit = mean.size() == names.size() && deviation.size() == names.size();
        for (int c = 0; fit && c < names.size(); c++) {
            fit = Double.isFinite(mean.get(c)) && deviation.get(c) > 0 && Double.isFinite(deviation.get(c));
        }
        if (!fit) {
            throw new IllegalArgumentException(
                    "series scaling: each channel needs a finite mean and a finite deviation above 0, got " + names
                            + ", means " + mean + ", deviations " + deviation);
        }
    }

    /// Gives mean and deviation of the numbers that are there. A channel that never changes keeps deviation 1.
    ///
    /// @throws FormatException if a channel has no number at all
    public static SeriesScaling fit(Series train) {
        List<Double> means = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        for (int c = 0; c < train.channels(); c++) {
            double sum = 0;
            int count = 0;
            for (int t = 0; t < train.length(); t++) {
                double value = train.value(t, c);
                sum += Double.isNaN(value) ? 0 : value;
                count += Double.isNaN(value) ? 0 : 1;
            }
            if (count == 0) {
                throw new FormatException("series scaling: channel '"
                        + train.names().get(c) + "' needs a number in the training part, but has none");
            }
            double mean = sum / count;
            double squares = 0;
            for (int t = 0; t < train.length(); t++) {
                double off = train.value(t, c) - mean;
                squares += Double.isNaN(off) ? 0 : off * off;
            }
            double deviation = Math.sqrt(squares / count);
            means.add(mean);
            deviations.add(deviation > 1e-12 * Math.max(1, Math.abs(mean)) ? deviation : 1);
        }
        return new SeriesScaling(train.names(), means, deviations);
    }

    /// Gives the standardised series.
    ///
    /// @throws IllegalArgumentException if its channels are others
    public Series apply(Series series) {
        if (!series.names().equals(names)) {
            throw new IllegalArgumentException(
                    "series scaling: the channels must be " + names + ", got " + series.names());
        }
        double[] scaled = new double[series.length() * names.size()];
        for (int i = 0; i < scaled.length; i++) {
            int c = i % names.size();
            scaled[i] = (series.value(i / names.size(), c) - mean.get(c)) / deviation.get(c);
        }
        return Series.of(names, scaled);
    }

    /// Gives the number that a standardised one stands for.
    ///
    /// @throws IllegalArgumentException if there is no such channel
    public double original(String channel, double scaled) {
        int c = names.indexOf(channel);
        if (c < 0) {
            throw new IllegalArgumentException(
                    "series scaling: there is no channel '" + channel + "', the channels are " + names);
        }
        return scaled * deviation.get(c) + mean.get(c);
    }
}
