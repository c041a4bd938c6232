package gradus.nn.train;

import gradus.core.op.CompareFn;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What keeps an update that is not finite from doing anything, or lets all pass.
///
/// @param skipped 1 if this update is left out, else 0; nothing if all pass
record Guard(Optional<Tensor> skipped) {
    /// What the share of updates that were left out is called.
    static final String SKIPPED = "skipped";

    /// Gives the guard that lets all pass.
    static Guard open() {
        return new Guard(Optional.empty());
    }

    /// Gives the guard that lets pass what goes with finite tensors.
    static Guard over(Collection<Tensor> some, Collection<Tensor> more) {
        List<Tensor> all = new ArrayList<>(some);
        all.addAll(more);
        return new Guard(all.stream()
                .filter(tensor -> tensor.type().count() > 0)
                .map(tensor -> tensor.isFinite()
                        .as(DType.FLOAT32)
                        .compare(CompareFn.EQUAL, 0)
                        .as(DType.FLOAT32)
                        .max())
                .reduce(Tensor::maximum));
    }

    /// Gives the new value, or the old one if the update is left out.
    Tensor kept(Tensor next, Tensor before) {
        return skipped.map(flag -> flag.compare(CompareFn.EQUAL, 0).where(next, before))
                .orElse(next);
    }

    /// Gives a number that counts, or 0 if the update is left out.
    Tensor counted(Tensor number) {
        return kept(number, Tensor.fill(number.type(), 0));
    }
}
