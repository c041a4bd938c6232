package gradus.examples.book;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// What a chapter prints on. Numbers look the same in every country.
///
/// @param out where the lines go
record Page(PrintStream out) {
    /// Prints a line, by the rules of [String#format].
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a library more
    void line(String format, Object... values) {
        out.print(String.format(Locale.ROOT, format, values).stripTrailing() + "\n");
    }

    /// Prints an empty line, between what two places of the chapter show.
    void space() {
        out.print("\n");
    }

    /// Gives numbers beside each other, each by `format`.
    static String row(String format, double... values) {
        return DoubleStream.of(values)
                .mapToObj(value -> String.format(Locale.ROOT, format, value + 0.0)) // never −0
                .collect(Collectors.joining(" "));
    }
}
