package gradus.nn.spatial;

import gradus.core.op.Window;
import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Param;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Convolution (cross-correlation, as everywhere in this field) of batches `[batch, spatial…, channels]`, the same for
/// sequences, images and volumes.
///
/// `y[n, o, c] = b[c] + Σₚ Σᵢ x[n, o · stride − padding + p · dilation, i] · w[p, i, c]` (LeCun et al. 1989).
public sealed interface Conv extends Layer permits Conv1d, Conv2d, Conv3d {
    /// Gives the kernel `[kernel…, in / groups, out]`.
    Param weight();

    /// Gives the bias `[out]`, if there is one.
    Optional<Param> bias();

    /// Gives how far the kernel moves along each axis.
    List<Integer> stride();

    /// Gives what surrounds the input.
    Padding padding();

    /// Gives the distance of the places that are read along each axis.
    List<Integer> dilation();

    /// Gives how many blocks of channels are convolved apart.
    int groups();

    /// Gives the name in messages, as `conv2d`.
    String name();

    /// Gives the number of channels of the input.
    default int inChannels() {
        return weight().value().size(-2) * groups();
    }

    /// Gives the number of channels of the result.
    default int outChannels() {
        return weight().value().size(-1);
    }

    /// Gives the sizes of the kernel.
    default List<Integer> kernel() {
        int[] sizes = weight().value().shape().sizes();
        return Arrays.stream(sizes, 0, sizes.length - 2).boxed().toList();
    }

    /// Gives how the kernel lies on an input of these spatial sizes.
    default Window window(int... spatial) {
        List<Window.Axis> axes = new ArrayList<>();
        for (int i = 0; i < spatial.length; i++) {
            axes.add(padding()
                    .axis(
                            i,
                            spatial[i],
                            kernel().get(i),
                            stride().get(i),
                            dilation().get(i)));
        }
        return new Window(axes);
    }

    @Override
    default Tensor forward(Tensor input, Context context) {
        int rank = kernel().size();
        ConvParts.requireInput(name(), rank, input, inChannels());
        Window window = window(input.shape().slice(1, rank + 1).sizes());
        window.slide(name(), input.shape().slice(1, rank + 1)); // a message with the layer's name
        return ConvParts.withBias(input.conv(weight().value(), window, groups()), bias());
    }
}
