package gradus.nn.spatial;

import gradus.core.op.Window;
import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Param;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Transposed convolution, which makes sequences, images and volumes larger: each element of the input writes the
/// kernel, times itself, into the result; writes that meet are added (Zeiler et al. 2010).
///
/// It is the gradient of a convolution by its input. Along an axis the result has the size
/// `(input − 1) · stride + (kernel − 1) · dilation + 1 − padding before − padding after + output padding`, as in
/// PyTorch; with the padding `same` it has `input · stride`, and lies as TensorFlow's does.
public sealed interface ConvTranspose extends Layer permits ConvTranspose1d, ConvTranspose2d, ConvTranspose3d {
    /// Gives the kernel `[kernel…, out / groups, in]`: that of the convolution from the result to the input.
    Param weight();

    /// Gives the bias `[out]`, if there is one.
    Optional<Param> bias();

    /// Gives how far neighbours of the input lie apart in the result, along each axis.
    List<Integer> stride();

    /// Gives what is cut off the result's ends.
    Padding padding();

    /// Gives what the result is longer by at its end, along each axis.
    List<Integer> outputPadding();

    /// Gives the distance of the places that the kernel writes along each axis.
    List<Integer> dilation();

    /// Gives how many blocks of channels are convolved apart.
    int groups();

    /// Gives the name in messages, as `conv transpose2d`.
    String name();

    /// Gives the number of channels of the input.
    default int inChannels() {
        return weight().value().size(-1);
    }

    /// Gives the number of channels of the result.
    default int outChannels() {
        return weight().value().size(-2) * groups();
    }

    /// Gives the sizes of the kernel.
    default List<Integer> kernel() {
        int[] sizes = weight().value().shape().sizes();
        return Arrays.stream(sizes, 0, sizes.length - 2).boxed().toList();
    }

    @Override
    default Tensor forward(Tensor input, Context context) {
        int rank = kernel().size();
        ConvParts.requireInput(name(), rank, input, inChannels());
        List<Window.Axis> axes = new ArrayList<>();
        int[] spatial = new int[rank];
        Tensor result = input;
        int[] unwritten = new int[rank];
        for (int i = 0; i < rank; i++) {
            Window.Axis axis = axis(i, input.size(i + 1));
            int more = more(axis, i);
            int written = (input.size(i + 1) - 1) * axis.stride() + axis.extent() - axis.low();
            int kept = Math.max(0, axis.high() - more); // what is cut off the end
            int rest = Math.max(0, more - axis.high()); // what is added at the end
            unwritten[i] = rest < axis.stride() ? 0 : rest; // a stride cannot tell shorter rests apart
            spatial[i] = written - kept + rest - unwritten[i];
            requireRoom(i, spatial[i], input);
            axes.add(new Window.Axis(axis.size(), axis.stride(), axis.low(), kept, axis.dilation()));
        }
        result = result.convTranspose(weight().value(), new Window(axes), groups(), spatial);
        for (int i = 0; i < rank; i++) {
            if (unwritten[i] > 0) {
                int[] zeros = result.shape().with(i + 1, unwritten[i]).sizes();
                result = result.concat(i + 1, Tensor.zeros(zeros).as(result.dtype()));
            }
        }
        return ConvParts.withBias(result, bias());
    }

    private Window.Axis axis(int index, int input) {
        int result = padding() instanceof Padding.Same ? input * stride().get(index) : input;
        return padding()
                .axis(
                        index,
                        result,
                        kernel().get(index),
                        stride().get(index),
                        dilation().get(index));
    }

    /// What the result is longer by; `same` fills what a kernel shorter than the stride does not reach.
    private int more(Window.Axis axis, int index) {
        return padding() instanceof Padding.Same
                ? Math.max(0, axis.stride() - axis.extent())
                : outputPadding().get(index);
    }

    private void requireRoom(int index, int size, Tensor input) {
        if (size < 1) {
            throw new ShapeException(name() + ": the padding cuts off the whole result, got " + size
                    + " at spatial axis " + index + " for an input of " + input.shape()
                    + Origin.here().at() + "; use less padding");
        }
    }
}
