package gradus.nn.search;

import gradus.core.type.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Which settings to try next: a pure function of the dimensions, the earlier trials and a key.
public enum Sampler {
    /// Every place is as likely as another.
    RANDOM {
        @Override
        public List<Double> next(List<Dimension> dimensions, List<Trial> earlier, Key key) {
            return IntStream.range(0, dimensions.size())
                    .mapToObj(key.fold("random")::uniform)
                    .toList();
        }
    },
    /// The tree-structured Parzen estimator (Bergstra et al. 2011, “Algorithms for hyper-parameter
    /// optimization”). The best quarter of the trials and the others each make a density; of 24 places
    /// drawn from that of the good ones the one is taken where it is the largest share of both. Dimensions
    /// are taken for independent. The first ten trials are random.
    TPE {
        @Override
        public List<Double> next(List<Dimension> dimensions, List<Trial> earlier, Key key) {
            if (earlier.size() < FIRST) {
                return RANDOM.next(dimensions, earlier, key);
            }
            List<Trial> sorted = earlier.stream()
                    .sorted(Comparator.comparingDouble(Trial::loss))
                    .toList();
            int good = Math.min(MOST_GOOD, Math.ceilDiv(sorted.size(), 4));
            List<Double> places = new ArrayList<>();
            for (int d = 0; d < dimensions.size(); d++) {
                Density best = Density.of(dimensions.get(d), column(sorted.subList(0, good), d));
                Density rest = Density.of(dimensions.get(d), column(sorted.subList(good, sorted.size()), d));
                places.add(likeliest(best, rest, key.fold("tpe").fold(d)));
            }
            return places;
        }
    };

    private static final int FIRST = 10;
    private static final int MOST_GOOD = 25;
    private static final int DRAWN = 24;

    /// Gives a place for each dimension.
    ///
    /// @param dimensions what is looked for
    /// @param earlier the trials whose loss is known
    /// @param key the randomness of this trial, another for each
    public abstract List<Double> next(List<Dimension> dimensions, List<Trial> earlier, Key key);

    private static double[] column(List<Trial> trials, int dimension) {
        return trials.stream()
                .mapToDouble(trial -> trial.places().get(dimension))
                .toArray();
    }

    private static double likeliest(Density best, Density rest, Key key) {
        double chosen = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < DRAWN; i++) {
            double place = best.draw(key.fold(i));
            double gain = Math.log(best.at(place)) - Math.log(rest.at(place));
            if (gain > most) {
                most = gain;
                chosen = place;
            }
        }
        return chosen;
    }
}
