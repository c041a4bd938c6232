package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorFolds.Keep;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import java.util.stream.IntStream;

/// Batch normalisation `γ (x − μ)/√(σ² + ε) + β` per feature, the last axis (Ioffe and Szegedy 2015).
///
/// In training μ and σ² are mean and biased variance of the batch, over all axes but the last, and the running
/// statistics move:
/// `running ← (1 − momentum) running + momentum · batch`, the running variance with Bessel's correction n/(n − 1),
/// as in
/// PyTorch. (Keras's momentum is one minus ours, 0.99, and its running variance was long biased.) In inference the
/// running
/// statistics are used.
///
/// @param scale γ `[features]`
/// @param shift β `[features]`
/// @param mean the running mean `[features]`
/// @param variance the running variance `[features]`
/// @param momentum how much of a new batch enters the running statistics, in [0, 1]
/// @param epsilon ε, above 0
public record BatchNorm(Param scale, Param shift, Stat mean, Stat variance, double momentum, double epsilon)
        implements Layer {
    public BatchNorm {
        if (!(momentum >= 0 && momentum <= 1)) {
            throw new IllegalArgumentException("batch norm: momentum must lie in [0, 1], got " + momentum
                    + "; it is the share of the new batch, 0.1 by default");
        }
        LayerNorm.requireEpsilon("batch norm", epsilon);
    }

    /// Gives a layer with γ = 1, β = 0, running mean 0 and variance 1, momentum 0.1, ε = 10⁻⁵.
    public static BatchNorm of(int features) {
        return new BatchNorm(
                LayerNorm.param(features, 1),
                LayerNorm.param(features, 0),
                new Stat(LayerNorm.filled(features, 0)),
                new Stat(LayerNorm.filled(features, 1)),
                0.1,
                1e-5);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        LayerNorm.requireFeatures("batch norm", input, scale);
        return context.isTraining() ? trained(input, context) : normalised(input, mean.value(), variance.value());
    }

    private Tensor trained(Tensor input, Context context) {
        int count = input.type().count() / Math.max(1, input.size(-1));
        if (count < 2) {
            throw new ShapeException(
                    "batch norm: training needs at least two values per feature to have a variance, got "
                            + input.shape() + Origin.here().at()
                            + "; use larger batches or leave the last small one out, or predict in inference mode");
        }
        int[] axes = IntStream.range(0, input.rank() - 1).toArray();
        Tensor batchMean = input.mean(axes);
        Tensor batchVariance = input.variance(0, Keep.DROP_AXES, axes);
        move(mean, batchMean, context);
        move(variance, batchVariance.multiply(count / (count - 1.0)), context);
        return normalised(input, batchMean, batchVariance);
    }

    private void move(Stat stat, Tensor batch, Context context) {
        Tensor kept = context.latest(stat).multiply(1 - momentum);
        context.update(stat, kept.add(batch.multiply(momentum)));
    }

    private Tensor normalised(Tensor input, Tensor centre, Tensor spread) {
        Tensor factor = spread.add(epsilon).rsqrt().multiply(scale.value());
        return input.subtract(centre).multiply(factor).add(shift.value());
    }

    @Override
    public String toString() {
        return "BatchNorm " + scale.value().type().count();
    }
}
