package gradus.nn.data;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/// How the target becomes what a network learns, and back.
///
/// {@snippet file="TableSnippets.java" region="Preprocessing"}
public sealed interface TargetEncoder {
    /// Gives the target column.
    String column();

    /// Classes by index.
    ///
    /// @param column the target column
    /// @param labels class i is `labels[i]`; numbers by size, texts by alphabet
    /// @param counts the number of training rows of each class
    record Classes(String column, List<String> labels, List<Integer> counts) implements TargetEncoder {
        /// Checks that there are two or more different labels and as many counts.
        public Classes {
            labels = List.copyOf(labels);
            counts = List.copyOf(counts);
            if (labels.size() < 2
                    || labels.size() != counts.size()
                    || Set.copyOf(labels).size() != labels.size()) {
                throw new IllegalArgumentException("target '" + column
                        + "': classes need two or more different labels and a count for each, got " + labels.size()
                        + " labels and " + counts.size() + " counts");
            }
        }

        /// Gives the index of a label (`1.0` is `1`), empty if it is none.
        public OptionalInt index(String label) {
            int index = labels.indexOf(label);
            if (index < 0) {
                double value = NumberText.parse(label);
                index = Double.isNaN(value) ? -1 : labels.indexOf(NumberText.print(value));
            }
            return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
        }
    }

    /// A number: `(y − mean) / scale` is learned.
    ///
    /// @param column the target column
    /// @param mean the mean of the training rows
    /// @param scale their standard deviation, 1 if that is 0
    record Scaled(String column, double mean, double scale) implements TargetEncoder {
        /// Checks that the numbers are finite and the scale positive.
        public Scaled {
            if (!Double.isFinite(mean) || !(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("target '" + column
                        + "': mean must be finite and scale positive, got " + mean + " and " + scale);
            }
        }

        /// Gives what a network learns for the value `text`, empty if it is no number.
        public OptionalDouble scaled(String text) {
            double value = NumberText.parse(text);
            return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of((value - mean) / scale);
        }

        /// Gives the value for what a network says.
        public double value(double scaled) {
            return scaled * scale + mean;
        }
    }
}
