package gradus.explain.doctor;

import gradus.nn.data.Dataset;
import gradus.nn.data.Loader;
import gradus.nn.data.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The data of a training: the training samples, and the other parts by name.
///
/// @param training some of the training samples
/// @param others some samples of each other part
/// @param columns what the numbers of a sample are called
/// @param marks sums of the bits of whole samples by part, by which equal ones are found
record DataRules(Rows training, Map<String, Rows> others, Columns columns, Map<String, List<Long>> marks) {
    /// The name of the training samples among the parts.
    static final String TRAINING = "training";

    /// So many samples of each part are compared for being equal.
    private static final int MOST_COMPARED = 20_000;

    /// Reads some samples of each part.
    ///
    /// @param columns what the numbers are called, or nothing for their numbers
    /// @param tables the rows as they were read, by part, where samples come from tables: what is left out of the
    ///     features tells rows apart, too
    static DataRules of(
            Dataset training, Map<String, Dataset> others, Optional<Columns> columns, Map<String, Table> tables) {
        Rows rows = Rows.of(training, Rows.MOST);
        Map<String, Rows> read = new LinkedHashMap<>();
        others.forEach((name, data) -> {
            if (data.size() > 0) {
                read.put(name, Rows.of(data, Rows.MOST));
            }
        });
        Columns known = columns.filter(given -> given.columns().stream()
                        .flatMap(column -> column.features().stream())
                        .allMatch(feature -> feature < rows.width()))
                .orElseGet(() -> Columns.numbered(rows.width()));
        Map<String, List<Long>> marks = new LinkedHashMap<>();
        marks.put(TRAINING, marks(TRAINING, training, tables));
        others.forEach((name, data) -> marks.put(name, marks(name, data, tables)));
        return new DataRules(rows, read, known, marks);
    }

    private static List<Long> marks(String part, Dataset data, Map<String, Table> tables) {
        Table table = tables.get(part);
        if (table == null) {
            return data.size() == 0 ? List.of() : Rows.of(data, MOST_COMPARED).marks();
        }
        List<Long> marks = new ArrayList<>();
        for (int row = 0; row < Math.min(MOST_COMPARED, table.rowCount()); row++) {
            long mark = 1;
            for (String column : table.columnNames()) {
                mark = Rows.mixed(mark, table.cell(row, column).orElse("").hashCode());
            }
            marks.add(mark);
        }
        return marks;
    }

    /// Gives the findings about values that are not finite.
    List<Finding> notFinite() {
        List<Finding> findings = new ArrayList<>(ColumnRules.notFinite(training, columns, TRAINING));
        others.forEach((part, rows) -> findings.addAll(ColumnRules.notFinite(rows, columns, part)));
        return findings;
    }

    /// Gives the findings about columns, targets and parts.
    ///
    /// @param weighted whether the loss weighs samples by their class
    List<Finding> examine(boolean weighted) {
        List<Finding> findings = new ArrayList<>(new ColumnRules(training, columns).examine());
        findings.addAll(new LeakageRule(training, columns).examine());
        findings.addAll(new TargetRules(training, columns).distribution(weighted));
        SplitRules splits = new SplitRules(training, columns, marks);
        others.forEach((part, rows) -> findings.addAll(splits.examine(part, rows)));
        return findings;
    }

    static List<Finding> order(Loader loader) {
        return SplitRules.order(loader);
    }
}
