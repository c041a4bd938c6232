package gradus.nn.data;

import gradus.core.type.FormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Decides whether a target is a class or a number, and refuses targets from which nothing can be learned.
///
/// Texts are classes. Numbers with fractions are regression. Whole numbers are classes if there are at most 20
/// different ones and at least 5 rows of each on average; otherwise regression. Two different values are always
/// two classes.
final class TargetInference {
    private static final int MOST_WHOLE_CLASSES = 20;
    private static final int ROWS_PER_WHOLE_CLASS = 5;
    private static final double ROWS_PER_CLASS = 2;
    private static final double IMBALANCE = 0.8;
    private static final int RARE = 5;

    private final Table table;
    private final String name;
    private final Set<String> oddTexts;
    private final List<String> notes = new ArrayList<>();
    private final Table known;
    private final ColumnScan scan;

    private TargetInference(Table table, String name) {
        this.table = table;
        this.name = name;
        if (table.rowCount() == 0) {
            throw new FormatException("target '" + name + "': the table has no rows");
        }
        int column = table.index(name);
        ColumnScan all = new ColumnScan(table, column);
        this.oddTexts = Set.copyOf(Inference.numericMarkers(all).orElse(List.of()));
        int[] rows = new int[table.rowCount()];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            String text = table.text(row, column);
            if (text != null && !oddTexts.contains(text)) {
                rows[count++] = row;
            }
        }
        if (count == 0) {
            throw new FormatException("target '" + name + "': rows need a value to learn from, but all " + rows.length
                    + " are missing; choose another column or check the missing markers");
        }
        noteDropped(all, rows.length - count);
        this.known = table.rows(Arrays.copyOf(rows, count));
        this.scan = new ColumnScan(known, column);
    }

    static TargetTable of(Table table, String name, TableOptions options) {
        if (!table.hasColumn(name)) {
            throw new FormatException(table.absent("target", name));
        }
        TargetInference inference = new TargetInference(table, name);
        TableProfile profile = rescue(table.profile(options).without(name), name);
        return inference.decide(profile, options);
    }

    /// Whole-number identifiers are kept when nothing else is left to learn from, such as x = 0, 1, 2, … of a
    /// curve.
    private static TableProfile rescue(TableProfile profile, String target) {
        if (!profile.used().isEmpty()) {
            return profile;
        }
        List<ColumnProfile> columns = new ArrayList<>();
        for (ColumnProfile column : profile.columns()) {
            boolean numeric = column.type() == ColumnType.IDENTIFIER
                    && !column.examples().isEmpty()
                    && column.examples().stream().allMatch(NumberText::isNumber);
            columns.add(
                    numeric
                            ? column.with(
                                    ColumnType.NUMBER, column.reason() + "; kept, because no other column is left")
                            : column);
        }
        TableProfile kept = new TableProfile(columns, profile.notes());
        if (kept.used().isEmpty()) {
            StringBuilder why = new StringBuilder();
            columns.stream()
                    .limit(10)
                    .forEach(c -> why.append(why.isEmpty() ? "" : "; ")
                            .append(c.name())
                            .append(": ")
                            .append(c.reason()));
            throw new FormatException("target '" + target + "': no other column can be learned from"
                    + (why.isEmpty() ? ", the table has no other column" : " (" + why + ")")
                    + "; say what a column is with a type");
        }
        return kept;
    }

    private TargetTable decide(TableProfile profile, TableOptions options) {
        int distinct = scan.distinct();
        boolean numeric = scan.oddCells() == 0;
        if (distinct == 1) {
            throw new FormatException("target '" + name + "': learning needs at least two different values, but all "
                    + known.rowCount() + " rows have '" + scan.examples().getFirst() + "'; choose another column");
        }
        if (numeric && scan.whole && (scan.countsUp() || scan.isPermutation())) {
            notes.add("target '" + name + "' looks like row numbers, from which nothing useful can be learned");
        }
        double each = (double) known.rowCount() / distinct;
        if (distinct == 2) {
            return classes(profile, options, Task.BINARY, "two classes: '" + name + "' has two different values");
        }
        if (numeric && !scan.whole) {
            return regression(
                    profile,
                    options,
                    "regression: '" + name + "' holds numbers with fractions, " + distinct + " different ones");
        }
        if (numeric && (distinct > MOST_WHOLE_CLASSES || each < ROWS_PER_WHOLE_CLASS)) {
            return regression(
                    profile,
                    options,
                    "regression: '" + name + "' holds whole numbers, " + distinct + " different ones in "
                            + known.rowCount() + " rows");
        }
        String kind = numeric ? " different whole numbers, " : " different texts, ";
        return classes(
                profile,
                options,
                Task.MULTICLASS,
                distinct + " classes: '" + name + "' has " + distinct + kind
                        + Math.round(each) + " rows each on average"
                        + (numeric ? "; numbers to be predicted as amounts need the task regression" : ""));
    }

    /// The same target with the task said by the user.
    static TargetTable as(TargetTable before, Task task) {
        if (before.task() == task) {
            return before;
        }
        TargetInference inference = new TargetInference(before.table(), before.target());
        String why = "on request";
        int distinct = inference.scan.distinct();
        if (task == Task.BINARY && distinct != 2) {
            throw new FormatException(
                    "target '" + before.target() + "': two classes need two different values, but there are " + distinct
                            + "; use the task multiclass or regression");
        }
        if (task == Task.REGRESSION && inference.scan.oddCells() > 0) {
            throw new FormatException("target '" + before.target() + "': regression needs numbers, but "
                    + inference.scan.oddCells() + " of " + inference.scan.present + " cells are none, such as '"
                    + inference.scan.odd.keySet().iterator().next() + "'; leave the task out to predict classes");
        }
        TargetTable result = task == Task.REGRESSION
                ? inference.regression(before.profile(), before.options(), "regression: " + why)
                : inference.classes(
                        before.profile(),
                        before.options(),
                        distinct == 2 ? Task.BINARY : task,
                        distinct + " classes: " + why);
        return result.withNotes(before.notes());
    }

    private TargetTable regression(TableProfile profile, TableOptions options, String reason) {
        return new TargetTable(
                known, name, new TargetTable.Verdict(Task.REGRESSION, reason, List.of()), profile, options, notes);
    }

    private TargetTable classes(TableProfile profile, TableOptions options, Task task, String reason) {
        Map<String, Integer> counts = counts();
        if ((double) known.rowCount() / counts.size() < ROWS_PER_CLASS) {
            throw new FormatException("target '" + name + "': learning needs at least " + (int) ROWS_PER_CLASS
                    + " rows of each class on average, but there are " + counts.size() + " classes in "
                    + known.rowCount()
                    + " rows; is it an identifier? Choose another column");
        }
        noteBalance(counts);
        return new TargetTable(
                known,
                name,
                new TargetTable.Verdict(task, reason, List.copyOf(counts.keySet())),
                profile,
                options,
                notes);
    }

    /// Labels in order (numbers by size, texts by alphabet) with their rows.
    private Map<String, Integer> counts() {
        if (scan.oddCells() == 0 && !scan.leadingZeros) {
            TreeMap<Double, Integer> byValue = new TreeMap<>();
            for (double value : scan.values) {
                byValue.merge(value == 0 ? 0.0 : value, 1, Integer::sum);
            }
            Map<String, Integer> counts = new LinkedHashMap<>();
            byValue.forEach((value, rows) -> counts.put(NumberText.print(value), rows));
            return counts;
        }
        Map<String, Integer> counts = new TreeMap<>(Comparator.naturalOrder());
        counts.putAll(scan.texts);
        return counts;
    }

    private void noteDropped(ColumnScan all, int dropped) {
        if (dropped > 0) {
            String odd = oddTexts.isEmpty()
                    ? ""
                    : ", among them " + all.oddCells() + " that are no numbers such as '"
                            + all.odd.keySet().iterator().next() + "' in "
                            + table.place(all.odd.values().iterator().next());
            notes.add(dropped + (dropped == 1 ? " row is" : " rows are") + " left out because the target '" + name
                    + "' is missing" + odd);
        }
    }

    private void noteBalance(Map<String, Integer> counts) {
        counts.entrySet().stream()
                .filter(e -> e.getValue() >= IMBALANCE * known.rowCount())
                .forEach(e -> notes.add("unbalanced classes: " + Math.round(100.0 * e.getValue() / known.rowCount())
                        + " % of the rows are '" + e.getKey() + "', so that accuracy alone says little"));
        List<String> rare = counts.entrySet().stream()
                .filter(e -> e.getValue() < RARE)
                .map(e -> "'" + e.getKey() + "' (" + e.getValue() + ")")
                .toList();
        if (!rare.isEmpty()) {
            notes.add((rare.size() == 1 ? "rare class " : "rare classes ") + NearestName.list(rare) + ": fewer than "
                    + RARE + " rows, too few to learn or to judge");
        }
    }
}
