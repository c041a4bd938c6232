package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;

/// `x + body(x)`: gradients reach earlier layers along the sum undiminished (He et al. 2016).
///
/// @param body the inner layer, which keeps the shape
public record Residual(Layer body) implements Layer {
    /// Gives the sum of the identity and a layer.
    public static Residual of(Layer body) {
        return new Residual(body);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        Tensor change = body.forward(input, context);
        if (!change.shape().equals(input.shape())) {
            throw new ShapeException("residual: the body must keep the shape, got " + input.shape() + " → "
                    + change.shape() + Origin.here().at() + "; end the body with a layer of "
                    + (input.rank() == 0 ? "one output" : input.size(-1) + " outputs"));
        }
        return input.add(change);
    }

    @Override
    public String toString() {
        return "Residual\n  " + body.toString().replace("\n", "\n  ");
    }
}
