package gradus.nn.data;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a network puts out that gives rows back, and what is read from it.
///
/// A standardised number and a part of a date are put out as they are; yes or no, and whether a value is missing, as a
/// logit; a category as a logit for each of its categories, "missing" being one more of them. All stand where their
/// features stand. An embedded column, whose feature is the number of its category, has a logit for each number, 0
/// included; these stand behind all others.
///
/// @param features how rows become features
public record FeatureOutputs(Features features) {
    private static final double FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final double LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final long MINUTES_OF_DAY = 1440;

    /// Checks that embedded columns come last and that there is something to read of each column.
    ///
    /// @throws IllegalArgumentException if not
    public FeatureOutputs {
        features.encoders().forEach(FeatureOutputs::requireReadable);
        boolean embedded = false;
        for (FeatureEncoder encoder : features.encoders()) {
            boolean here = encoder instanceof FeatureEncoder.Embed;
            if (embedded && !here) {
                throw new IllegalArgumentException("reconstruction: embedded columns must come behind all others, but '"
                        + encoder.column() + "' comes behind one");
            }
            embedded |= here;
        }
    }

    private static void requireReadable(FeatureEncoder encoder) {
        if (encoder instanceof FeatureEncoder.DateParts date
                && (date.parts().isEmpty() || date.parts().getFirst() != FeatureEncoder.DatePart.DAYS)) {
            throw new IllegalArgumentException("reconstruction: the first part of the date '" + date.column()
                    + "' must be its days, got " + date.parts());
        }
        if (encoder.width() == 0) {
            throw new IllegalArgumentException(
                    "reconstruction: column '" + encoder.column() + "' needs a category, got none");
        }
    }

    /// Some outputs of a column.
    public sealed interface Part {
        /// Gives the number of the column among those that are read, from 0.
        int column();

        /// Gives the place of its first output.
        int output();

        /// Numbers that should equal the features at the same places.
        ///
        /// @param count how many
        record Values(int column, int output, int count) implements Part {}

        /// A logit of yes; the feature at the same place is 1 for yes, −1 for no and 0 for neither.
        ///
        /// @param missing whether the next feature says that neither means missing
        record YesNo(int column, int output, FeatureEncoder.MissingFlag missing) implements Part {}

        /// A logit of the value being missing; the feature at the same place is then 1, else 0.
        record Missing(int column, int output) implements Part {}

        /// A logit for each category; the features at the same places are 1 for the one it is, else 0.
        ///
        /// @param count how many categories
        record OneOf(int column, int output, int count) implements Part {}

        /// A logit for each number of a category.
        ///
        /// @param feature the place of the feature that is the number
        /// @param count how many numbers, 0 included
        record Numbered(int column, int output, int feature, int count) implements Part {}
    }

    /// Gives the number of outputs.
    public int width() {
        return features.encoders().stream().mapToInt(FeatureOutputs::width).sum();
    }

    private static int width(FeatureEncoder encoder) {
        return encoder instanceof FeatureEncoder.Embed embed
                ? embed.categories().size() + 1
                : encoder.width();
    }

    /// Gives how many outputs stand where their features stand: all but those of embedded columns.
    public int aligned() {
        return features.width() - features.embeddings().size();
    }

