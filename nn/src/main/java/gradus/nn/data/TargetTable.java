package gradus.nn.data;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A table with the column to predict: the rows whose target is known, the task, and what the other columns
/// are.
///
/// {@snippet file="TableSnippets.java" region="TargetTable"}
public final class TargetTable {
    /// What the target is: task, why, and for classes the labels in order.
    record Verdict(Task task, String reason, List<String> labels) {}

    private final Table table;
    private final String target;
    private final Verdict verdict;
    private final TableProfile profile;
    private final TableOptions options;
    private final List<String> notes;

    TargetTable(
            Table table,
            String target,
            Verdict verdict,
            TableProfile profile,
            TableOptions options,
            List<String> notes) {
        this.table = table;
        this.target = target;
        this.verdict = verdict;
        this.profile = profile;
        this.options = options;
        this.notes = List.copyOf(notes);
    }

    /// Gives the rows whose target is known, with all columns.
    public Table table() {
        return table;
    }

    /// Gives the name of the target column.
    public String target() {
        return target;
    }

    /// Gives what is to be learned.
    ///
    /// Two different values are two classes; texts are classes; numbers with fractions are regression; whole
    /// numbers are classes if there are at most 20 different ones with at least 5 rows each on average,
    /// otherwise regression.
    public Task task() {
        return verdict.task();
    }

    /// Gives why, in one sentence.
    public String reason() {
        return verdict.reason();
    }

    /// Gives the class labels in order (numbers by size, texts by alphabet), empty for regression.
    public List<String> labels() {
        return verdict.labels();
    }

    /// Gives what the other columns are.
    public TableProfile profile() {
        return profile;
    }

    /// Gives what the user said about the columns.
    public TableOptions options() {
        return options;
    }

    /// Gives remarks on the target: rows left out, unbalanced or rare classes.
    public List<String> notes() {
        return notes;
    }

    /// Gives the same table with the task said by the user.
    ///
    /// @throws FormatException if the target does not fit the task
    public TargetTable as(Task task) {
        return TargetInference.as(this, task);
    }

    /// Gives three random parts, each with every class in proportion, and the preprocessing fitted on the
    /// first.
    ///
    /// Each class has at least one row in the training part. Rows keep their order.
    ///
    /// @param train the share of the training part, more than 0
    /// @param validation the share of the validation part, 0 for none
    /// @param test the share of the test part, 0 for none
    /// @throws IllegalArgumentException if the shares are negative or do not add up to 1
    /// @throws FormatException if a wanted part would be empty
    public TableSplit split(double train, double validation, double test, Key key) {
        return TableSplit.of(this, Partition.of(this, new double[] {train, validation, test}, key));
    }

    /// Gives three parts of the rows with these numbers of [#table()], counted from 0.
    ///
    /// @throws IllegalArgumentException if a number is out of range or in two parts, or there are no training
    ///     rows
    public TableSplit split(int[] train, int[] validation, int[] test) {
        Partition.check(table.rowCount(), train, validation, test);
        return TableSplit.of(this, List.of(train, validation, test));
    }

    /// Gives the parts of a fold: the rows to learn from, a share of them set aside to choose the epoch by,
    /// and the rows to judge, as the test part. The preprocessing is fitted on the rows that are learned
    /// from, and on nothing else.
    ///
    /// @param validation the share of the rows of the fold that is set aside, 0 for none
    /// @param key the source of who is set aside
    /// @throws IllegalArgumentException if the fold has rows that are not there
    public TableSplit split(Folds.Fold fold, double validation, Key key) {
        TargetTable learned = rows(numbers(fold.learned()));
        TableSplit inner = learned.split(1 - validation, validation, 0, key);
        return TableSplit.of(inner.train(), inner.validation(), table.rows(numbers(fold.judged())));
    }

    private static int[] numbers(List<Integer> rows) {
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    /// These rows, with the verdicts of the whole.
    TargetTable rows(int... chosen) {
        return new TargetTable(table.rows(chosen), target, verdict, profile, options, notes);
    }

    TargetTable withNotes(List<String> more) {
        Set<String> all = new LinkedHashSet<>(more);
        all.addAll(notes);
        return new TargetTable(table, target, verdict, profile, options, new ArrayList<>(all));
    }

    @Override
    public String toString() {
        return "TargetTable[" + reason() + "; " + table.rowCount() + " rows]";
    }
}
