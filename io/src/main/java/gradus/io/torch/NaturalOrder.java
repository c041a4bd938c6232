package gradus.io.torch;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names in the order in which people count: `layers.2` before `layers.10`.
final class NaturalOrder {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int MOST_DIGITS = 18;

    /// Compares names, runs of digits by their value.
    static final Comparator<String> COMPARATOR =
            Comparator.comparing(NaturalOrder::padded).thenComparing(Comparator.naturalOrder());

    private NaturalOrder() {}

    private static String padded(String name) {
        return NUMBER.matcher(name)
                .replaceAll(number ->
                        "0".repeat(Math.max(0, MOST_DIGITS - number.group().length()))
                                + Matcher.quoteReplacement(number.group()));
    }

    /// Gives a name with `#` for each number, which is the same for modules of one list.
    static String pattern(String name) {
        return NUMBER.matcher(name).replaceAll("#");
    }
}
