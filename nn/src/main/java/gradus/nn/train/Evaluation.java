package gradus.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How well a model does on data.
///
/// @param rows how many rows, images, windows or tokens were measured; [Model#counted] says which
/// @param values the metrics by name, in the order to show
/// @param text the metrics as a table, for classes with the confusion matrix
public record Evaluation(int rows, Map<String, Double> values, String text) {
    /// Copies the map, keeping its order.
    public Evaluation {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public String toString() {
        return text;
    }
}
