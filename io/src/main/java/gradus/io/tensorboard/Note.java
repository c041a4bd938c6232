package gradus.io.tensorboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Something that TensorBoard shows under a name. What stands before the first `/` of the name is its group.
///
/// {@snippet file="FileSnippets.java" region="EventFile"}
public sealed interface Note {
    /// Gives the name, such as `loss/validation`.
    String name();

    /// A number; over the steps it becomes a curve.
    ///
    /// @param name the name
    /// @param value the number, kept with 32 bits; one that is not finite is marked as such by TensorBoard
    record Scalar(String name, double value) implements Note {}

    /// How often numbers lie in bins.
    ///
    /// @param name the name
    /// @param moments what the numbers have in common
    /// @param ends the upper ends of the bins, rising; each bin begins where the one before ends
    /// @param counts how many numbers lie in each
    record Spread(String name, Moments moments, List<Double> ends, List<Double> counts) implements Note {
        private static final int BINS = 40;

        /// Copies and checks.
        public Spread {
            ends = List.copyOf(ends);
            counts = List.copyOf(counts);
            if (ends.size() != counts.size() || ends.isEmpty()) {
                throw new IllegalArgumentException("histogram “" + name + "”: each bin needs an end and a count, got "
                        + ends.size() + " ends and " + counts.size() + " counts");
            }
        }

        /// Counts the finite ones of some numbers in 40 bins of equal width.
        public static Spread of(String name, double[] values) {
            double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
            Moments moments = Moments.of(finite);
            double width = (moments.greatest() / BINS) - (moments.least() / BINS);
            if (width == 0) {
                return new Spread(name, moments, List.of(moments.greatest()), List.of((double) finite.length));
            }
            double[] counts = new double[BINS];
            for (double value : finite) {
                counts[Math.min(BINS - 1, (int) ((value - moments.least()) / width))]++;
            }
            List<Double> ends = new ArrayList<>();
            for (int bin = 1; bin <= BINS; bin++) {
                ends.add(bin == BINS ? moments.greatest() : moments.least() + bin * width);
            }
            return new Spread(name, moments, ends, Arrays.stream(counts).boxed().toList());
        }
    }

    /// What numbers have in common; all 0 where there are none.
    ///
    /// @param least the least
    /// @param greatest the greatest
    /// @param number how many there are
    /// @param sum their sum
    /// @param squares the sum of their squares
    record Moments(double least, double greatest, double number, double sum, double squares) {
        static Moments of(double[] values) {
            var statistics = Arrays.stream(values).summaryStatistics();
            boolean none = values.length == 0;
            return new Moments(
                    none ? 0 : statistics.getMin(),
                    none ? 0 : statistics.getMax(),
                    values.length,
                    statistics.getSum(),
                    Arrays.stream(values).map(value -> value * value).sum());
        }
    }

    /// A picture.
    final class Picture implements Note {
        private final String name;
        private final int width;
        private final int height;
        private final int channels;
        private final byte[] png;

        /// @param name the name
        /// @param width its width in pixels
        /// @param height its height in pixels
        /// @param channels 1 for grey, 3 for red, green and blue, 4 with opacity
        /// @param png its bytes as a PNG file
        public Picture(String name, int width, int height, int channels, byte[] png) {
            this.name = name;
            this.width = width;
            this.height = height;
            this.channels = channels;
            this.png = png.clone();
        }

        @Override
        public String name() {
            return name;
        }

        /// Gives the message of the picture.
        Message message() {
            return new Message()
                    .whole(1, height)
                    .whole(2, width)
                    .whole(3, channels)
                    .bytes(4, png);
        }
    }

    /// A text, shown as Markdown.
    ///
    /// @param name the name
    /// @param markdown the text
    record Words(String name, String markdown) implements Note {
        /// Makes a table of settings with their values.
        public static Words table(String name, Map<String, String> settings) {
            StringBuilder text = new StringBuilder("| setting | value |\n|---|---|\n");
            settings.forEach((key, value) -> text.append("| `" + key + "` | ")
                    .append(value.replace("|", "\\|").replace("\n", " "))
                    .append(" |\n"));
            return new Words(name, text.toString());
        }
    }

    /// The settings of a run, by which the page HPARAMS lets runs be compared. A text that is a number is kept as
    /// one.
    ///
    /// @param settings by name
    record Settings(Map<String, String> settings) implements Note {
        /// Copies the settings, keeping their order.
        public Settings {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }

        @Override
        public String name() {
            return "_hparams_/session_start_info";
        }
    }
}
