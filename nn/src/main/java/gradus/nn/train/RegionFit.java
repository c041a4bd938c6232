package gradus.nn.train;

import gradus.nn.data.FeatureEncoder;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.image.ImageDataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Finds the [TrainingRegion] of samples.
final class RegionFit {
    private static final int MOST_ROWS = 20_000;
    private static final int FOLDS = 5;
    private static final double INSIDE = 0.999;

    private final float[][] rows;
    private final List<Integer> places;

    private RegionFit(float[][] rows, List<Integer> places) {
        this.rows = rows;
        this.places = places;
    }

    /// Gives the region of rows; nothing for fewer than two.
    ///
    /// @param rows features of samples
    /// @param places the positions of the features that count
    static Optional<TrainingRegion> of(float[][] rows, List<Integer> places) {
        RegionFit fit = new RegionFit(rows, places);
        return rows.length < 2 ? Optional.empty() : Optional.of(fit.region(_ -> true, fit.limit()));
    }

    /// Gives the region of at most 20000 pictures; nothing for fewer than two.
    ///
    /// @param images the training pictures as they are scaled; their changes do not count
    static Optional<TrainingRegion> of(ImageDataset images) {
        PictureFeatures features = new PictureFeatures(images.imageSize());
        ImageDataset plain = images.augmented();
        float[][] rows = Arrays.stream(evenly(images.size()))
                .mapToObj(i -> features.of(plain, i))
                .toArray(float[][]::new);
        return of(rows, IntStream.range(0, features.width()).boxed().toList());
    }

    /// Gives the numbers of at most 20000 of so many samples, evenly taken.
    static int[] evenly(int size) {
        int count = Math.min(MOST_ROWS, size);
        return IntStream.range(0, count)
                .map(i -> (int) ((long) i * size / count))
                .toArray();
    }

    /// Gives the positions of numbers and days.
    static List<Integer> places(Preprocessing preprocessing) {
        List<Integer> places = new ArrayList<>();
        int at = 0;
        for (FeatureEncoder feature : preprocessing.features()) {
            switch (feature) {
                case FeatureEncoder.Standardize _ -> places.add(at);
                case FeatureEncoder.DateParts date -> {
                    int next = at;
                    for (FeatureEncoder.DatePart part : date.parts()) {
                        if (part == FeatureEncoder.DatePart.DAYS) {
                            places.add(next);
                        }
                        next += part == FeatureEncoder.DatePart.DAYS ? 1 : 2;
                    }
                }
                case FeatureEncoder.OneHot _, FeatureEncoder.Embed _, FeatureEncoder.Flag _ -> {}
            }
            at += feature.width();
        }
        return places;
    }

    /// Gives the distance that 99.9 % of the rows stay under, measured without themselves; at least 1, so that rows
    /// that are all the same have one.
    private double limit() {
        int folds = Math.min(FOLDS, rows.length);
        double[] distances = new double[rows.length];
        for (int fold = 0; fold < folds; fold++) {
            int left = fold;
            TrainingRegion others = region(row -> row % folds != left, 1);
            for (int row = fold; row < rows.length; row += folds) {
                distances[row] = others.distance(rows[row], 0);
            }
        }
        Arrays.sort(distances);
        int rank = (int) Math.ceil(INSIDE * (rows.length + 1));
        return Math.max(1, distances[Math.min(rank, rows.length) - 1]);
    }

    private TrainingRegion region(IntPredicate kept, double limit) {
        int[] chosen = IntStream.range(0, rows.length).filter(kept).toArray();
        double[] mean = new double[places.size()];
        double[] deviation = new double[places.size()];
        for (int i = 0; i < mean.length; i++) {
            moments(chosen, i, mean, deviation);
        }
        double[] factor = mean.length > TrainingRegion.MOST_JOINT ? deviation : joint(chosen, mean, deviation);
        return new TrainingRegion(places, list(mean), list(factor), limit);
    }

    /// A variance is at least that of a number that differs in one of n + 2 rows.
    private void moments(int[] chosen, int i, double[] mean, double[] deviation) {
        int place = places.get(i);
        double sum = 0;
        for (int row : chosen) {
            sum += rows[row][place];
        }
        mean[i] = sum / chosen.length;
        double squares = 0;
        for (int row : chosen) {
            double apart = rows[row][place] - mean[i];
            squares += apart * apart;
        }
        deviation[i] = Math.sqrt(Math.max(squares / chosen.length, 1.0 / (chosen.length + 2)));
    }

    /// Gives the Cholesky factor of the shrunk covariance, its rows times the deviations.
    private double[] joint(int[] chosen, double[] mean, double[] deviation) {
        int width = mean.length;
        double[][] covariance = new double[width][width];
        double fourth = 0; // the sum of |z|⁴
        double[] z = new double[width];
        for (int row : chosen) {
            double square = 0;
            for (int i = 0; i < width; i++) {
                z[i] = (rows[row][places.get(i)] - mean[i]) / deviation[i];
                square += z[i] * z[i];
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += z[i] * z[j] / chosen.length;
                }
            }
            fourth += square * square;
        }
        shrink(covariance, fourth / chosen.length, chosen.length);
        double[] factor = cholesky(covariance);
        for (int i = 0, at = 0; i < width; i++) {
            for (int j = 0; j <= i; j++, at++) {
                factor[at] *= deviation[i];
            }
        }
        return factor;
    }

    /// Moves a covariance towards `μI` by the share `β²/δ²` (Ledoit and Wolf 2004): `μ` the mean variance, `δ²` how
    /// far the covariance lies from `μI`, `β²` how far single rows scatter about the covariance, divided by the
    /// rows.
    ///
    /// @param fourth the mean of |z|⁴
    private static void shrink(double[][] covariance, double fourth, int count) {
        int width = covariance.length;
        double trace = 0;
        double squares = 0;
        for (int i = 0; i < width; i++) {
            trace += covariance[i][i];
            for (int j = 0; j <= i; j++) {
                squares += (j == i ? 1 : 2) * covariance[i][j] * covariance[i][j];
            }
        }
        double middle = trace / width;
        double apart = squares - width * middle * middle;
        double scatter = Math.max(0, fourth - squares) / count;
        double share = scatter < apart ? scatter / apart : 1;
        double least = 1.0 / (count + 2);
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] *= 1 - share;
            }
            covariance[i][i] = Math.max(least, covariance[i][i] + share * middle);
        }
    }

    private static double[] cholesky(double[][] matrix) {
        int width = matrix.length;
        double[] factor = new double[width * (width + 1) / 2];
        for (int i = 0; i < width; i++) {
            int row = i * (i + 1) / 2;
            for (int j = 0; j <= i; j++) {
                double left = matrix[i][j];
                int column = j * (j + 1) / 2;
                for (int k = 0; k < j; k++) {
                    left -= factor[row + k] * factor[column + k];
                }
                // two features that say the same leave nothing but rounding
                factor[row + j] = j == i ? Math.sqrt(Math.max(left, 1e-9 * matrix[i][i])) : left / factor[column + j];
            }
        }
        return factor;
    }

    private static List<Double> list(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
