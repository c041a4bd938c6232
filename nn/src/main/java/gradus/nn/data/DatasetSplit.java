package gradus.nn.data;

import gradus.core.type.Key;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/// Training, validation and test samples of one data set, none of them in two parts. A share of 0 leaves a part
/// empty.
///
/// {@snippet file="SampleSnippets.java" region="DatasetSplit"}
///
/// @param train the samples to learn from
/// @param validation the samples to choose by
/// @param test the samples to judge by
public record DatasetSplit(Subset train, Subset validation, Subset test) {
    private static final List<String> NAMES = List.of("training", "validation", "test");

    /// Deals the samples at random.
    ///
    /// @throws IllegalArgumentException if the shares are no shares of 1, or one of them leaves no sample for its
    /// part
    public static DatasetSplit shuffled(Dataset dataset, double train, double validation, double test, Key key) {
        int[] order = key.fold("split").permutation(dataset.size());
        return cut(dataset, order, new double[] {train, validation, test});
    }

    /// Deals the samples at random so that every class has about the same share of every part.
    ///
    /// @param classOf the class of a sample by its number
    /// @param shares the shares of training, validation and test, which sum to 1
    /// @throws IllegalArgumentException if the shares are no shares of 1, or one of them leaves no sample for its
    /// part
    public static DatasetSplit stratified(Dataset dataset, IntUnaryOperator classOf, List<Double> shares, Key key) {
        double[] wanted = shares.stream().mapToDouble(Double::doubleValue).toArray();
        check(wanted);
        int[] order = key.fold("split").permutation(dataset.size());
        int[] part = new int[order.length];
        int[] dealt = new int[wanted.length];
        TreeMap<Integer, int[]> dealtByClass = new TreeMap<>();
        for (int index : order) {
            int[] ofClass = dealtByClass.computeIfAbsent(classOf.applyAsInt(index), _ -> new int[wanted.length]);
            int chosen = furthestBehind(wanted, ofClass, dealt);
            part[index] = chosen;
            ofClass[chosen]++;
            dealt[chosen]++;
        }
        Subset[] parts = new Subset[wanted.length];
        for (int p = 0; p < parts.length; p++) {
            int wantedPart = p;
            parts[p] = nonEmpty(
                    dataset,
                    Arrays.stream(order)
                            .filter(index -> part[index] == wantedPart)
                            .toArray(),
                    wanted,
                    p);
        }
        return new DatasetSplit(parts[0], parts[1], parts[2]);
    }

    /// Cuts the data set in the order that it has: the first samples are for training, the last for the test.
    ///
    /// @throws IllegalArgumentException if the shares are no shares of 1, or one of them leaves no sample for its
    /// part
    public static DatasetSplit inOrder(Dataset dataset, double train, double validation, double test) {
        int[] order = new int[dataset.size()];
        Arrays.setAll(order, i -> i);
        return cut(dataset, order, new double[] {train, validation, test});
    }

    private static DatasetSplit cut(Dataset dataset, int[] order, double[] shares) {
        check(shares);
        int first = (int) Math.round(shares[0] * order.length);
        int second = (int) Math.round((shares[0] + shares[1]) * order.length);
        return new DatasetSplit(
                nonEmpty(dataset, Arrays.copyOfRange(order, 0, first), shares, 0),
                nonEmpty(dataset, Arrays.copyOfRange(order, first, second), shares, 1),
                nonEmpty(dataset, Arrays.copyOfRange(order, second, order.length), shares, 2));
    }

    /// The part whose lack within the class is greatest; among equal ones the one whose lack overall is.
    private static int furthestBehind(double[] shares, int[] ofClass, int[] dealt) {
        double inClass = Arrays.stream(ofClass).sum() + 1.0;
        double overall = Arrays.stream(dealt).sum() + 1.0;
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < shares.length; p++) {
            double lack = shares[p] * inClass - ofClass[p] + 1e-3 * (shares[p] * overall - dealt[p]);
            if (shares[p] > 0 && lack > most) {
                most = lack;
                best = p;
            }
        }
        return best;
    }

    private static Subset nonEmpty(Dataset dataset, int[] indices, double[] shares, int part) {
        if (indices.length == 0 && shares[part] > 0) {
            throw new IllegalArgumentException("split: every part needs a sample, but a share of " + shares[part]
                    + " of " + dataset.size() + " samples leaves none for the " + NAMES.get(part)
                    + " part; use more samples or a share of 0");
        }
        return Subset.of(dataset, indices);
    }

    private static void check(double[] shares) {
        boolean fit =
                shares.length == NAMES.size() && Math.abs(Arrays.stream(shares).sum() - 1) < 1e-9;
        for (double share : shares) {
            fit &= share >= 0 && share <= 1;
        }
        if (!fit || shares[0] == 0) {
            throw new IllegalArgumentException(
                    "split: the shares of training, validation and test must lie in 0 … 1 and"
                            + " sum to 1, that of training above 0, got " + Arrays.toString(shares));
        }
    }
}
