package gradus.nn.train;

import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Preprocessing;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Where the numbers of the training samples lay: a Gaussian, and how far from its middle rows lie that it was not
/// made from. The numbers of a picture are the mean and the roughness of each channel in the cells of a grid:
/// 5 × 5 cells of grey pictures, 3 × 3 of coloured ones.
///
/// The distance of a row is that of Mahalanobis, `√((x − μ)ᵀΣ⁻¹(x − μ))`, over the features that are numbers or days,
/// as the network takes them; a category has no distance, it is known or not. Σ is the covariance of the standardised
/// features, shrunk towards equal variances by the formula of Ledoit and Wolf (2004), so that few rows or features that
/// say the same still give one; above 64 features only the variances count. As a score for input unlike that of
/// training: Lee et al. (2018).
///
/// The limit is the distance under which 99.9 % of the training rows stay, each measured by a Gaussian that was made
/// without it (five folds). Below 1000 rows it is the largest of these distances; about one in n + 1 new rows of the
/// same kind lies beyond it then.
///
/// @param places the positions of the features that count
/// @param mean μ, one number for each of them
/// @param factor the lower triangle of the Cholesky factor of Σ row by row; above 64 features the standard deviations
/// @param limit the distance that counts as 1, above 0
public record TrainingRegion(List<Integer> places, List<Double> mean, List<Double> factor, double limit) {
    /// Up to so many features the whole covariance counts.
    public static final int MOST_JOINT = 64;

    /// Checks that the sizes fit, numbers are finite and deviations are above 0.
    ///
    /// @throws IllegalArgumentException if not
    public TrainingRegion {
        places = List.copyOf(places);
        mean = List.copyOf(mean);
        factor = List.copyOf(factor);
        int size = places.size();
        int wanted = factors(size);
        if (mean.size() != size || factor.size() != wanted) {
            throw new IllegalArgumentException("training region: " + size + " features need as many means and " + wanted
                    + " numbers of the factor, got " + mean.size() + " and " + factor.size());
        }
        boolean finite = mean.stream().allMatch(Double::isFinite)
                && factor.stream().allMatch(Double::isFinite)
                && limit > 0
                && Double.isFinite(limit);
        if (!finite) {
            throw new IllegalArgumentException(
                    "training region: means and factor must be finite and the limit above 0, got " + limit + " for "
                            + mean + " and " + factor);
        }
        for (int i = 0; i < size; i++) {
            if (places.get(i) < 0 || !(factor.get(diagonal(i, size)) > 0)) {
                throw new IllegalArgumentException("training region: places must be 0 or more and deviations above 0, "
                        + "got " + factor.get(diagonal(i, size)) + " at place " + places.get(i));
            }
        }
    }

    /// Gives the region of the training rows, at most 20000 of them, evenly taken; nothing for fewer than two.
    ///
    /// @param preprocessing says which features are numbers
    /// @param rows the encoded training rows
    public static Optional<TrainingRegion> of(Preprocessing preprocessing, ArrayDataset rows) {
        float[][] some = Arrays.stream(RegionFit.evenly(rows.size()))
                .mapToObj(rows::features)
                .toArray(float[][]::new);
        return RegionFit.of(some, RegionFit.places(preprocessing));
    }

    /// Gives how far a row lies from the middle, as a multiple of the limit: above 1 it is farther than 99.9 % of
    /// the training rows. 0 where no feature is a number.
    ///
    /// @param features encoded rows
    /// @param offset where the row begins
    public double distance(float[] features, int offset) {
        int size = places.size();
        double[] whitened = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double left = features[offset + places.get(i)] - mean.get(i);
            for (int j = 0; j < i && size <= MOST_JOINT; j++) {
                left -= factor.get(diagonal(i, size) - i + j) * whitened[j];
            }
            whitened[i] = left / factor.get(diagonal(i, size));
            sum += whitened[i] * whitened[i];
        }
        return Math.sqrt(sum) / limit;
    }

    private static int diagonal(int row, int size) {
        return size > MOST_JOINT ? row : row * (row + 3) / 2;
    }

    private static int factors(int size) {
        return size > MOST_JOINT ? size : size * (size + 1) / 2;
    }
}
