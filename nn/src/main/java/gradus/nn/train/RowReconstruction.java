package gradus.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A row that came back from an autoencoder.
///
/// {@snippet file="CourseSnippets.java" region="ReconstructionModel"}
///
/// @param score how badly
/// @param cells what came back, by column: numbers in their own units, the likeliest category, an empty text for
///     "missing"
/// @param errors the error of each column, whose mean is that of the row
public record RowReconstruction(AnomalyScore score, Map<String, String> cells, Map<String, Double> errors) {
    /// Copies the maps, keeping their order.
    public RowReconstruction {
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    /// Gives the column with the largest error, the first of equals.
    public String worstColumn() {
        String worst = "";
        double most = Double.NEGATIVE_INFINITY;
        for (var column : errors.entrySet()) {
            if (column.getValue() > most) {
                most = column.getValue();
                worst = column.getKey();
            }
        }
        return worst;
    }
}
