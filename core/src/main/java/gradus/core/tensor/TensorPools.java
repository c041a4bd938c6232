package gradus.core.tensor;

import gradus.core.op.Pooling;
import gradus.core.op.Window;
import gradus.core.type.DType;
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
    /// @throws gradus.core.type.ShapeException if the window does not fit or reads padding alone somewhere
    default Tensor windowMax(Window window) {
        return Tensor.apply(new Pooling.WindowMax(window), self());
    }

    /// Gives where the largest number lies, as an int32 index into the spatial axes read as one: the first of
    /// equals.
    ///
    /// @throws gradus.core.type.ShapeException if the window does not fit or reads padding alone somewhere
    default Tensor windowArgMax(Window window) {
        return Tensor.apply(new Pooling.WindowArgMax(window), self());
    }

    /// Gives the sum of what the window reads at each place; padding counts as 0.
    ///
    /// @throws gradus.core.type.ShapeException if the window does not fit
    default Tensor windowSum(Window window) {
        return Tensor.apply(new Pooling.WindowSum(window), self());
    }

    /// Gives the mean of what the window reads at each place, rounded once.
    ///
    /// @throws gradus.core.type.ShapeException if the window does not fit
    default Tensor windowMean(Window window, Counting counting) {
        return Wide.once(self(), x -> {
            Tensor sum = x.windowSum(window);
            return switch (counting) {
                case WITH_PADDING -> sum.divide(window.count());
                case WITHOUT_PADDING -> sum.divide(read(window));
            };
        });
    }

    /// How many elements of the input each place of a window reads, at least 1.
    private Tensor read(Window window) {
        Shape one = self().shape().with(0, 1).with(self().rank() - 1, 1);
        Tensor inside = Tensor.fill(new TensorType(DType.FLOAT32, one), 1);
        return Tensor.of(inside.windowSum(window).maximum(1).literal());
    }

    /// Cuts each spatial axis into so many bins and gives the mean of each: bin i of n on an axis of size s
    /// reaches from `⌊i s/n⌋` to `⌈(i + 1) s/n⌉`, so bins overlap where n does not divide s (as in PyTorch).
    ///
    /// @param bins the spatial sizes of the result, one per spatial axis
    /// @throws gradus.core.type.ShapeException if there is not one positive number per spatial axis
    default Tensor adaptiveMean(int... bins) {
        return Wide.once(self(), x -> {
            Tensor mean = x;
            for (int axis = bins.length; axis >= 1; axis--) {
                mean = Bins.of("adaptive mean", self(), axis, bins).mean(mean);
            }
            return mean;
        });
    }

    /// Cuts each spatial axis into so many bins, as [#adaptiveMean] does, and gives the largest number of each;
    /// a tie's gradient goes to the first.
    ///
    /// @param bins the spatial sizes of the result, one per spatial axis
    /// @throws gradus.core.type.ShapeException if there is not one positive number per spatial axis
    default Tensor adaptiveMax(int... bins) {
        Tensor max = self();
        for (int axis = bins.length; axis >= 1; axis--) {
            max = Bins.of("adaptive max", self(), axis, bins).max(max);
        }
        return max;
    }
}
