package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.ShapeException;

/// How near the input is to each of some centres: `exp(−γ ‖x − c‖)`, `[n, features] → [n, centres]`. Unlike
/// the bells of [RadialBasis] it has a tip at the centre, so that sums of it follow functions that are
/// rough (Matérn's kernel of smoothness ½; Rasmussen and Williams 2006, section 4.2.1).
///
/// {@snippet file="LayerSnippets.java" region="ExponentialBasis"}
///
/// @param centres one row per centre, `[centres, features]`
/// @param gamma γ, above 0: how fast nearness fades
public record ExponentialBasis(Param centres, double gamma) implements Layer {
    /// At a tip there is no slope; this much below the root keeps the gradient finite.
    private static final double ROUNDED = 1e-9;

    /// Checks shape and number.
    public ExponentialBasis {
        if (centres.value().rank() != 2) {
            throw new ShapeException("exponential basis: centres must be a matrix [centres, features], got "
                    + centres.value().shape());
        }
        if (!(gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("exponential basis: gamma must be a number above 0, got " + gamma);
        }
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        return RadialBasis.squaredDistances("exponential basis", input, centres.value())
                .add(ROUNDED)
                .sqrt()
                .multiply(-gamma)
                .exp();
    }

    @Override
    public String toString() {
        return "ExponentialBasis " + centres.value().size(1) + " → "
                + centres.value().size(0) + ", gamma " + gamma;
    }
}
