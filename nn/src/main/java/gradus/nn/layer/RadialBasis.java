package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;

/// How near the input is to each of some centres: `exp(−γ ‖x − c‖²)`, `[n, features] → [n, centres]`, 1 at a centre and
/// near 0 far from it (Broomhead and Lowe 1988). With a [Linear] behind it and the training rows as centres it is
/// kernel regression (`KernelRidge`).
///
/// {@snippet file="LayerSnippets.java" region="RadialBasis"}
///
/// @param centres one row per centre, `[centres, features]`
/// @param gamma γ, above 0: how fast nearness fades
public record RadialBasis(Param centres, double gamma) implements Layer {
    /// Checks shape and number.
    public RadialBasis {
        if (centres.value().rank() != 2) {
            throw new ShapeException("radial basis: centres must be a matrix [centres, features], got "
                    + centres.value().shape());
        }
        if (!(gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("radial basis: gamma must be a number above 0, got " + gamma);
        }
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        return squaredDistances("radial basis", input, centres.value())
                .multiply(-gamma)
                .exp();
    }

    /// Gives `‖x − c‖²` of each row of the input and each centre, at least 0 whatever rounding says.
    static Tensor squaredDistances(String layer, Tensor input, Tensor points) {
        if (input.rank() != 2 || input.size(1) != points.size(1)) {
            throw new ShapeException(layer + ": the input must be [n, " + points.size(1) + "], got " + input.shape()
                    + Origin.here().at());
        }
        // ‖x − c‖² = ‖x‖² − 2 x·c + ‖c‖²
        Tensor rows = input.multiply(input).sum(1).reshape(Shape.of(input.size(0), 1));
        Tensor columns = points.multiply(points).sum(1);
        return rows.add(columns)
                .subtract(input.matmul(points.transpose()).multiply(2))
                .relu();
    }

    @Override
    public String toString() {
        return "RadialBasis " + centres.value().size(1) + " → "
                + centres.value().size(0) + ", gamma " + gamma;
    }
}
