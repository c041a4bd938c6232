package gradus.nn.data;

import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/// Samples with a third part, the number of a fold: the weights of member m of an ensemble do not learn from fold m,
/// so each sample is judged by a member that did not fit it, and none has to be set aside.
///
/// It is no independent measure: the preprocessing saw all samples, batch normalisation of a member sees the
/// features of its fold, and the best epoch is chosen by these very judgements. Only test rows are independent.
///
/// @param samples features and target
/// @param folds how many folds of about equal size, at least 2
/// @param key the source of who is in which fold
public record CrossFit(Dataset samples, int folds, Key key) implements Dataset {
    /// Checks the number of folds.
    ///
    /// @throws IllegalArgumentException if there are fewer than 2 folds or fewer samples than folds
    public CrossFit {
        if (folds < 2 || samples.size() < folds) {
            throw new IllegalArgumentException(
                    "cross-fit: there must be at least 2 folds and no more than samples, got " + folds + " folds and "
                            + samples.size() + " samples");
        }
    }

    /// Gives the fold of a sample, 0 … folds − 1.
    public int fold(int index) {
        return key.permuted(index, samples.size()) % folds;
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
