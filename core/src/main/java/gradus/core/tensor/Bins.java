package gradus.core.tensor;

import gradus.core.tensor.TensorFolds.Keep;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.Arrays;

/// One axis cut into bins: bin i of n on an axis of size s reaches from `⌊i s/n⌋` to `⌈(i + 1) s/n⌉`.
///
/// @param axis which axis
/// @param size how long it is
/// @param count how many bins
record Bins(int axis, int size, int count) {
    static Bins of(String name, Tensor x, int axis, int... counts) {
        boolean fits = x.rank() == counts.length + 2
                && Arrays.stream(counts).allMatch(count -> count > 0)
                && x.shape().count(1, x.rank() - 1) > 0;
        if (!fits) {
            throw new ShapeException(name + ": the input must be [batch, spatial…, channels] with a number of bins for"
                    + " each spatial axis, and both positive, got " + x.shape() + " and bins " + Arrays.toString(counts)
                    + Origin.here().at());
        }
        return new Bins(axis, x.size(axis), counts[axis - 1]);
    }

    private int start(int bin) {
        return (int) ((long) bin * size / count);
    }

    private int limit(int bin) {
        return (int) (((long) (bin + 1) * size + count - 1) / count);
    }

    private boolean isEven() {
        return size % count == 0;
    }

    /// Bins side by side along a new axis after the old one: `[…, count, longest, …]`. Shorter bins repeat their
    /// last element.
    private Tensor cut(Tensor x) {
        if (isEven()) {
            return x.reshape(x.shape().with(axis, count).inserting(axis + 1, size / count));
        }
        Literal index = Literal.zeros(TensorType.of(DType.INT32, count, longest()));
        for (int bin = 0; bin < count; bin++) {
            for (int i = 0; i < longest(); i++) {
                index.set(bin * longest() + i, Math.min(start(bin) + i, limit(bin) - 1));
            }
        }
        return x.gather(Tensor.of(index), axis);
    }

    private int longest() {
        int longest = 0;
        for (int bin = 0; bin < count; bin++) {
            longest = Math.max(longest, limit(bin) - start(bin));
        }
        return longest;
    }

    /// The largest of each bin; elements that are repeated come last and so lose ties.
    Tensor max(Tensor x) {
        return cut(x).max(axis + 1);
    }

    Tensor mean(Tensor x) {
        Tensor cut = cut(x);
        if (isEven()) {
            return cut.mean(Keep.DROP_AXES, axis + 1);
        }
        int[] ones = new int[x.rank()];
        Arrays.fill(ones, 1);
        Shape column = Shape.of(ones).with(axis, count);
        Literal length = Literal.zeros(new TensorType(x.dtype(), column));
        Literal counted = Literal.zeros(new TensorType(DType.BOOL, column.inserting(axis + 1, longest())));
        for (int bin = 0; bin < count; bin++) {
            length.set(bin, limit(bin) - start(bin));
            for (int i = 0; i < limit(bin) - start(bin); i++) {
                counted.set(bin * longest() + i, 1);
            }
        }
        Tensor zeros = Tensor.of(Literal.zeros(TensorType.of(x.dtype())));
        return Tensor.of(counted).where(cut, zeros).sum(axis + 1).divide(Tensor.of(length));
    }
}
