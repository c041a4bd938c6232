package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.init.Initializer;

/// A change of a matrix W `[in, out]` by two narrow ones: `W + s · D U` (Hu et al. 2021, LoRA).
///
/// @param down D `[in, rank]`
/// @param up U `[rank, out]`
/// @param scale s
public record LowRank(Param down, Param up, double scale) {
    /// Checks that the two matrices can be multiplied.
    public LowRank {
        Shape first = down.value().shape();
        Shape second = up.value().shape();
        if (first.rank() != 2 || second.rank() != 2 || first.size(1) != second.size(0)) {
            throw new ShapeException(
                    "low rank: down must be [in, rank] and up [rank, out], got " + first + " and " + second);
        }
    }

    /// Gives a change that changes nothing yet: U is zero, D starts by [Initializer#torchLinear] as in the paper's
    /// code.
    ///
    /// @param weight W
    /// @param rank at least 1; common are 4 to 16
    /// @param scale s; the paper's α / rank
    public static LowRank of(Tensor weight, int rank, double scale, Key key) {
        int in = weight.size(0);
        int out = weight.size(1);
        if (rank < 1 || rank > Math.min(in, out)) {
            throw new IllegalArgumentException("low rank: the rank of a change of " + weight.shape()
                    + " must lie between 1 and " + Math.min(in, out) + ", got " + rank);
        }
        Tensor down = Initializer.torchLinear().create(Shape.of(in, rank), in, rank, key);
        return new LowRank(
                new Param(down.as(weight.dtype())),
                new Param(Tensor.zeros(rank, out).as(weight.dtype())),
                scale);
    }

    /// Gives the changed matrix.
    public Tensor of(Tensor weight) {
        return weight.add(down.value().matmul(up.value()).multiply(scale));
    }

    @Override
    public String toString() {
        return "LowRank " + down.value().size(1);
    }
}
