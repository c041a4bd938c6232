package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.init.Initializer;
import java.util.Optional;

/// The affine map `Z = XW + b` of the last axis.
///
/// By default W starts by [Initializer#glorotUniform] and b with zeros; `Networks` choose He's start before ReLU
/// and its relatives. PyTorch keeps the transposed matrix and starts both by [Initializer#torchLinear].
///
/// {@snippet file="NetworkSnippets.java" region="Linear"}
///
/// @param weight W `[in, out]`
/// @param bias b `[out]`, or none
public record Linear(Param weight, Optional<Param> bias) implements Layer {
    public Linear {
        Shape shape = weight.value().shape();
        if (shape.rank() != 2) {
            throw new ShapeException("linear: the weight must be a matrix [in, out], got " + shape);
        }
        bias.ifPresent(b -> requireBias(shape, b.value().shape()));
    }

    private static void requireBias(Shape weight, Shape bias) {
        if (!bias.equals(Shape.of(weight.size(1)))) {
            throw new ShapeException(
                    "linear: the bias must have one number per output, got " + bias + " beside a weight of " + weight);
        }
    }

    /// Gives a layer with bias in the default start.
    public static Linear of(int inFeatures, int outFeatures, Key key) {
        return of(inFeatures, outFeatures, Initializer.glorotUniform(), Initializer.zeros(), key);
    }

    /// Gives a layer with bias.
    public static Linear of(int inFeatures, int outFeatures, Initializer weights, Initializer biases, Key key) {
        Tensor bias = biases.create(Shape.of(outFeatures), inFeatures, outFeatures, key.fold("bias"));
        return new Linear(withoutBias(inFeatures, outFeatures, weights, key).weight(), Optional.of(new Param(bias)));
    }

    /// Gives a layer without bias.
    public static Linear withoutBias(int inFeatures, int outFeatures, Initializer weights, Key key) {
        if (inFeatures <= 0 || outFeatures <= 0) {
            throw new IllegalArgumentException(
                    "linear: sizes must be positive, got " + inFeatures + " inputs and " + outFeatures + " outputs");
        }
        Shape shape = Shape.of(inFeatures, outFeatures);
        return new Linear(
                new Param(weights.create(shape, inFeatures, outFeatures, key.fold("weight"))), Optional.empty());
    }

    /// Gives the number of inputs.
    public int inFeatures() {
        return weight.value().size(0);
    }

    /// Gives the number of outputs.
    public int outFeatures() {
        return weight.value().size(1);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        if (input.rank() == 0 || input.size(-1) != inFeatures()) {
            throw new ShapeException("linear: the input's last size must be " + inFeatures() + ", got " + input.shape()
                    + Origin.here().at());
        }
        // one large product instead of one per leading index
        Tensor rows = input.rank() > 2 ? input.reshape(-1, inFeatures()) : input;
        Tensor product = rows.matmul(weight.value());
        Tensor sum = bias.map(b -> product.add(b.value())).orElse(product);
        return input.rank() > 2 ? sum.reshape(input.shape().with(-1, outFeatures())) : sum;
    }

    @Override
    public String toString() {
        return "Linear " + inFeatures() + " → " + outFeatures() + (bias.isPresent() ? "" : " without bias");
    }
}
