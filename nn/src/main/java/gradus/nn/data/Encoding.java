package gradus.nn.data;

import gradus.core.type.FormatException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes the features of one cell.
final class Encoding {
    private static final double DAYS_OF_YEAR = 365.25;
    private static final double SECONDS_OF_DAY = 86_400;

    /// What was strange about a cell.
    enum Finding {
        FINE,
        /// Missing although training had no missing value there.
        NEWLY_MISSING,
        /// A category that training did not see.
        UNSEEN
    }

    private Encoding() {}

    static Finding encode(FeatureEncoder encoder, @Nullable String cell, Supplier<String> place, float[] out, int at) {
        return switch (encoder) {
            case FeatureEncoder.Standardize e -> standardize(e, known(cell, e.markers()), place, out, at);
            case FeatureEncoder.OneHot e -> oneHot(e, cell, out, at);
            case FeatureEncoder.Embed e -> embed(e, cell, out, at);
            case FeatureEncoder.DateParts e -> date(e, known(cell, e.markers()), place, out, at);
            case FeatureEncoder.Flag e -> flag(e, cell, out, at);
        };
    }

    static double squash(double value, double logUnit) {
        return logUnit == 0 ? value : Math.signum(value) * Math.log1p(Math.abs(value) / logUnit);
    }

    static double days(LocalDateTime time) {
        return time.toLocalDate().toEpochDay() + time.toLocalTime().toSecondOfDay() / SECONDS_OF_DAY;
    }

    /// A part of a date as a turn of the circle, in [0, 1).
    static double turn(FeatureEncoder.DatePart part, LocalDateTime time) {
        return switch (part) {
            case DAYS -> 0;
            case DAY_OF_YEAR -> (time.getDayOfYear() - 1) / DAYS_OF_YEAR;
            case DAY_OF_WEEK -> (time.get(ChronoField.DAY_OF_WEEK) - 1) / 7.0;
            case TIME_OF_DAY -> time.toLocalTime().toSecondOfDay() / SECONDS_OF_DAY;
        };
    }

    private static @Nullable String known(@Nullable String cell, List<String> markers) {
        return cell == null || markers.contains(cell) ? null : cell;
    }

    private static Finding standardize(
            FeatureEncoder.Standardize e, @Nullable String cell, Supplier<String> place, float[] out, int at) {
        double value = cell == null ? e.fill() : NumberText.parse(cell);
        if (Double.isNaN(value)) {
            throw new FormatException("column '" + e.column() + "': it holds numbers, got '" + cell + "' in "
                    + place.get() + "; correct the cell or leave it empty");
        }
        out[at] = bounded((squash(value, e.logUnit()) - e.mean()) / e.scale());
        return missing(cell == null, e.missing(), out, at + 1);
    }

    private static Finding oneHot(FeatureEncoder.OneHot e, @Nullable String cell, float[] out, int at) {
        int size = e.categories().size();
        Arrays.fill(out, at, at + size, 0f);
        Finding finding = missing(cell == null, e.missing(), out, at + size);
        if (cell == null) {
            return finding;
        }
        int index = Collections.binarySearch(e.categories(), cell);
        if (index < 0) {
            return Finding.UNSEEN;
        }
        out[at + index] = 1;
        return Finding.FINE;
    }

    private static Finding embed(FeatureEncoder.Embed e, @Nullable String cell, float[] out, int at) {
        int index = cell == null ? -1 : Collections.binarySearch(e.categories(), cell);
        out[at] = Math.max(index, -1) + 1;
        return cell != null && index < 0 ? Finding.UNSEEN : Finding.FINE;
    }

    private static Finding date(
            FeatureEncoder.DateParts e, @Nullable String cell, Supplier<String> place, float[] out, int at) {
        LocalDateTime time = cell == null ? null : e.form().parse(cell).orElse(null);
        if (cell != null && time == null) {
            throw new FormatException("column '" + e.column() + "': it holds dates written like "
                    + e.form().example() + ", got '" + cell + "' in " + place.get()
                    + "; correct the cell or leave it empty");
        }
        int next = at;
        for (FeatureEncoder.DatePart part : e.parts()) {
            if (part == FeatureEncoder.DatePart.DAYS) {
                out[next] = time == null ? 0 : bounded((days(time) - e.mean()) / e.scale());
            } else {
                double angle = time == null ? 0 : 2 * Math.PI * turn(part, time);
                out[next] = time == null ? 0 : (float) Math.sin(angle);
                out[next + 1] = time == null ? 0 : (float) Math.cos(angle);
            }
            next += part.width();
        }
        return missing(time == null, e.missing(), out, next);
    }

    private static Finding flag(FeatureEncoder.Flag e, @Nullable String cell, float[] out, int at) {
        boolean yes = e.yes().equalsIgnoreCase(cell == null ? "" : cell);
        boolean no = e.no().equalsIgnoreCase(cell == null ? "" : cell);
        out[at] = yes ? 1 : no ? -1 : 0;
        Finding finding = missing(cell == null, e.missing(), out, at + 1);
        return cell != null && !yes && !no ? Finding.UNSEEN : finding;
    }

    private static Finding missing(boolean missing, FeatureEncoder.MissingFlag flag, float[] out, int at) {
        if (flag == FeatureEncoder.MissingFlag.ADDED) {
            out[at] = missing ? 1 : 0;
            return Finding.FINE;
        }
        return missing ? Finding.NEWLY_MISSING : Finding.FINE;
    }

    private static float bounded(double value) {
        return (float) Math.max(-FeatureEncoder.LIMIT, Math.min(FeatureEncoder.LIMIT, value));
    }
}
