package gradus.nn.data;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How to read a table from text. Everything that is not set is found out from the file.
///
/// {@snippet file="TableSnippets.java" region="CsvOptions"}
///
/// @param separator the character between fields, a blank for runs of blanks; empty: the one of `, ; TAB |` that
///     fits the file best, or blanks if none does and most fields between them are numbers
/// @param header whether the first line names the columns
/// @param comment the character that starts a comment line; empty: there are no comments. Default `#`
/// @param quote the character around fields that hold separators, doubled inside. Default `"`
/// @param missing texts that mean "no value", compared without regard to case; an empty field always does.
///     Default `NA`, `N/A`, `#N/A`, `NaN`, `null`, `?`. Texts such as `-`, `none` or `unknown` are recognised
///     later, in columns whose other values are numbers or dates, because elsewhere they may be a category
/// @param decimal the decimal sign of numbers
/// @param charset the encoding; empty: by byte-order mark, without one UTF-8
public record CsvOptions(
        Optional<Character> separator,
        Header header,
        Optional<Character> comment,
        char quote,
        List<String> missing,
        Decimal decimal,
        Optional<Charset> charset) {

    private static final CsvOptions DEFAULTS = new CsvOptions(
            Optional.empty(),
            Header.AUTO,
            Optional.of('#'),
            '"',
            List.of("NA", "N/A", "#N/A", "NaN", "null", "?"),
            Decimal.AUTO,
            Optional.empty());

    /// Whether the first line names the columns.
    public enum Header {
        /// Decided by comparing the first line with the others.
        AUTO,
        /// It does.
        PRESENT,
        /// It does not; columns are called c1, c2, ….
        ABSENT
    }

    /// The decimal sign.
    public enum Decimal {
        /// Decided by the file: a comma when cells such as `3,14` say so, or when only the separator `;` does.
        AUTO,
        /// `3.14`, with `1,234.5` allowed.
        POINT,
        /// `3,14`, with `1.234,5` allowed.
        COMMA
    }

    /// Checks that the special characters differ.
    ///
    /// @throws IllegalArgumentException if two of separator, comment and quote are the same or one is a line
    ///     end
    public CsvOptions {
        missing = List.copyOf(missing);
        String special = separator.map(String::valueOf).orElse("")
                + comment.map(String::valueOf).orElse("")
                + quote;
        if (special.chars().distinct().count() != special.length() || special.matches("(?s).*[\r\n].*")) {
            throw new IllegalArgumentException(
                    "CSV options: separator, comment and quote must be three different characters and no line ends, got '"
                            + special + "'");
        }
    }

    /// Gives the options that find everything out from the file.
    public static CsvOptions defaults() {
        return DEFAULTS;
    }

    /// Gives these options with a fixed separator.
    public CsvOptions withSeparator(char value) {
        return new CsvOptions(Optional.of(value), header, comment, quote, missing, decimal, charset);
    }

    /// Gives these options with the header said to be there or not.
    public CsvOptions withHeader(Header value) {
        return new CsvOptions(separator, value, comment, quote, missing, decimal, charset);
    }

    /// Gives these options with another character that starts a comment line.
    public CsvOptions withComment(char value) {
        return new CsvOptions(separator, header, Optional.of(value), quote, missing, decimal, charset);
    }

    /// Gives these options without comment lines: every line is data.
    public CsvOptions withoutComments() {
        return new CsvOptions(separator, header, Optional.empty(), quote, missing, decimal, charset);
    }

    /// Gives these options with another quote character.
    public CsvOptions withQuote(char value) {
        return new CsvOptions(separator, header, comment, value, missing, decimal, charset);
    }

    /// Gives these options with other texts for "no value".
    public CsvOptions withMissing(String... markers) {
        return new CsvOptions(separator, header, comment, quote, List.of(markers), decimal, charset);
    }

    /// Gives these options with a fixed decimal sign.
    public CsvOptions withDecimal(Decimal value) {
        return new CsvOptions(separator, header, comment, quote, missing, value, charset);
    }

    /// Gives these options with a fixed encoding.
    public CsvOptions withCharset(Charset value) {
        return new CsvOptions(separator, header, comment, quote, missing, decimal, Optional.of(value));
    }

    /// Says whether a trimmed cell means "no value".
    public boolean isMissing(String cell) {
        if (cell.isEmpty()) {
            return true;
        }
        for (String marker : missing) {
            if (marker.length() == cell.length()
                    && marker.toLowerCase(Locale.ROOT).equals(cell.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
