package gradus.nn.train;

import gradus.core.graph.Build;
import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// What a model wants of its network. It is judged by shapes alone, before anything is planned.
///
/// @param model the model in words, for messages
/// @param sample the shape of a sample that goes in
/// @param answer the sizes of what comes out for it, however large a file says they are
/// @param meaning what the numbers that come out are
record Demand(String model, Shape sample, List<Integer> answer, String meaning) {
    /// One row could hide a batch axis that a layer drops.
    private static final int ROWS = 2;

    /// Gives what runs a network that meets this.
    ///
    /// @param last what is done with the network's result, such as softmax
    /// @throws IllegalArgumentException if the network does not
    Predictor predictor(Layer network, UnaryOperator<Tensor> last) {
        return predictor(network, last, Backends.standard());
    }

    /// Gives what runs a network that meets this on a backend.
    ///
    /// @throws IllegalArgumentException if the network does not
    Predictor predictor(Layer network, UnaryOperator<Tensor> last, Backend backend) {
        requireAnswer(taken(() -> network.forward(batch(), Context.inference())));
        return taken(() -> new Predictor(network, sample, last, backend));
    }

    private Tensor batch() {
        return Tensor.of(
                Build.input("features", TensorType.float32().with(Shape.of(ROWS).append(sample))));
    }

    private interface Making<T> {
        T make();
    }

    private <T> T taken(Making<T> making) {
        try {
            return making.make();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    model + ": the network must take samples of " + sample + "; " + e.getMessage(), e);
        }
    }

    private void requireAnswer(Tensor output) {
        List<Integer> wanted = new ArrayList<>(List.of(ROWS));
        wanted.addAll(answer);
        List<Integer> found = Arrays.stream(output.shape().sizes()).boxed().toList();
        if (!found.equals(wanted) || !output.dtype().isFloating()) {
            throw new IllegalArgumentException(model + ": the network must give " + wanted + ", " + meaning
                    + ", but gives " + output.type() + " for " + ROWS + " samples");
        }
    }
}
