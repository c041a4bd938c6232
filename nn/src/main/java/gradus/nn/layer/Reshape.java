package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import java.util.Arrays;
import java.util.List;

/// Reads each sample under another shape, in the same row-major order: `[n, …] → [n, sizes…]`.
///
/// {@snippet file="LayerSnippets.java" region="Reshape"}
///
/// @param sizes the sizes of one sample; one of them may be −1, meaning what is left
public record Reshape(List<Integer> sizes) implements Layer {
    /// Copies and checks the list.
    public Reshape {
        sizes = List.copyOf(sizes);
        boolean fits = sizes.stream().allMatch(n -> n >= -1)
                && sizes.stream().filter(n -> n == -1).count() <= 1;
        if (!fits) {
            throw new IllegalArgumentException(
                    "reshape: the sizes must not be negative, but one may be -1, got " + sizes);
        }
    }

    /// Gives the layer with these sizes.
    public static Reshape of(int... sizes) {
        return new Reshape(Arrays.stream(sizes).boxed().toList());
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        int count = input.rank() == 0 ? 0 : input.shape().count(1, input.rank());
        int known = sizes.stream().filter(n -> n >= 0).reduce(1, (a, b) -> a * b);
        boolean open = sizes.contains(-1);
        boolean fits = input.rank() > 0 && (open ? known > 0 && count % known == 0 : known == count);
        if (!fits) {
            throw new ShapeException("reshape: a sample must have " + (open ? "a multiple of " : "") + known
                    + " numbers for " + sizes + ", got " + input.shape()
                    + Origin.here().at());
        }
        int[] shape = sizes.stream().mapToInt(n -> n == -1 ? count / known : n).toArray();
        return input.reshape(Shape.of(input.size(0)).append(Shape.of(shape)));
    }

    @Override
    public String toString() {
        return "Reshape " + sizes;
    }
}
