package gradus.io.model;

import gradus.core.graph.Build;
import gradus.core.tensor.Tensor;
import gradus.core.type.FormatException;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.train.ReconstructionInput;

/// Checks that an autoencoder fits what goes in and comes out. Only shapes are computed.
final class InputCheck {
    /// One row could hide a batch axis that a layer drops.
    private static final int ROWS = 2;

    private InputCheck() {}

    /// Checks an autoencoder.
    ///
    /// @param where what is read or written, for messages
    /// @throws FormatException if something does not fit
    static void requireFit(Layer network, ReconstructionInput input, String where) {
        Tensor output = switch (input) {
            case ReconstructionInput.Rows(var features) -> ModelCheck.taken(network, features, where);
            case ReconstructionInput.Pictures _ -> traced(network, input.sample(), where);
        };
        requireOutput(output, Shape.of(ROWS).append(input.output()), "what an autoencoder gives back", where);
    }

    private static void requireOutput(Tensor output, Shape wanted, String meaning, String where) {
        if (!output.shape().equals(wanted) || !output.dtype().isFloating()) {
            throw new FormatException(where + ": the network must give " + wanted + ", " + meaning + ", but gives "
                    + output.type() + " for " + ROWS
                    + " samples; do network.json and input.json come from one model?");
        }
    }

    private static Tensor traced(Layer network, Shape sample, String where) {
        try {
            TensorType batch = TensorType.float32().with(Shape.of(ROWS).append(sample));
            return network.forward(Tensor.of(Build.input("features", batch)), Context.inference());
        } catch (RuntimeException e) {
            throw new FormatException(
                    where + ": the network must take samples of " + sample + "; " + e.getMessage()
                            + "; do network.json and input.json come from one model?",
                    e);
        }
    }
}
