package gradus.io.csv;

import gradus.nn.data.CsvOptions;
import gradus.nn.data.DateForm;
import gradus.nn.data.NumberText;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Whether the first line names the columns, and why.
///
/// @param names the fields of the first line if it does, otherwise none
/// @param width the number of columns
/// @param separator the separator, for messages
/// @param reason why, in one sentence
record HeaderLine(List<String> names, int width, char separator, String reason) {
    private static final double MOSTLY = 0.8;
    private static final int RUN = 3;

    boolean isPresent() {
        return !names.isEmpty();
    }

    /// The names, less an empty one too many at the end.
    List<String> names(List<List<String>> sample) {
        boolean extra =
                sample.size() > 1 && names.getLast().isEmpty() && sample.get(1).size() == names.size() - 1;
        return extra ? names.subList(0, names.size() - 1) : names;
    }

    static HeaderLine decide(List<List<String>> sample, CsvOptions options) {
        List<String> first = sample.getFirst();
        List<List<String>> rest = sample.subList(1, sample.size());
        char separator = options.separator().orElse(',');
        return switch (options.header()) {
            case PRESENT -> new HeaderLine(first, first.size(), separator, "header as said");
            case ABSENT ->
                new HeaderLine(List.of(), width(sample), separator, "no header as said; columns are c1, c2, …");
            case AUTO -> {
                Evidence evidence = new Evidence(options, first, rest);
                String why = evidence.why();
                yield evidence.isHeader()
                        ? new HeaderLine(first, first.size(), separator, "header: " + why)
                        : new HeaderLine(
                                List.of(), width(sample), separator, "no header: " + why + "; columns are c1, c2, …");
            }
        };
    }

    private static int width(List<List<String>> sample) {
        Map<Integer, Integer> counts = new HashMap<>();
        sample.forEach(row -> counts.merge(row.size(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(1);
    }

    /// Compares the first line with the others, column by column.
    private static final class Evidence {
        private final CsvOptions options;
        private final List<String> first;
        private final List<List<String>> rest;
        private boolean header;
        private String why = "";

        Evidence(CsvOptions options, List<String> first, List<List<String>> rest) {
            this.options = options;
            this.first = first;
            this.rest = rest;
            decide();
        }

        boolean isHeader() {
            return header;
        }

        String why() {
            return why;
        }

        private void say(boolean isHeader, String reason) {
            header = isHeader;
            why = reason;
        }

        private void decide() {
            if (rest.isEmpty()) {
                boolean text = first.stream().noneMatch(cell -> isTyped(cell) || options.isMissing(cell));
                say(text, text ? "the only line holds names, no numbers" : "the only line holds numbers");
                return;
            }
            String named = "";
            String alike = "";
            int names = 0;
            int exact = 0;
            for (int i = 0; i < first.size(); i++) {
                String cell = first.get(i);
                if (options.isMissing(cell) || !isTypedBelow(i)) {
                    continue;
                }
                if (isTyped(cell)) {
                    alike = alike.isEmpty() ? cell : alike;
                    exact += isWholeNumber(cell) ? 0 : 1;
                } else {
                    named = named.isEmpty() ? cell : named;
                    names++;
                }
            }
            if (names > exact) {
                say(true, "'" + named + "' is no number or date, but the fields below it are");
            } else if (!alike.isEmpty()) {
                boolean run = isRun(first) && !isRun(rest.getFirst());
                say(
                        run,
                        run
                                ? "its numbers count up by one, those below do not"
                                : "'" + alike + "' is a number or date like the fields below it");
            } else {
                decideByText();
            }
        }

        /// No column of numbers: a name does not come back below in a column whose texts do.
        private void decideByText() {
            String again = "";
            String once = "";
            int recurring = 0;
            int unique = 0;
            for (int i = 0; i < first.size(); i++) {
                List<String> below = below(i);
                if (first.get(i).isEmpty() || below.isEmpty()) {
                    continue;
                }
                if (below.contains(first.get(i))) {
                    recurring++;
                    again = again.isEmpty() ? first.get(i) : again;
                } else if (new HashSet<>(below).size() <= below.size() / 2) {
                    unique++;
                    once = once.isEmpty() ? first.get(i) : once;
                }
            }
            if (recurring > 0 || unique > 0) {
                say(
                        unique > recurring,
                        unique > recurring
                                ? "'" + once + "' does not come back below, where other texts recur"
                                : "'" + again + "' comes back below");
            } else {
                say(true, "assumed, because nothing speaks against it");
            }
        }

        private List<String> below(int column) {
            return rest.stream()
                    .filter(row -> row.size() > column)
                    .map(row -> row.get(column))
                    .filter(cell -> !options.isMissing(cell))
                    .toList();
        }

        private boolean isTypedBelow(int column) {
            List<String> below = below(column);
            return !below.isEmpty() && below.stream().filter(this::isTyped).count() >= MOSTLY * below.size();
        }

        private boolean isTyped(String cell) {
            return NumberText.isNumber(cell)
                    || cell.matches("[-+]?\\d*,\\d+")
                    || Arrays.stream(DateForm.values())
                            .anyMatch(form -> form.parse(cell).isPresent());
        }

        private static boolean isWholeNumber(String cell) {
            return cell.matches("\\d+");
        }

        /// Whole numbers that count up by one, such as 0, 1, 2 or 2019, 2020, 2021.
        private static boolean isRun(List<String> cells) {
            double[] numbers = cells.stream()
                    .filter(HeaderLine.Evidence::isWholeNumber)
                    .mapToDouble(NumberText::parse)
                    .toArray();
            boolean run = numbers.length >= RUN;
            for (int i = 1; run && i < numbers.length; i++) {
                run = numbers[i] - numbers[i - 1] == 1;
            }
            return run;
        }
    }
}
