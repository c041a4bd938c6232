package gradus.cli;

import gradus.core.type.Key;
import gradus.nn.data.Folds;
import gradus.nn.data.TargetTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/// How rows are dealt into folds.
final class FoldFlags {
    /// Who learns and who judges.
    enum Deal {
        /// At random, each class or range of numbers in proportion.
        STRATIFIED,
        /// At random.
        PLAIN,
        /// In the order of the file, by all that was before.
        EXPANDING,
        /// In the order of the file, by as many rows as the first fold has.
        SLIDING
    }

    @Option(names = "--folds", paramLabel = "K", defaultValue = "5", description = "How many folds. Default: 5.")
    private int folds;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            defaultValue = "1",
            description = "Deal anew so many times. Default: 1.")
    private int repeats;

    @Option(
            names = "--deal",
            paramLabel = "HOW",
            description = {
                "stratified (each class or range of numbers in proportion; the default), plain, or for rows in the order",
                "of time, the oldest first: expanding (learns from all rows before) or sliding (from a window before)."
            })
    private Optional<Deal> deal = Optional.empty();

    @Option(
            names = "--group",
            paramLabel = "COLUMN",
            description = "Keep rows with the same value of this column in one fold; the column is no feature.")
    private Optional<String> group = Optional.empty();

    Optional<String> group() {
        return group;
    }

    /// Gives the folds of a table.
    ///
    /// @throws IllegalArgumentException if flags do not go together
    Folds of(TargetTable target, Key key) {
        if (group.isPresent() && deal.isPresent()) {
            throw new IllegalArgumentException("--group: groups are dealt in one way; leave --deal out");
        }
        int rows = target.table().rowCount();
        if (group.isPresent()) {
            List<String> groups = groups(target, group.get());
            return Folds.repeated(repeats, key, dealKey -> Folds.grouped(groups, folds, dealKey));
        }
        return switch (deal.orElse(Deal.STRATIFIED)) {
            case STRATIFIED -> Folds.repeated(repeats, key, dealKey -> Folds.stratified(target, folds, dealKey));
            case PLAIN -> Folds.repeated(repeats, key, dealKey -> Folds.plain(rows, folds, dealKey));
            case EXPANDING -> inTime(rows, Folds.Window.EXPANDING);
            case SLIDING -> inTime(rows, Folds.Window.SLIDING);
        };
    }

    private Folds inTime(int rows, Folds.Window window) {
        if (repeats != 1) {
            throw new IllegalArgumentException(
                    "--repeats: folds in the order of time are the same each time; leave it out");
        }
        return Folds.inTime(rows, folds, window);
    }

    /// A row without a group is one of its own.
    private static List<String> groups(TargetTable target, String column) {
        List<Optional<String>> cells = target.table().cells(column);
        return IntStream.range(0, cells.size())
                .mapToObj(row -> cells.get(row).map(text -> "=" + text).orElse("row " + row))
                .toList();
    }

    /// Gives what was said, by name.
    Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("folds", Integer.toString(folds));
        words.put("repeats", Integer.toString(repeats));
        words.put("deal", deal.map(Deal::name).orElse(""));
        words.put("group", group.orElse(""));
        return words;
    }
}
