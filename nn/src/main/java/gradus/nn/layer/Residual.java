package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import java.util.Optional;

/// `x + body(x)`: gradients reach earlier layers along the sum undiminished (He et al. 2016). Where the body
/// changes the shape, a short cut brings the input to it, too: `shortcut(x) + body(x)`.
///
/// {@snippet file="NetworkSnippets.java" region="Residual"}
///
/// @param body the inner layer; it keeps the shape, or gives that of the short cut
/// @param shortcut what the input goes through beside the body, such as a convolution of kernel 1 with the body's
/// stride, or a linear layer (option B of the paper); empty for the input as it is
public record Residual(Layer body, Optional<Layer> shortcut) implements Layer {
    /// Gives the sum of the identity and a layer.
    public static Residual of(Layer body) {
        return new Residual(body, Optional.empty());
    }

    /// Gives the sum of a short cut and a layer.
    public static Residual of(Layer body, Layer shortcut) {
        return new Residual(body, Optional.of(shortcut));
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        Tensor change = Inner.forward("body", body, input, context);
        Tensor straight = shortcut.map(layer -> Inner.forward("shortcut", layer, input, context))
                .orElse(input);
        if (!change.shape().equals(straight.shape())) {
            throw new ShapeException(mismatch(input, change, straight));
        }
        return straight.add(change);
    }

    private String mismatch(Tensor input, Tensor change, Tensor straight) {
        if (shortcut.isPresent()) {
            return "residual: body and short cut must give one shape, got " + change.shape() + " of the body and "
                    + straight.shape() + " of the short cut for " + input.shape()
                    + Origin.here().at() + "; give the short cut the channels and the stride of the body";
        }
        return "residual: the body must keep the shape, got " + input.shape() + " → " + change.shape()
                + Origin.here().at() + "; end the body with a layer of "
                + (input.rank() == 0 ? "one output" : input.size(-1) + " outputs")
                + ", or give a short cut that changes the shape as well";
    }

    @Override
    public String toString() {
        String inner = "\n  " + body.toString().replace("\n", "\n  ");
        return shortcut.map(layer -> "Residual with a short cut" + inner + "\n  short cut\n    "
                        + layer.toString().replace("\n", "\n    "))
                .orElse("Residual" + inner);
    }
}
