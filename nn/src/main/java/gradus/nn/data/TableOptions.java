package gradus.nn.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a user says about the columns; the rest is inferred.
///
/// {@snippet file="TableSnippets.java" region="TableOptions"}
///
/// @param types columns whose type is fixed
/// @param ignore columns to leave out
/// @param oneHotLimit the largest number of categories that become one feature each; columns with more are
///     embedded. Default 16
public record TableOptions(Map<String, ColumnType> types, List<String> ignore, int oneHotLimit) {
    private static final TableOptions DEFAULTS = new TableOptions(Map.of(), List.of(), 16);

    /// Checks the limit and copies the collections, keeping their order.
    ///
    /// @throws IllegalArgumentException if `oneHotLimit` is negative
    public TableOptions {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        ignore = List.copyOf(ignore);
        if (oneHotLimit < 0) {
            throw new IllegalArgumentException("table options: oneHotLimit must be 0 or more, got " + oneHotLimit);
        }
    }

    /// Gives the options that leave everything to inference.
    public static TableOptions defaults() {
        return DEFAULTS;
    }

    /// Gives these options with the type of one column fixed.
    public TableOptions withType(String column, ColumnType type) {
        Map<String, ColumnType> more = new LinkedHashMap<>(types);
        more.put(column, type);
        return new TableOptions(more, ignore, oneHotLimit);
    }

    /// Gives these options with more columns left out.
    public TableOptions withIgnore(String... columns) {
        List<String> more = new ArrayList<>(ignore);
        more.addAll(List.of(columns));
        return new TableOptions(types, more, oneHotLimit);
    }

    /// Gives these options with another limit between one-hot and embedding.
    public TableOptions withOneHotLimit(int limit) {
        return new TableOptions(types, ignore, limit);
    }
}
