package gradus.nn.data;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import java.util.List;
import java.util.Locale;

/// Training, validation and test rows of a table of which no column is to be predicted, as an autoencoder learns from
/// them, with one preprocessing, fitted on the training rows.
///
/// {@snippet file="TableSnippets.java" region="FeatureSplit"}
public final class FeatureSplit {
    private static final int MOST_NAMED = 10;

    private final Table train;
    private final Table validation;
    private final Table test;
    private final TableProfile profile;
    private final Features features;

    private FeatureSplit(Table train, Table validation, Table test, TableProfile profile, int oneHotLimit) {
        this.train = train;
        this.validation = validation;
        this.test = test;
        this.profile = profile;
        this.features = Fitting.features(train, profile, oneHotLimit);
    }

    /// Deals the rows of a table at random.
    ///
    /// @param train the share of the training part, more than 0
    /// @param validation the share of the validation part, 0 for none
    /// @param test the share of the test part, 0 for none
    /// @throws IllegalArgumentException if the shares are negative or do not add up to 1
    /// @throws FormatException if a wanted part would be empty, or no column is one that a network can use
    public static FeatureSplit of(Table table, double train, double validation, double test, Key key) {
        double[] shares = {train, validation, test};
        List<int[]> parts = Partition.of(table.rowCount(), shares, key);
        return of(
                table,
                TableOptions.defaults(),
                List.of(table.rows(parts.get(0)), table.rows(parts.get(1)), table.rows(parts.get(2))));
    }

    /// Gives the parts of a table, with what the user says about the columns; see
    /// [#of(Table, double, double, double, Key)].
    ///
    /// @param shares the shares of training, validation and test, which add up to 1
    public static FeatureSplit of(Table table, TableOptions options, double[] shares, Key key) {
        List<int[]> parts = Partition.of(table.rowCount(), shares, key);
        return of(table, options, parts.stream().map(table::rows).toList());
    }

    /// Gives the split of tables that are apart already. What columns are is found out from `train`.
    ///
    /// @param train the training rows
    /// @param validation the validation rows, perhaps none
    /// @param test the test rows, perhaps none
    /// @throws FormatException if no column is one that a network can use
    public static FeatureSplit of(Table train, Table validation, Table test, TableOptions options) {
        return of(train, options, List.of(train, validation, test));
    }

    private static FeatureSplit of(Table whole, TableOptions options, List<Table> parts) {
        TableProfile profile = whole.profile(options);
        if (profile.used().isEmpty()) {
            throw unusable(profile);
        }
        return new FeatureSplit(parts.get(0), parts.get(1), parts.get(2), profile, options.oneHotLimit());
    }

    private static FormatException unusable(TableProfile profile) {
        List<String> found = profile.columns().stream()
                .limit(MOST_NAMED)
                .map(column -> "'" + column.name() + "' is "
                        + column.type().name().toLowerCase(Locale.ROOT) + " (" + column.reason() + ")")
                .toList();
        return new FormatException("autoencoder: at least one column must hold numbers, categories, yes and no, or"
                + " dates, got none: " + String.join("; ", found)
                + (profile.columns().size() > MOST_NAMED ? "; …" : "")
                + "; say what a column is by its type, such as number");
    }

    /// Gives the training rows.
    public Table train() {
        return train;
    }

    /// Gives the validation rows.
    public Table validation() {
        return validation;
    }

    /// Gives the test rows.
    public Table test() {
        return test;
    }

    /// Gives what the columns are, and why.
    public TableProfile profile() {
        return profile;
    }

    /// Gives how rows become features, fitted on the training rows.
    public Features features() {
        return features;
    }

    @Override
    public String toString() {
        return "FeatureSplit[" + train.rowCount() + " training, " + validation.rowCount() + " validation, "
                + test.rowCount() + " test rows]";
    }
}
