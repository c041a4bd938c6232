package gradus.core.tensor;

import gradus.core.op.CompareFn;
import gradus.core.op.Reduction;
import gradus.core.op.Reduction.ArgFn;
import gradus.core.op.Reduction.ReduceFn;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import java.util.List;
import java.util.stream.IntStream;

/// Folds of axes: sums, means, extremes. Without axes everything is folded to a scalar.
///
/// {@snippet file="TensorSnippets.java" region="TensorMoves"}
public sealed interface TensorFolds permits Tensor {
    /// Whether folded axes vanish or stay with size 1.
    enum Keep {
        /// Folded axes vanish.
        DROP_AXES,
        /// Folded axes stay with size 1, so that the result broadcasts against the input.
        KEEP_AXES
    }

    /// Gives this tensor.
    Tensor self();

    /// Folds axes (all if none are named).
    default Tensor fold(ReduceFn fn, Keep keep, int... axes) {
        List<Integer> sorted = axes.length == 0
                ? IntStream.range(0, self().rank()).boxed().toList()
                : IntStream.of(axes).map(self().shape()::axis).sorted().boxed().toList();
        Tensor folded = sorted.isEmpty() ? self() : Tensor.apply(new Reduction.Reduce(fn, sorted), self());
        if (keep == Keep.DROP_AXES) {
            return folded;
        }
        Shape kept = self().shape();
        for (int axis : sorted) {
            kept = kept.with(axis, 1);
        }
        return folded.reshape(kept);
    }

    /// Gives the sum over axes, which vanish.
    default Tensor sum(int... axes) {
        return fold(ReduceFn.SUM, Keep.DROP_AXES, axes);
    }

    /// Gives the mean over axes, which vanish.
    default Tensor mean(int... axes) {
        return mean(Keep.DROP_AXES, axes);
    }

    /// Gives the mean over axes.
    default Tensor mean(Keep keep, int... axes) {
        return Wide.once(self(), x -> {
            Tensor sum = x.fold(ReduceFn.SUM, keep, axes);
            return sum.divide(perElement(sum));
        });
    }

    /// Gives the variance over axes with divisor `n − correction`: 0 for the population's, 1 for the sample's
    /// (Bessel).
    default Tensor variance(int correction, Keep keep, int... axes) {
        return Wide.once(self(), x -> {
            Tensor centred = x.subtract(x.mean(Keep.KEEP_AXES, axes));
            Tensor sum = centred.square().fold(ReduceFn.SUM, keep, axes);
            return sum.divide(perElement(sum) - correction);
        });
    }

    /// How many elements of this tensor each element of a fold stands for.
    private double perElement(Tensor folded) {
        return self().type().count() / (double) Math.max(1, folded.type().count());
    }

    /// Gives the largest element over axes; a tie's gradient goes to the first.
    default Tensor max(int... axes) {
        return fold(ReduceFn.MAX, Keep.DROP_AXES, axes);
    }

    /// Gives the smallest element over axes; a tie's gradient goes to the first.
    default Tensor min(int... axes) {
        return fold(ReduceFn.MIN, Keep.DROP_AXES, axes);
    }

    /// Gives the int64 index of the largest element along an axis; the first of equals.
    default Tensor argMax(int axis) {
        return Tensor.apply(
                new Reduction.ArgReduce(ArgFn.ARG_MAX, self().shape().axis(axis)), self());
    }

    /// Gives the int64 index of the smallest element along an axis; the first of equals.
    default Tensor argMin(int axis) {
        return Tensor.apply(
                new Reduction.ArgReduce(ArgFn.ARG_MIN, self().shape().axis(axis)), self());
    }

    /// Gives the Euclidean norm over axes; its gradient at 0 is 0.
    default Tensor norm(int... axes) {
        return Wide.once(self(), x -> {
            Tensor squares = x.square().sum(axes);
            Tensor zero = squares.compare(CompareFn.EQUAL, 0);
            Tensor safe = zero.where(squares.multiply(0).add(1), squares);
            return zero.where(squares.multiply(0), safe.sqrt());
        });
    }

    /// Says where the condition (bool) holds at least once, as a scalar.
    default Tensor any() {
        return self().as(DType.FLOAT32).max().compare(CompareFn.GREATER, 0);
    }

    /// Says whether the condition (bool) holds everywhere, as a scalar.
    default Tensor all() {
        return self().as(DType.FLOAT32).min().compare(CompareFn.GREATER, 0);
    }
}
