package gradus.nn.reference;

import gradus.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Moves the channels of reference cases, which have them after the samples, to the end and back.
final class ChannelsLast {
    private ChannelsLast() {}

    /// `[n, c, …] → [n, …, c]`.
    static Tensor from(Tensor x) {
        List<Integer> order = new ArrayList<>(List.of(0));
        for (int axis = 2; axis < x.rank(); axis++) {
            order.add(axis);
        }
        order.add(1);
        return x.transpose(order);
    }

    /// `[n, …, c] → [n, c, …]`.
    static Tensor back(Tensor x) {
        List<Integer> order = new ArrayList<>(List.of(0, x.rank() - 1));
        for (int axis = 1; axis < x.rank() - 1; axis++) {
            order.add(axis);
        }
        return x.transpose(order);
    }
}