    /// Gives what the outputs are, in order.
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (int column = 0; column < features.encoders().size(); column++) {
            FeatureEncoder encoder = features.encoders().get(column);
            add(encoder, column, at, parts);
            at += width(encoder);
        }
        return parts;
    }

    private void add(FeatureEncoder encoder, int column, int at, List<Part> parts) {
        switch (encoder) {
            case FeatureEncoder.Standardize e -> {
                parts.add(new Part.Values(column, at, 1));
                addMissing(e.missing(), column, at + 1, parts);
            }
            case FeatureEncoder.DateParts e -> {
                int numbers = e.width() - (e.missing() == FeatureEncoder.MissingFlag.ADDED ? 1 : 0);
                parts.add(new Part.Values(column, at, numbers));
                addMissing(e.missing(), column, at + numbers, parts);
            }
            case FeatureEncoder.Flag e -> {
                parts.add(new Part.YesNo(column, at, e.missing()));
                addMissing(e.missing(), column, at + 1, parts);
            }
            case FeatureEncoder.OneHot e -> parts.add(new Part.OneOf(column, at, e.width()));
            case FeatureEncoder.Embed e -> {
                int firstEmbedded =
                        features.encoders().size() - features.embeddings().size();
                parts.add(new Part.Numbered(
                        column,
                        at,
                        aligned() + column - firstEmbedded,
                        e.categories().size() + 1));
            }
        }
    }

    private static void addMissing(FeatureEncoder.MissingFlag missing, int column, int at, List<Part> parts) {
        if (missing == FeatureEncoder.MissingFlag.ADDED) {
            parts.add(new Part.Missing(column, at));
        }
    }

    /// Gives the cells that outputs mean, by column: numbers in their own units, dates in the form of the column,
    /// the likeliest category; an empty text where "missing" is likeliest, and for an embedded column where a
    /// category without a number of its own is.
    ///
    /// @param outputs what the network gave
    /// @param offset where those of the row begin
    public Map<String, String> cells(double[] outputs, int offset) {
        Map<String, String> cells = new LinkedHashMap<>();
        int at = offset;
        for (FeatureEncoder encoder : features.encoders()) {
            cells.put(encoder.column(), cell(encoder, outputs, at));
            at += width(encoder);
        }
        return cells;
    }

    private static String cell(FeatureEncoder encoder, double[] outputs, int at) {
        return switch (encoder) {
            case FeatureEncoder.Standardize e ->
                isMissing(e.missing(), outputs[at + e.width() - 1]) ? "" : Double.toString(number(e, outputs[at]));
            case FeatureEncoder.DateParts e ->
                isMissing(e.missing(), outputs[at + e.width() - 1]) ? "" : date(e, outputs, at);
            case FeatureEncoder.Flag e ->
                isMissing(e.missing(), outputs[at + e.width() - 1]) ? "" : outputs[at] > 0 ? e.yes() : e.no();
            case FeatureEncoder.OneHot e -> {
                int likeliest = likeliest(outputs, at, e.width());
                yield likeliest < e.categories().size() ? e.categories().get(likeliest) : "";
            }
            case FeatureEncoder.Embed e -> {
                int likeliest = likeliest(outputs, at, width(e));
                yield likeliest > 0 ? e.categories().get(likeliest - 1) : "";
            }
        };
    }

    private static boolean isMissing(FeatureEncoder.MissingFlag flag, double logit) {
        return flag == FeatureEncoder.MissingFlag.ADDED && logit > 0;
    }

    private static int likeliest(double[] outputs, int at, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = outputs[at + i] > outputs[at + best] ? i : best;
        }
        return best;
    }

    private static double bounded(double standardised) {
        return Math.clamp(standardised, -FeatureEncoder.LIMIT, FeatureEncoder.LIMIT);
    }

    private static double number(FeatureEncoder.Standardize e, double standardised) {
        double squashed = bounded(standardised) * e.scale() + e.mean();
        return e.logUnit() == 0 ? squashed : Math.signum(squashed) * e.logUnit() * Math.expm1(Math.abs(squashed));
    }

    private static String date(FeatureEncoder.DateParts e, double[] outputs, int at) {
        double days = Math.clamp(bounded(outputs[at]) * e.scale() + e.mean(), FIRST_DAY, LAST_DAY);
        int time = e.parts().indexOf(FeatureEncoder.DatePart.TIME_OF_DAY);
        if (time < 0) {
            return e.form().text(LocalDate.ofEpochDay(Math.round(days)).atStartOfDay());
        }
        int place = at;
        for (FeatureEncoder.DatePart part : e.parts().subList(0, time)) {
            place += part.width();
        }
        return timed(e.form(), days, Math.atan2(outputs[place], outputs[place + 1]) / (2 * Math.PI));
    }

    /// The moment of this time of day, a turn of the circle, that is nearest to a number of days.
    private static String timed(DateForm form, double days, double turn) {
        long minute = Math.floorMod(Math.round(turn * MINUTES_OF_DAY), MINUTES_OF_DAY);
        double day = Math.clamp(Math.rint(days - (double) minute / MINUTES_OF_DAY), FIRST_DAY, LAST_DAY);
        LocalTime time = LocalTime.MIN.plusMinutes(minute);
        return form.text(LocalDate.ofEpochDay((long) day).atTime(time)) + " " + time;
    }
}
