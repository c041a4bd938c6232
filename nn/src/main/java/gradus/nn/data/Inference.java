package gradus.nn.data;

import gradus.core.type.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds out what the columns of a table are, each with a reason; the rules are general, none knows a file.
final class Inference {
    private static final double NEARLY_ALL = 0.95;
    private static final int FEW_CATEGORIES = 16;
    private static final int MOST_CODES = 20;
    private static final Set<String> WEAK_MARKERS = Set.of(
            "-",
            "--",
            "---",
            ".",
            "..",
            "*",
            "none",
            "nil",
            "missing",
            "unknown",
            "unk",
            "n.a.",
            "n.d.",
            "nd",
            "not available",
            "not applicable",
            "#value!",
            "#div/0!",
            "#ref!",
            "undefined",
            "(null)");
    private static final Set<String> ROW_NAMES =
            Set.of("index", "idx", "row", "rowid", "rownum", "no", "nr", "number", "key", "serial", "unnamed 0");
    private static final List<Set<String>> BOOLEANS = List.of(
            Set.of("true", "false"), Set.of("yes", "no"), Set.of("y", "n"), Set.of("t", "f"), Set.of("on", "off"));

    private final ColumnScan scan;
    private final Table table;
    private final int column;
    private final List<String> notes;

    private Inference(Table table, int column, List<String> notes) {
        this.table = table;
        this.column = column;
        this.notes = notes;
        this.scan = new ColumnScan(table, column);
    }

