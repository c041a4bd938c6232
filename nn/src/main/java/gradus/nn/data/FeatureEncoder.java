package gradus.nn.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How one column becomes features. All numbers in it come from training rows; it is plain data, to be stored
/// with a model.
///
/// {@snippet file="TableSnippets.java" region="Features"}
public sealed interface FeatureEncoder {
    /// Standardised values are cut at ± this many standard deviations, so that one outlier cannot upset a
    /// network.
    double LIMIT = 10;

    /// Whether a feature that says "was missing" (1 or 0) is added.
    enum MissingFlag {
        /// No: the training rows had no missing value.
        NONE,
        /// Yes.
        ADDED
    }

    /// Gives the column that is read.
    String column();

    /// Gives the number of features.
    int width();

    /// Gives the names of the features, as many as [#width()].
    List<String> featureNames();

    /// Gives in words what is done.
    String describe();

    /// A number: `(squash(x) − mean) / scale`, cut at ±[#LIMIT]; a missing one is `fill` first.
    ///
    /// @param column the column
    /// @param markers texts that are missing values too, such as `unknown`
    /// @param fill the median of the training rows
    /// @param logUnit 0, or u > 0 for very skewed columns: squash(x) = sign(x) · ln(1 + |x| / u); u is the
    ///     median of the positive values
    /// @param mean the mean of the squashed training values
    /// @param scale their standard deviation, 1 if that is 0
    /// @param missing whether a feature for missing is added
    record Standardize(
            String column,
            List<String> markers,
            double fill,
            double logUnit,
            double mean,
            double scale,
            MissingFlag missing)
            implements FeatureEncoder {
        /// Checks that the numbers are finite and the scale positive.
        public Standardize {
            markers = List.copyOf(markers);
            checkScale(column, mean, scale);
            if (!Double.isFinite(fill) || !(logUnit >= 0 && logUnit < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("column '" + column
                        + "': fill must be finite and logUnit 0 or more, got " + fill + " and " + logUnit);
            }
        }

        @Override
        public int width() {
            return 1 + flagWidth(missing);
        }

        @Override
        public List<String> featureNames() {
            return missing == MissingFlag.ADDED ? List.of(column, column + " missing") : List.of(column);
        }

        @Override
        public String describe() {
            String value = logUnit == 0 ? "x" : "ln(1 + x / " + NumberText.brief(logUnit) + ")";
            return column + ": (" + value + " − " + NumberText.brief(mean) + ") / " + NumberText.brief(scale)
                    + ", missing → " + NumberText.brief(fill)
                    + (missing == MissingFlag.ADDED ? " and a feature for missing" : "");
        }
    }

    /// A category: one feature per category, 1 for the one it is, 0 for the others. A category that training
    /// did not see is all zeros.
    ///
    /// @param column the column
    /// @param categories in alphabetical order
    /// @param missing whether a missing value is a category of its own; if not, it is all zeros
    record OneHot(String column, List<String> categories, MissingFlag missing) implements FeatureEncoder {
        /// Checks the order of the categories.
        public OneHot {
            categories = checkSorted(column, categories);
        }

        @Override
        public int width() {
            return categories.size() + flagWidth(missing);
        }

        @Override
        public List<String> featureNames() {
            List<String> names = new ArrayList<>();
            categories.forEach(category -> names.add(column + "=" + category));
            if (missing == MissingFlag.ADDED) {
                names.add(column + " missing");
            }
            return names;
        }

        @Override
        public String describe() {
            return column + ": one feature for each of " + NearestName.list(categories)
                    + (missing == MissingFlag.ADDED ? " and missing" : "") + "; a new category is all zeros";
        }
    }

    /// A column of many categories: one feature that holds the number of the category, for an embedding table
    /// of `categories.size() + 1` rows. Category i of the list is i + 1; 0 is missing or not seen (rare ones
    /// included).
    ///
    /// @param column the column
    /// @param categories in alphabetical order, each with at least two training rows
    /// @param dimension the width of the embedding that a network should learn
    record Embed(String column, List<String> categories, int dimension) implements FeatureEncoder {
        /// Checks the order of the categories and the dimension.
        public Embed {
            categories = checkSorted(column, categories);
            if (dimension < 1) {
                throw new IllegalArgumentException(
                        "column '" + column + "': the dimension must be 1 or more, got " + dimension);
            }
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public List<String> featureNames() {
            return List.of(column + " number");
        }

        @Override
        public String describe() {
            return column + ": number of the category, 1 … " + categories.size() + ", for an embedding of width "
                    + dimension + "; a new or missing category is 0";
        }
    }

    /// Part of a date.
    enum DatePart {
        /// Days since 1970-01-01 with the time as fraction, standardised: one feature.
        DAYS,
        /// Sine and cosine of the day of the year: the season.
        DAY_OF_YEAR,
        /// Sine and cosine of the day of the week.
        DAY_OF_WEEK,
        /// Sine and cosine of the time of day.
        TIME_OF_DAY;

        int width() {
            return this == DAYS ? 1 : 2;
        }
    }

    /// A date: the parts of it that vary in the training rows; a missing one is all zeros.
    ///
    /// @param column the column
    /// @param markers texts that are missing values too
    /// @param form how dates are written
    /// @param parts the parts, in order
    /// @param mean the mean of the days
    /// @param scale their standard deviation, 1 if that is 0
    /// @param missing whether a feature for missing is added
    record DateParts(
            String column,
            List<String> markers,
            DateForm form,
            List<DatePart> parts,
            double mean,
            double scale,
            MissingFlag missing)
            implements FeatureEncoder {
        /// Checks that the numbers are finite and the scale positive.
        public DateParts {
            markers = List.copyOf(markers);
            parts = List.copyOf(parts);
            checkScale(column, mean, scale);
        }

        @Override
        public int width() {
            return parts.stream().mapToInt(DatePart::width).sum() + flagWidth(missing);
        }

        @Override
        public List<String> featureNames() {
            List<String> names = new ArrayList<>();
            for (DatePart part : parts) {
                String name =
                        column + " " + part.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                names.addAll(part == DatePart.DAYS ? List.of(name) : List.of(name + " sin", name + " cos"));
            }
            if (missing == MissingFlag.ADDED) {
                names.add(column + " missing");
            }
            return names;
        }

        @Override
        public String describe() {
            return column + ": date like " + form.example() + " as " + String.join(", ", featureNames());
        }
    }

    /// Yes or no: 1 or −1; a missing value or any other text is 0.
    ///
    /// @param column the column
    /// @param no the text for −1
    /// @param yes the text for 1
    /// @param missing whether a feature for missing is added
    record Flag(String column, String no, String yes, MissingFlag missing) implements FeatureEncoder {
        @Override
        public int width() {
            return 1 + flagWidth(missing);
        }

        @Override
        public List<String> featureNames() {
            String name = column + "=" + yes;
            return missing == MissingFlag.ADDED ? List.of(name, column + " missing") : List.of(name);
        }

        @Override
        public String describe() {
            return column + ": " + yes + " → 1, " + no + " → −1, missing → 0"
                    + (missing == MissingFlag.ADDED ? " and a feature for missing" : "");
        }
    }

    private static int flagWidth(MissingFlag flag) {
        return flag == MissingFlag.ADDED ? 1 : 0;
    }

    private static void checkScale(String column, double mean, double scale) {
        if (!Double.isFinite(mean) || !(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "column '" + column + "': mean must be finite and scale positive, got " + mean + " and " + scale);
        }
    }

    private static List<String> checkSorted(String column, List<String> categories) {
        for (int i = 1; i < categories.size(); i++) {
            if (categories.get(i - 1).compareTo(categories.get(i)) >= 0) {
                throw new IllegalArgumentException(
                        "column '" + column + "': categories must be different and in alphabetical order, got '"
                                + categories.get(i - 1) + "' before '" + categories.get(i) + "'");
            }
        }
        return List.copyOf(categories);
    }
}
