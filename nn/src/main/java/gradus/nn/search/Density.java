package gradus.nn.search;

import gradus.core.type.Key;
import java.util.Arrays;

/// How likely the places of one dimension are, from places that were seen: a mixture of an even part and of a bell
/// around each. Of a choice the parts are those of its options.
sealed interface Density {
    /// Gives the density at a place.
    double at(double place);

    /// Draws a place.
    double draw(Key key);

    static Density of(Dimension dimension, double[] seen) {
        return switch (dimension) {
            case Dimension.Real _, Dimension.Whole _ -> Bells.of(seen);
            case Dimension.Choice choice -> Options.of(choice, seen);
        };
    }

    /// Bells cut at 0 and 1. Each is as wide as the farther of its neighbours is away, but not narrower than
    /// 1 / min(100, n + 2).
    @SuppressWarnings("ArrayRecordComponent")
    record Bells(double[] centres, double[] widths) implements Density {
        private static final double LAST = Math.nextDown(1.0);
        private static final int MOST_DRAWS = 1000;

        static Bells of(double[] seen) {
            double[] centres = seen.clone();
            Arrays.sort(centres);
            double[] widths = new double[centres.length];
            double least = 1 / Math.min(100.0, centres.length + 2.0);
            for (int i = 0; i < centres.length; i++) {
                double before = centres[i] - (i == 0 ? 0 : centres[i - 1]);
                double after = (i == centres.length - 1 ? 1 : centres[i + 1]) - centres[i];
                widths[i] = Math.clamp(Math.max(before, after), least, 1);
            }
            return new Bells(centres, widths);
        }

        /// The bells are not divided by what is cut off, which is the same for every place of one.
        @Override
        public double at(double place) {
            double sum = 1;
            for (int i = 0; i < centres.length; i++) {
                double z = (place - centres[i]) / widths[i];
                sum += StrictMath.exp(-z * z / 2) / (widths[i] * Math.sqrt(2 * Math.PI));
            }
            return sum / (centres.length + 1);
        }

        @Override
        public double draw(Key key) {
            int part = key.below(centres.length + 1, 0);
            if (part == centres.length) {
                return key.uniform(1);
            }
            for (int i = 0; i < MOST_DRAWS; i++) {
                double place = centres[part] + widths[part] * key.fold("bell").normal(i);
                if (place >= 0 && place < 1) {
                    return place;
                }
            }
            return Math.clamp(centres[part], 0, LAST);
        }
    }

    /// The share of each option, each seen once more than it was.
    @SuppressWarnings("ArrayRecordComponent")
    record Options(Dimension.Choice choice, double[] shares) implements Density {
        static Options of(Dimension.Choice choice, double[] seen) {
            double[] shares = new double[choice.options().size()];
            Arrays.fill(shares, 1.0 / (seen.length + shares.length));
            for (double place : seen) {
                shares[choice.option(place)] += 1.0 / (seen.length + shares.length);
            }
            return new Options(choice, shares);
        }

        @Override
        public double at(double place) {
            return shares[choice.option(place)];
        }

        @Override
        public double draw(Key key) {
            double left = key.uniform(0);
            int option = 0;
            while (option < shares.length - 1 && left >= shares[option]) {
                left -= shares[option];
                option++;
            }
            return (option + 0.5) / shares.length;
        }
    }
}
