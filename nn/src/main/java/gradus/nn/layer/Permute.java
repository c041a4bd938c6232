package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Puts the axes of each sample in another order: the result's axis i is the input's axis `order[i − 1]`, and
/// axis 0, the samples, stays.
///
/// {@snippet file="LayerSnippets.java" region="Permute"}
///
/// @param order each axis from 1 once; `[2, 3, 1]` brings channels that come first to the end of an image
public record Permute(List<Integer> order) implements Layer {
    /// Copies and checks the list.
    public Permute {
        order = List.copyOf(order);
        List<Integer> all = IntStream.rangeClosed(1, order.size()).boxed().toList();
        if (!order.stream().sorted().toList().equals(all)) {
            throw new IllegalArgumentException("permute: the order must name each axis from 1 to " + order.size()
                    + " once; axis 0, the samples, stays, got " + order);
        }
    }

    /// Gives the layer with this order.
    public static Permute of(int... order) {
        return new Permute(Arrays.stream(order).boxed().toList());
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        if (input.rank() != order.size() + 1) {
            throw new ShapeException("permute: the input must have " + (order.size() + 1) + " axes, the samples and "
                    + order + ", got " + input.shape() + Origin.here().at());
        }
        List<Integer> whole = new ArrayList<>(order);
        whole.addFirst(0);
        return input.transpose(whole);
    }

    @Override
    public String toString() {
        return "Permute " + order;
    }
}
