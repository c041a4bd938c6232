package gradus.nn.data;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/// The ways of writing a date that are recognised.
public enum DateForm {
    /// `2007-11-16`, perhaps with a time: `2016-07-01 00:00:00`, `2016-07-01T00:00:00.5Z`.
    YEAR_MONTH_DAY("uuuu-M-d", "2007-11-16"),
    /// `2007/11/16`.
    YEAR_MONTH_DAY_SLASH("uuuu/M/d", "2007/11/16"),
    /// `1949-01`, the first of the month.
    YEAR_MONTH("uuuu-MM", "2007-11"),
    /// `11/16/2007`, month first. Chosen before day first when both fit.
    MONTH_DAY_YEAR("M/d/uuuu", "11/16/2007 (month first)"),
    /// `16/11/2007`, day first.
    DAY_MONTH_YEAR("d/M/uuuu", "16/11/2007 (day first)"),
    /// `16.11.2007`.
    DAY_MONTH_YEAR_DOT("d.M.uuuu", "16.11.2007 (day first)"),
    /// `16-11-2007`.
    DAY_MONTH_YEAR_DASH("d-M-uuuu", "16-11-2007 (day first)"),
    /// `16 Nov 2007` or `16-Nov-2007`.
    DAY_NAME_YEAR("d[ ][-]MMM[ ][-]uuuu", "16 Nov 2007"),
    /// `Nov 16, 2007`.
    NAME_DAY_YEAR("MMM d[,] uuuu", "Nov 16, 2007");

    private static final int SHORTEST = 6;
    private static final int LONGEST = 35;
    private static final String TIME = "[['T'][ ]H:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS][.SS][.S][XXX][X]]";

    private final DateTimeFormatter formatter;
    private final DateTimeFormatter printer;
    private final String example;

    DateForm(String pattern, String example) {
        this.example = example;
        String plain = pattern.replace("[ ][-]", " ").replace("[,]", ",").replace("uuuu-M-d", "uuuu-MM-dd");
        this.printer = DateTimeFormatter.ofPattern(plain, Locale.ENGLISH);
        this.formatter = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern + TIME)
                .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /// Gives the 16th of November 2007 in this form.
    public String example() {
        return example;
    }

    /// Gives the date and time that `text` says in this form, empty if it does not.
    public Optional<LocalDateTime> parse(String text) {
        if (text.length() < SHORTEST || text.length() > LONGEST || !mayBeDate(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.from(formatter.parse(text)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// Gives the date of a time in this form, without the time of day.
    public String text(LocalDateTime time) {
        return printer.format(time);
    }

    /// Cheap test before the costly one.
    private static boolean mayBeDate(String text) {
        char last = text.charAt(text.length() - 1);
        return Character.isLetterOrDigit(text.charAt(0)) && (Character.isDigit(last) || last == 'Z' || last == 'z');
    }
}
