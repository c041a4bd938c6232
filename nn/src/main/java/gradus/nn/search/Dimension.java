package gradus.nn.search;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;

/// One setting that is looked for: a range of numbers or a list of texts. Trials keep places from 0 to below 1, and a
/// dimension says which value lies there.
public sealed interface Dimension {
    /// How numbers lie in their range.
    enum Scale {
        /// Equal differences are equally likely.
        LINEAR,
        /// Equal ratios are equally likely.
        LOGARITHMIC
    }

    /// Gives the setting that it is about.
    String name();

    /// Gives the value at a place, as text.
    ///
    /// @param place 0 … below 1
    String at(double place);

    /// A number, given as rounded as a ten-thousandth of the range allows, so that it can be read.
    ///
    /// @param name the setting
    /// @param low the least
    /// @param high the greatest, above the least
    /// @param scale how they lie; a logarithmic range begins above 0
    record Real(String name, double low, double high, Scale scale) implements Dimension {
        private static final double STEP = 1e-4;

        /// Checks the range.
        public Real {
            checkRange(name, low, high, scale);
        }

        @Override
        public String at(double place) {
            double value = between(place, low, high, scale);
            double step = between(place + STEP, low, high, scale) - value;
            int digits = -(int) Math.floor(Math.log10(step));
            double rounded = new BigDecimal(value)
                    .setScale(digits, RoundingMode.HALF_EVEN)
                    .doubleValue();
            return Double.toString(Math.clamp(rounded, low, high));
        }
    }

    /// A whole number.
    ///
    /// @param name the setting
    /// @param low the least
    /// @param high the greatest, above the least
    /// @param scale how they lie; a logarithmic range begins above 0
    record Whole(String name, long low, long high, Scale scale) implements Dimension {
        /// Checks the range.
        public Whole {
            checkRange(name, (double) low, (double) high, scale);
        }

        @Override
        public String at(double place) {
            double value = between(place, (double) low, (double) high + 1, scale);
            return Long.toString(Math.clamp((long) Math.floor(value), low, high));
        }
    }

    /// One of some texts.
    ///
    /// @param name the setting
    /// @param options the texts, at least two, each another
    record Choice(String name, List<String> options) implements Dimension {
        /// Copies and checks the list.
        public Choice {
            options = List.copyOf(options);
            if (options.size() < 2) {
                throw new IllegalArgumentException(
                        name + ": there must be at least two options to choose from, got " + options);
            }
            if (new HashSet<>(options).size() < options.size()) {
                throw new IllegalArgumentException(name + ": the options must differ, got " + options);
            }
        }

        /// Gives the number of the option at a place.
        int option(double place) {
            return Math.clamp((long) (place * options.size()), 0, options.size() - 1);
        }

        @Override
        public String at(double place) {
            return options.get(option(place));
        }
    }

    private static void checkRange(String name, double low, double high, Scale scale) {
        if (!(low < high) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException(
                    name + ": a range must begin below its end, both finite, got " + low + " and " + high);
        }
        if (scale == Scale.LOGARITHMIC && low <= 0) {
            throw new IllegalArgumentException(
                    name + ": a logarithmic range must begin above 0, got " + low + "; use linear");
        }
    }

    private static double between(double place, double low, double high, Scale scale) {
        return switch (scale) {
            case LINEAR -> low + place * (high - low);
            case LOGARITHMIC -> low * StrictMath.pow(high / low, place);
        };
    }
}
