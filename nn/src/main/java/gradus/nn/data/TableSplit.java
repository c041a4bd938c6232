package gradus.nn.data;

import gradus.core.type.FormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Training, validation and test rows of a table with one preprocessing, fitted on the training rows.
///
/// {@snippet file="DataSnippets.java" region="TableSplit"}
public final class TableSplit {
    private final TargetTable train;
    private final Table validation;
    private final Table test;
    private final Preprocessing preprocessing;
    private final List<String> notes;

    private TableSplit(
            TargetTable train, Table validation, Table test, Preprocessing preprocessing, List<String> notes) {
        this.train = train;
        this.validation = validation;
        this.test = test;
        this.preprocessing = preprocessing;
        this.notes = List.copyOf(notes);
    }

    /// Gives the split of tables that are apart already, such as a training file and a test file. Column types
    /// are those of `train`.
    ///
    /// @param train the training rows
    /// @param validation the validation rows, perhaps none; rows without a target are left out
    /// @param test the test rows, perhaps none; rows without a target are left out
    /// @throws FormatException if the target column is not in all three
    public static TableSplit of(TargetTable train, Table validation, Table test) {
        List<String> notes = new ArrayList<>(train.notes());
        return new TableSplit(
                train,
                known(validation, train.target(), "validation", notes),
                known(test, train.target(), "test", notes),
                Preprocessing.fit(train),
                notes);
    }

    static TableSplit of(TargetTable whole, List<int[]> parts) {
        TargetTable train = whole.rows(parts.get(0));
        return new TableSplit(
                train,
                whole.table().rows(parts.get(1)),
                whole.table().rows(parts.get(2)),
                Preprocessing.fit(train),
                whole.notes());
    }

    /// Gives the split with rows encoded as for a model whose network is to learn on: its features, and its target
    /// too where that is the same number or has all the classes of these rows.
    ///
    /// @param model the preprocessing of the model
    public TableSplit encodedAs(Preprocessing model) {
        TargetEncoder own = preprocessing.target();
        TargetEncoder target = isSame(own, model.target()) ? model.target() : own;
        return new TableSplit(train, validation, test, new Preprocessing(model.features(), target), notes);
    }

    private static boolean isSame(TargetEncoder own, TargetEncoder known) {
        return own.column().equals(known.column())
                && switch (own) {
                    case TargetEncoder.Classes classes ->
                        known instanceof TargetEncoder.Classes of && of.labels().containsAll(classes.labels());
                    case TargetEncoder.Scaled _ -> known instanceof TargetEncoder.Scaled;
                };
    }

    /// Gives the training rows.
    public TargetTable train() {
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

    /// Gives the preprocessing, fitted on the training rows.
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /// Gives the task of the target.
    public Task task() {
        return train.task();
    }

    /// Gives remarks on the target and the parts.
    public List<String> notes() {
        return notes;
    }

    /// Gives the training samples.
    public ArrayDataset trainSet() {
        return preprocessing.dataset(train.table());
    }

    /// Gives the validation samples.
    public ArrayDataset validationSet() {
        return preprocessing.dataset(validation);
    }

    /// Gives the test samples.
    public ArrayDataset testSet() {
        return preprocessing.dataset(test);
    }

    @Override
    public String toString() {
        return "TableSplit[" + train.table().rowCount() + " training, " + validation.rowCount() + " validation, "
                + test.rowCount() + " test rows]";
    }

    private static Table known(Table table, String target, String part, List<String> notes) {
        if (table.rowCount() == 0) {
            return table;
        }
        if (!table.hasColumn(target)) {
            throw new FormatException(table.absent("target in the " + part + " rows", target));
        }
        int column = table.index(target);
        int[] rows = new int[table.rowCount()];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            if (table.text(row, column) != null) {
                rows[count++] = row;
            }
        }
        if (count < rows.length) {
            notes.add(rows.length - count + " of the " + part + " rows left out because the target '" + target
                    + "' is missing");
        }
        return count == rows.length ? table : table.rows(Arrays.copyOf(rows, count));
    }
}
