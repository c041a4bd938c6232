package gradus.core.tensor;

import gradus.core.op.Pooling;
import gradus.core.op.Window;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;

/// Folds of what slides over the spatial axes of `[batch, spatial…, channels]`, each channel by itself.
public sealed interface TensorPools permits Tensor {
    /// What the sum of a window is divided by to be its mean.
    enum Counting {
        /// Every place, padding too, which counts as 0.
        WITH_PADDING,
        /// The elements of the input that the window reads.
        WITHOUT_PADDING
    }

    /// Gives this tensor.
    Tensor self();

    /// Gives the largest number that the window reads at each place; a tie's gradient goes to the first, NaN
    /// wins.
    ///
    /// @throws ShapeException if the window does not fit or reads padding alone somewhere
    default Tensor windowMax(Window window) {
        return Tensor.apply(new Pooling.WindowMax(window), self());
    }

    /// Gives where the largest number lies, as an int32 index into the spatial axes read as one: the first of
    /// equals.
    ///
    /// @throws ShapeException if the window does not fit or reads padding alone somewhere
    default Tensor windowArgMax(Window window) {
        return Tensor.apply(new Pooling.WindowArgMax(window), self());
    }

    /// Gives the sum of what the window reads at each place; padding counts as 0.
    ///
    /// @throws ShapeException if the window does not fit
    default Tensor windowSum(Window window) {
        return Tensor.apply(new Pooling.WindowSum(window), self());
    }

    /// Gives the mean of what the window reads at each place, rounded once.
    ///
    /// @throws ShapeException if the window does not fit
    default Tensor windowMean(Window window, Counting counting) {
        return switch (counting) {
            case WITH_PADDING -> rounded(self().wide().windowSum(window).multiply(1.0 / window.count()));
            case WITHOUT_PADDING -> {
                Tensor sum = self().wide().windowSum(window);
                int rank = self().rank();
                Shape one = self().shape().with(0, 1).with(rank - 1, 1);
                Tensor inside = Tensor.fill(new TensorType(sum.dtype(), one), 1);
                Literal share = inside.windowSum(window).literal().copy();
                for (int i = 0; i < share.count(); i++) {
                    share.set(i, 1 / Math.max(1, share.get(i)));
                }
                yield rounded(sum.multiply(Tensor.of(share)));
            }
        };
    }

    private Tensor rounded(Tensor mean) {
        return self().dtype().isFloating() ? mean.as(self().dtype()) : mean;
    }

    /// Cuts each spatial axis into so many bins and gives the mean of each: bin i of n on an axis of size s
    /// reaches from `⌊i s/n⌋` to `⌈(i + 1) s/n⌉`, so bins overlap where n does not divide s (as in PyTorch).
    ///
    /// @param bins the spatial sizes of the result, one per spatial axis
    /// @throws ShapeException if there is not one positive number per spatial axis
    default Tensor adaptiveMean(int... bins) {
        Tensor mean = self().wide();
        for (int axis = bins.length; axis >= 1; axis--) {
            mean = Bins.of("adaptive mean", self(), axis, bins).mean(mean);
        }
        return rounded(mean);
    }

    /// Cuts each spatial axis into so many bins, as [#adaptiveMean] does, and gives the largest number of each;
    /// a tie's gradient goes to the first.
    ///
    /// @param bins the spatial sizes of the result, one per spatial axis
    /// @throws ShapeException if there is not one positive number per spatial axis
    default Tensor adaptiveMax(int... bins) {
        Tensor max = self();
        for (int axis = bins.length; axis >= 1; axis--) {
            max = Bins.of("adaptive max", self(), axis, bins).max(max);
        }
        return max;
    }
}
