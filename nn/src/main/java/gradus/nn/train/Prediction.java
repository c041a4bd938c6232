package gradus.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a model says of one row.
public sealed interface Prediction {
    /// Gives the answer as text: the label, or the number.
    String text();

    /// A class.
    ///
    /// @param label the most probable class
    /// @param probabilities the probability of each class, in the order of the classes
    record OfClass(String label, Map<String, Double> probabilities) implements Prediction {
        /// Copies the map, keeping its order.
        public OfClass {
            probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
        }

        static OfClass of(List<String> labels, double[] probabilities) {
            Map<String, Double> byLabel = new LinkedHashMap<>();
            int best = 0;
            for (int i = 0; i < probabilities.length; i++) {
                byLabel.put(labels.get(i), probabilities[i]);
                best = probabilities[i] > probabilities[best] ? i : best;
            }
            return new OfClass(labels.get(best), byLabel);
        }

        /// Gives the probability of the label.
        public double confidence() {
            return probabilities.getOrDefault(label, Double.NaN);
        }

        @Override
        public String text() {
            return label;
        }
    }

    /// A number.
    ///
    /// @param value the number, in the target's own units
    record OfValue(double value) implements Prediction {
        @Override
        public String text() {
            return Double.toString(value);
        }
    }
}
