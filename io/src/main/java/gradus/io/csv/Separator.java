package gradus.io.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import gradus.nn.data.CsvOptions;
import gradus.nn.data.NumberText;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The character between the fields of a file, and why.
///
/// The one that gives the same number of fields in most lines, then the one that leaves the fewest fields with
/// another separator inside (numbers such as `3,14` excepted), then the one that gives the most fields.
///
/// @param character the separator
/// @param reason why, in one sentence
record Separator(char character, String reason) {
    private static final List<Character> CANDIDATES = List.of('\t', ';', '|', ',');
    private static final int ROWS = 200;
    private static final double NEARLY_ALL = 0.95;
    private static final Pattern COMMA_NUMBER = Pattern.compile("[-+]?[\\d.]*,\\d+");

    private record Score(char separator, int fields, double consistent, double clean) {
        boolean beats(Score other) {
            if (Math.abs(consistent - other.consistent) > 0.02) {
                return consistent > other.consistent;
            }
            return Math.abs(clean - other.clean) > 0.02 ? clean > other.clean : fields > other.fields;
        }
    }

    static Separator find(TextFile text, CsvOptions options) {
        if (options.separator().isPresent()) {
            char given = options.separator().get();
            return new Separator(given, "separator " + name(given) + " as said");
        }
        Optional<Score> best = Optional.empty();
        for (char candidate : CANDIDATES) {
            boolean taken = candidate == options.quote()
                    || options.comment().filter(c -> c == candidate).isPresent();
            Optional<Score> score = taken ? Optional.empty() : score(text, options.withSeparator(candidate), candidate);
            if (score.isPresent() && (best.isEmpty() || score.get().beats(best.get()))) {
                best = score;
            }
        }
        Optional<Separator> found = best.map(Separator::of);
        return best.filter(score -> score.consistent() >= NEARLY_ALL)
                .map(Separator::of)
                .or(() -> blanks(text, options))
                .or(() -> found)
                .orElseGet(
                        () -> new Separator(',', "one column: no comma, semicolon, TAB or | divides the lines alike"));
    }

    private static Separator of(Score found) {
        return new Separator(
                found.separator(),
                "separator " + name(found.separator()) + ": it gives " + found.fields() + " fields in "
                        + (found.consistent() == 1 ? "every line" : "most lines"));
    }

    /// Runs of blanks separate fields if no character does in nearly all lines, they do, and most are numbers:
    /// lines of text have blanks too.
    private static Optional<Separator> blanks(TextFile text, CsvOptions options) {
        TextFile runs = text.withBlankRuns(options.quote());
        CsvOptions blank = options.withSeparator(' ');
        Optional<Score> score = score(runs, blank, ' ');
        if (score.isEmpty() || score.get().consistent() < NEARLY_ALL) {
            return Optional.empty();
        }
        List<String> cells = CsvTableReader.sample(runs, blank).stream()
                .flatMap(List::stream)
                .toList();
        long numbers = cells.stream().filter(NumberText::isNumber).count();
        return 2 * numbers < cells.size()
                ? Optional.empty()
                : Optional.of(new Separator(
                        ' ',
                        "separator blanks: runs of them give " + score.get().fields() + " fields in "
                                + (score.get().consistent() == 1 ? "every line" : "most lines")
                                + ", most of them numbers"));
    }

    static String name(char separator) {
        return switch (separator) {
            case '\t' -> "TAB";
            case ' ' -> "blanks";
            default -> "'" + separator + "'";
        };
    }

    /// Empty if most lines have one field only or quotes do not fit.
    private static Optional<Score> score(TextFile text, CsvOptions options, char separator) {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> records =
                CsvTableReader.reader(options).ofCsvRecord(new StringReader(text.sample()))) {
            for (CsvRecord row : records) {
                rows.add(row.getFields());
                if (rows.size() == ROWS) {
                    break;
                }
            }
        } catch (CsvParseException | IOException _) {
            return Optional.empty();
        }
        Map<Integer, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.size(), 1, Integer::sum));
        int fields = counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(1);
        if (fields == 1) {
            return Optional.empty();
        }
        List<String> cells = rows.stream().flatMap(List::stream).toList();
        long clean = cells.stream().filter(cell -> isClean(cell, separator)).count();
        return Optional.of(new Score(
                separator,
                fields,
                (double) counts.getOrDefault(fields, 0) / rows.size(),
                (double) clean / cells.size()));
    }

    private static boolean isClean(String cell, char separator) {
        for (char other : CANDIDATES) {
            if (other != separator
                    && cell.indexOf(other) >= 0
                    && !COMMA_NUMBER.matcher(cell.strip()).matches()) {
                return false;
            }
        }
        return true;
    }
}
