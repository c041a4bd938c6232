package gradus.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a model says of one row.
///
/// {@snippet file="DataSnippets.java" region="Prediction"}
public sealed interface Prediction {
    /// Gives the answer as text: the label, or the number.
    String text();

    /// Gives how unlike the training rows the row is, if the model knows where they lay.
    Optional<Novelty> novelty();

    /// Gives the same answer with what is known of its row.
    Prediction with(Novelty novelty);

    /// A class.
    ///
    /// @param label the most probable class
    /// @param probabilities the probability of each class, in the order of the classes
    /// @param novelty how unlike the training rows the row is, if that is known
    record OfClass(String label, Map<String, Double> probabilities, Optional<Novelty> novelty) implements Prediction {
        /// Copies the map, keeping its order.
        public OfClass {
            probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
        }

        /// Makes an answer of whose row nothing is known.
        public OfClass(String label, Map<String, Double> probabilities) {
            this(label, probabilities, Optional.empty());
        }

        @Override
        public OfClass with(Novelty found) {
            return new OfClass(label, probabilities, Optional.of(found));
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
    /// @param novelty how unlike the training rows the row is, if that is known
    record OfValue(double value, Optional<Novelty> novelty) implements Prediction {
        /// Makes an answer of whose row nothing is known.
        public OfValue(double value) {
            this(value, Optional.empty());
        }

        @Override
        public OfValue with(Novelty found) {
            return new OfValue(value, Optional.of(found));
        }

        @Override
        public String text() {
            return Double.toString(value);
        }
    }
}
