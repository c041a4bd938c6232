package gradus.nn.data;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds columns whose numbers have a decimal comma and writes them with a point.
///
/// `3,14` or `0,5` can only have a decimal comma, `1,234.5` or `1,234,567` only commas between groups. `1,234`
/// alone may be either: it follows what other cells of the file say, then the separator: with `;` it is a
/// decimal comma.
final class DecimalComma {
    private static final double NUMBERS = 0.95;
    private static final Pattern COMMA_NUMBER =
            Pattern.compile("[-+\u2212]?(\\d*|\\d{1,3}(\\.\\d{3})+),\\d+([eE][-+]?\\d+)?");
    private static final Pattern AMBIGUOUS = Pattern.compile("[-+\u2212]?[1-9]\\d{0,2},\\d{3}");
    private static final Pattern GROUPED =
            Pattern.compile("[-+\u2212]?\\d{1,3}(,\\d{3})*(,\\d{3}\\.\\d+|,\\d{3},\\d{3})");

    private enum Kind {
        NONE,
        AMBIGUOUS,
        DECIMAL,
        GROUPED
    }

    private DecimalComma() {}

    /// Rewrites the columns in place and gives how many it rewrote.
    static int rewrite(List<Column> columns, CsvOptions options) {
        if (options.decimal() == CsvOptions.Decimal.POINT) {
            return 0;
        }
        Kind[] kinds = new Kind[columns.size()];
        boolean anyDecimal = options.decimal() == CsvOptions.Decimal.COMMA;
        boolean anyGrouped = false;
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = kind(columns.get(i));
            anyDecimal |= kinds[i] == Kind.DECIMAL;
            anyGrouped |= kinds[i] == Kind.GROUPED;
        }
        boolean semicolon = options.separator().filter(c -> c == ';').isPresent();
        boolean ambiguousIsDecimal = anyDecimal || (semicolon && !anyGrouped);
        int rewritten = 0;
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] == Kind.DECIMAL || (kinds[i] == Kind.AMBIGUOUS && ambiguousIsDecimal)) {
                columns.set(i, withPoints(columns.get(i)));
                rewritten++;
            }
        }
        return rewritten;
    }

    private static Kind kind(Column column) {
        int present = 0;
        int numbers = 0;
        int decimal = 0;
        int ambiguous = 0;
        int grouped = 0;
        for (int row = 0; row < column.size(); row++) {
            String text = column.text(row);
            if (text == null) {
                continue;
            }
            present++;
            if (text.indexOf(',') < 0) {
                numbers += NumberText.isNumber(text) ? 1 : 0;
            } else if (AMBIGUOUS.matcher(text).matches()) {
                ambiguous++;
            } else if (GROUPED.matcher(text).matches()) {
                grouped++;
            } else if (COMMA_NUMBER.matcher(text).matches()) {
                decimal++;
            }
        }
        if (numbers + decimal + ambiguous + grouped < NUMBERS * present) {
            return Kind.NONE;
        }
        return decimal > grouped
                ? Kind.DECIMAL
                : grouped > 0 ? Kind.GROUPED : ambiguous > 0 ? Kind.AMBIGUOUS : Kind.NONE;
    }

    private static Column withPoints(Column column) {
        ColumnBuilder builder = new ColumnBuilder();
        for (int row = 0; row < column.size(); row++) {
            builder.add(withPoint(column.text(row)));
        }
        return builder.build();
    }

    private static @Nullable String withPoint(@Nullable String text) {
        return text != null && COMMA_NUMBER.matcher(text).matches()
                ? text.replace(".", "").replace(',', '.')
                : text;
    }
}
