package gradus.nn.data;

import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Samples with a third part, the number of a fold: the weights of member m of an ensemble do not learn from fold m,
/// so each sample is judged by a member that did not fit it, and none has to be set aside.
///
/// It is no independent measure: the preprocessing saw all samples, batch normalisation of a member sees the
/// features of its fold, and the best epoch is chosen by these very judgements. Only test rows are independent.
///
/// Folds are stratified: samples in the order of their first target (classes, or numbers from small to large) are dealt
/// in rounds of one to each fold, at random within a round, so that every fold has about the same share of each class
/// and of each range.
///
/// {@snippet file="SampleSnippets.java" region="CrossFit"}
public final class CrossFit implements Dataset {
    private final Dataset samples;
    private final int folds;
    private final int[] fold;

    /// Deals samples into folds.
    ///
    /// @param samples features and target
    /// @param folds how many folds of about equal size, at least 2
    /// @param key the source of who is in which fold
    /// @throws IllegalArgumentException if there are fewer than 2 folds or fewer samples than folds
    public CrossFit(Dataset samples, int folds, Key key) {
        if (folds < 2 || samples.size() < folds) {
            throw new IllegalArgumentException(
                    "cross-fit: there must be at least 2 folds and no more than samples, got " + folds + " folds and "
                            + samples.size() + " samples");
        }
        this.samples = samples;
        this.folds = folds;
        this.fold = dealt(samples, folds, key);
    }

    private static int[] dealt(Dataset samples, int folds, Key key) {
        double[] targets = targets(samples, key);
        Key ties = key.fold("ties");
        List<Integer> order = IntStream.range(0, targets.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> targets[i])
                        .thenComparingInt(i -> ties.permuted(i, targets.length)))
                .toList();
        int[] fold = new int[targets.length];
        for (int place = 0; place < order.size(); place++) {
            fold[order.get(place)] = key.fold(place / folds).permuted(place % folds, folds);
        }
        return fold;
    }

    /// The first number of each target.
    private static double[] targets(Dataset samples, Key key) {
        List<Literal> one = samples.sampleTypes().stream()
                .map(type -> Literal.zeros(type.with(Shape.of(1).append(type.shape()))))
                .toList();
        double[] targets = new double[samples.size()];
        for (int i = 0; i < targets.length && one.size() > 1 && one.get(1).count() > 0; i++) {
            samples.read(i, key.fold("sample").fold(i), one, 0);
            targets[i] = one.get(1).get(0);
        }
        return targets;
    }

    /// Gives the same samples dealt by another key.
    public CrossFit dealtBy(Key key) {
        return new CrossFit(samples, folds, key);
    }

    /// Gives the samples without their folds.
    public Dataset samples() {
        return samples;
    }

    /// Gives the number of folds.
    public int folds() {
        return folds;
    }

    /// Gives the fold of a sample, 0 … folds − 1.
    public int fold(int index) {
        return fold[index];
    }

    @Override
    public int size() {
        return samples.size();
    }

    @Override
    public List<TensorType> sampleTypes() {
        List<TensorType> types = new ArrayList<>(samples.sampleTypes());
        types.add(TensorType.of(DType.INT64));
        return types;
    }

    @Override
    public List<String> partNames() {
        List<String> names = new ArrayList<>(samples.partNames());
        names.add("fold");
        return names;
    }

    @Override
    public void read(int index, Key sampleKey, List<Literal> batch, int row) {
        samples.read(index, sampleKey, batch, row);
        batch.getLast().longs()[row] = fold(index);
    }
}
