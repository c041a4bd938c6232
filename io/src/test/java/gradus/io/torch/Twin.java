package gradus.io.torch;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Mode;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Our layer beside one of PyTorch's: how its parameters are found in PyTorch's, and how its input and output lie.
///
/// @param layer ours, of the right sizes
/// @param parameters gives ours by path from PyTorch's by name
/// @param layout how batches lie in PyTorch
/// @param mode whether this is training
record Twin(Layer layer, UnaryOperator<Map<String, Tensor>> parameters, Layout layout, Mode mode) {
    /// How a batch lies in PyTorch.
    enum Layout {
        /// As ours.
        SAME,
        /// Channels behind the samples; ours are last.
        CHANNELS_FIRST
    }

    static Twin of(Layer layer, Layout layout, UnaryOperator<Map<String, Tensor>> parameters) {
        return new Twin(layer, parameters, layout, Mode.INFERENCE);
    }

    Twin training() {
        return new Twin(layer, parameters, layout, Mode.TRAINING);
    }

    Context context() {
        return mode == Mode.TRAINING ? Context.training(Key.of(0)) : Context.inference();
    }

    /// Gives what a layer makes of PyTorch's input, as PyTorch has it.
    Tensor forward(Layer bound, Tensor theirs, Context context) {
        return theirs(bound.forward(ours(theirs), context));
    }

    private Tensor ours(Tensor theirs) {
        int rank = theirs.rank();
        return layout == Layout.SAME
                ? theirs
                : theirs.transpose(IntStream.range(0, rank)
                        .mapToObj(axis -> axis == 0 ? 0 : axis == rank - 1 ? 1 : axis + 1)
                        .toList());
    }

    private Tensor theirs(Tensor ours) {
        int rank = ours.rank();
        return layout == Layout.SAME
                ? ours
                : ours.transpose(IntStream.range(0, rank)
                        .mapToObj(axis -> axis == 0 ? 0 : axis == 1 ? rank - 1 : axis - 1)
                        .toList());
    }

    /// Gives the axes of a convolution's weight as ours lie: `[out, in, kernel…]` turned round but for the kernel.
    static Tensor kernelFirst(Tensor weight) {
        int rank = weight.rank();
        List<Integer> order = IntStream.range(0, rank)
                .mapToObj(axis -> axis < rank - 2 ? axis + 2 : rank - 1 - axis)
                .toList();
        return weight.transpose(order);
    }
}