    static TableProfile profile(Table table, TableOptions options) {
        List<String> named = new ArrayList<>(options.types().keySet());
        named.addAll(options.ignore());
        for (String name : named) {
            if (!table.hasColumn(name)) {
                throw new FormatException(table.absent("table options", name));
            }
        }
        List<ColumnProfile> columns = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < table.columnCount(); i++) {
            String name = table.columnNames().get(i);
            Inference inference = new Inference(table, i, notes);
            columns.add(
                    options.ignore().contains(name)
                            ? inference.verdict(ColumnType.IGNORED, "left out on request")
                            : Optional.ofNullable(options.types().get(name))
                                    .map(inference::forced)
                                    .orElseGet(inference::infer));
        }
        return new TableProfile(columns, notes);
    }

    /// The markers beyond the usual ones that make a column numeric, if it is numeric.
    static Optional<List<String>> numericMarkers(ColumnScan scan) {
        if (scan.numbers == 0) {
            return Optional.empty();
        }
        long strange =
                scan.odd.keySet().stream().filter(text -> !isWeakMarker(text)).count();
        long strangeCells = scan.odd.keySet().stream()
                .filter(text -> !isWeakMarker(text))
                .mapToLong(text -> scan.texts.getOrDefault(text, 1))
                .sum();
        boolean oneWord = strange == 1 && scan.numbers >= scan.present / 2.0 && scan.distinctNumbers() > FEW_CATEGORIES;
        boolean numeric = oneWord || scan.numbers >= NEARLY_ALL * (scan.numbers + strangeCells);
        return numeric ? Optional.of(List.copyOf(scan.odd.keySet())) : Optional.empty();
    }

    private static boolean isWeakMarker(String text) {
        return WEAK_MARKERS.contains(text.toLowerCase(Locale.ROOT));
    }

    private ColumnProfile infer() {
        if (scan.present == 0) {
            return verdict(ColumnType.CONSTANT, "no value at all");
        }
        if (scan.distinct() == 1) {
            return single();
        }
        if (!scan.leadingZeros) {
            Optional<List<String>> markers = numericMarkers(scan);
            if (markers.isPresent()) {
                return number(markers.get());
            }
        }
        return date().orElseGet(this::text);
    }

    /// One value: constant, unless its presence itself tells something.
    private ColumnProfile single() {
        String value = scan.texts.keySet().iterator().next();
        double share = (double) scan.present / scan.rows;
        if (scan.numbers == 0 && share > 1 - NEARLY_ALL && share < NEARLY_ALL && scan.rows >= 20) {
            return verdict(ColumnType.CATEGORY, "either '" + value + "' or missing");
        }
        return verdict(ColumnType.CONSTANT, "one value only: '" + value + "'");
    }

    private ColumnProfile number(List<String> markers) {
        if (scan.distinctNumbers() == 1) {
            return verdict(ColumnType.CONSTANT, "one number only: " + NumberText.print(scan.least()), markers);
        }
        Optional<String> identifier = identifier();
        if (identifier.isPresent()) {
            return verdict(ColumnType.IDENTIFIER, identifier.get(), markers);
        }
        if (scan.whole && isIdName() && scan.distinctNumbers() <= MOST_CODES && markers.isEmpty()) {
            return verdict(
                    ColumnType.CATEGORY, scan.distinctNumbers() + " whole numbers, and the name says they are ids");
        }
        warnMarkers(markers);
        String range = "numbers from " + NumberText.brief(scan.least()) + " to " + NumberText.brief(scan.greatest());
        return verdict(
                ColumnType.NUMBER,
                range + (markers.isEmpty() ? "" : "; " + quoted(markers) + " taken as missing"),
                markers);
    }

    private Optional<String> identifier() {
        if (scan.countsUp()) {
            return Optional.of("counts up by one from row to row: a row number");
        }
        if (scan.isPermutation()) {
            return Optional.of("every number of a range exactly once: row numbers in another order");
        }
        if (!scan.whole) {
            return Optional.empty();
        }
        if (isIdName() && scan.distinctNumbers() > MOST_CODES) {
            return Optional.of(scan.distinctNumbers() + " different whole numbers, and the name says they are ids");
        }
        boolean different = scan.distinctNumbers() == scan.numbers;
        if (different && scan.numbers >= 10 && ROW_NAMES.contains(words(name()))) {
            return Optional.of("a different whole number in every row, and the name says they count rows");
        }
        if (different && scan.numbers >= 50 && column == 0 && name().equals("c1")) {
            return Optional.of("first column, without a name, a different whole number in every row");
        }
        return Optional.empty();
    }

    /// The form that the most texts have; month first before day first when both fit all.
    private Optional<ColumnProfile> date() {
        List<String> texts =
                scan.texts.keySet().stream().filter(t -> !isWeakMarker(t)).toList();
        int least = (int) ((1 - NEARLY_ALL) * scan.present) + 1;
        Optional<ColumnProfile> best = Optional.empty();
        for (DateForm form : DateForm.values()) {
            Optional<String> first = texts.stream()
                    .limit(20)
                    .filter(t -> form.parse(t).isPresent())
                    .findFirst();
            if (first.isEmpty()) {
                continue;
            }
            List<String> others =
                    texts.stream().filter(t -> form.parse(t).isEmpty()).toList();
            int cells =
                    others.stream().mapToInt(t -> scan.texts.getOrDefault(t, 1)).sum();
            if (cells < least) {
                least = cells;
                List<String> markers = new ArrayList<>(scan.texts.keySet());
                markers.removeIf(t -> !others.contains(t) && !isWeakMarker(t));
                best = Optional.of(verdict(ColumnType.DATE, "dates written like " + form.example(), markers));
            }
        }
        best.ifPresent(found -> warnMarkers(found.markers()));
        return best;
    }

    private ColumnProfile text() {
        int distinct = scan.texts.size();
        double each = (double) scan.present / distinct;
        if (distinct == 2 && BOOLEANS.contains(lower(scan.texts.keySet()))) {
            return verdict(ColumnType.BOOLEAN, "only '" + String.join("' and '", scan.texts.keySet()) + "'");
        }
        if (scan.hasCountlessTexts() || (distinct >= NEARLY_ALL * scan.present && scan.present >= 10)) {
            return nearlyUnique();
        }
        if (isIdName() && distinct > MOST_CODES) {
            return verdict(ColumnType.IDENTIFIER, distinct + " different texts, and the name says they are ids");
        }
        if (scan.meanWords >= 4 && each < 20) {
            return verdict(ColumnType.TEXT, "sentences, " + perText(each) + ": too few to learn from");
        }
        boolean enough = distinct <= FEW_CATEGORIES ? each >= 2 : each >= 4;
        if (!enough) {
            return verdict(
                    ColumnType.TEXT,
                    distinct + " different texts in " + scan.present
                            + " filled rows: too few rows of each to learn from");
        }
        return verdict(
                ColumnType.CATEGORY,
                distinct + (scan.numbers == 0 ? "" : " numbers and") + " texts that recur, " + perText(each));
    }

    private ColumnProfile nearlyUnique() {
        String how = scan.hasCountlessTexts()
                ? "100,000 different texts or more"
                : scan.texts.size() == scan.present
                        ? "a different text in every row"
                        : "nearly every row has another text";
        return scan.meanWords < 1.5 || isIdName()
                ? verdict(ColumnType.IDENTIFIER, how + ": names of rows")
                : verdict(ColumnType.TEXT, how + ": free text");
    }

    private ColumnProfile forced(ColumnType type) {
        if (type == ColumnType.NUMBER) {
            if (scan.numbers == 0 || scan.numbers < scan.present / 2.0) {
                throw new FormatException(
                        "column '" + name() + "': to be used as numbers most cells must be numbers, but "
                                + scan.oddCells() + " of " + scan.present + " are not, such as " + firstOdd()
                                + "; leave the type out or make it a category");
            }
            List<String> markers = List.copyOf(scan.odd.keySet());
            warnMarkers(markers);
            return verdict(type, "set by the user", markers);
        }
        if (type == ColumnType.DATE) {
            return date().map(found -> found.with(type, "set by the user"))
                    .orElseThrow(() -> new FormatException(
                            "column '" + name() + "': its texts are no dates of a known form, such as '"
                                    + String.join("', '", scan.examples()) + "'; leave the type out"));
        }
        if (type == ColumnType.BOOLEAN && scan.distinct() != 2) {
            throw new FormatException(
                    "column '" + name() + "': to be used as yes or no it must have two different values, but it has "
                            + scan.distinct() + "; leave the type out or make it a category");
        }
        return verdict(type, "set by the user");
    }

    private String firstOdd() {
        return scan.odd.entrySet().stream()
                .findFirst()
                .map(e -> "'" + e.getKey() + "' in " + table.place(e.getValue()))
                .orElse("none");
    }

    private void warnMarkers(List<String> markers) {
        if (markers.isEmpty()) {
            return;
        }
        int cells = markers.stream()
                .mapToInt(text -> scan.texts.getOrDefault(text, 1))
                .sum();
        String where = scan.odd.containsKey(markers.getFirst())
                ? ", first in " + table.place(scan.odd.get(markers.getFirst()))
                : "";
        notes.add("column '" + name() + "': " + cells + (cells == 1 ? " cell is" : " cells are")
                + " neither missing nor like the others (" + quoted(markers) + where + "); taken as missing");
    }

    private static String quoted(List<String> texts) {
        String head = "'" + String.join("', '", texts.subList(0, Math.min(3, texts.size()))) + "'";
        return texts.size() > 3 ? head + " and " + (texts.size() - 3) + " more" : head;
    }

    private static String perText(double each) {
        return each < 10
                ? String.format(Locale.ROOT, "%.1f rows each on average", each)
                : Math.round(each) + " rows each on average";
    }

    private static Set<String> lower(Set<String> texts) {
        return Set.copyOf(
                texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList());
    }

    private String name() {
        return table.columnNames().get(column);
    }

    /// The name says id: its first or last word is id, ids, uuid or guid.
    private boolean isIdName() {
        String[] words = words(name()).split(" ");
        Set<String> ids = Set.of("id", "ids", "uuid", "guid");
        return ids.contains(words[0]) || ids.contains(words[words.length - 1]);
    }

    /// A name as lower-case words: `PassengerId`, `passenger_id` and `passenger id` are the same.
    private static String words(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private ColumnProfile verdict(ColumnType type, String reason) {
        return verdict(type, reason, List.of());
    }

    private ColumnProfile verdict(ColumnType type, String reason, List<String> markers) {
        int marked = markers.stream()
                .mapToInt(text -> scan.texts.getOrDefault(text, 1))
                .sum();
        return new ColumnProfile(
                name(),
                type,
                reason,
                scan.missing() + marked,
                scan.distinct() - markers.size(),
                scan.examples(),
                markers);
    }
}
