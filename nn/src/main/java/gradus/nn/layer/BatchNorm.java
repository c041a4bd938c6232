package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorFolds.Keep;
import gradus.core.type.DType;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import java.util.List;
import java.util.stream.IntStream;

/// Batch normalisation `γ (x − μ)/√(σ² + ε) + β` per feature, the last axis (Ioffe and Szegedy 2015).
///
/// Input and output are `[samples, …, features]` of any rank: rows, sequences, images and volumes with
/// channels last. In training μ and σ² are mean and biased variance of the batch, over all axes but the
/// last, and the running statistics move: `running ← (1 − momentum) running + momentum · batch`, the
/// running variance with Bessel's correction n/(n − 1), as in PyTorch. (Keras's momentum is one minus ours,
/// 0.99, and its running variance was long biased.) In inference the running statistics are used, and also
/// in training where the mean is frozen ([gradus.nn.train.Training#freeze]).
///
/// {@snippet file="NetworkSnippets.java" region="BatchNorm"}
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
        requireMomentum("batch norm", momentum);
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

    static void requireMomentum(String layer, double momentum) {
        if (!(momentum >= 0 && momentum <= 1)) {
            throw new IllegalArgumentException(layer + ": momentum must lie in [0, 1], got " + momentum
                    + "; it is the share of the new batch, 0.1 by default");
        }
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        LayerNorm.requireFeatures("batch norm", input, scale);
        Tensor wide = input.wide();
        Tensor output = learns(context) ? trained(wide, context) : normalised(wide, mean.value(), variance.value());
        return Rounding.of(output, input, List.of(scale, shift));
    }

    private Tensor trained(Tensor input, Context context) {
        int count = input.type().count() / Math.max(1, input.size(-1));
        if (count < 2) {
            throw new ShapeException(
                    "batch norm: training needs at least two values per feature to have a variance, got "
                            + input.shape() + Origin.here().at()
                            + "; use larger batches, leave the last small one out by Training.lastBatch(DROP), or predict in inference mode");
        }
        int[] axes = IntStream.range(0, input.rank() - 1).toArray();
        Tensor batchMean = input.mean(Keep.KEEP_AXES, axes).named("μ");
        Tensor centred = input.subtract(batchMean);
        Tensor batchVariance = centred.square().mean(axes).named("σ²");
        move(mean, batchMean.reshape(input.size(-1)), context);
        move(variance, batchVariance.multiply(count / (count - 1.0)), context);
        return scaled(centred, batchVariance);
    }

    /// Gives the output for a batch of which only some places count, such as sequences filled up to one length:
    /// mean, variance and running statistics are those of the places that count; the others are read as 0, so
    /// that a NaN there goes nowhere. In inference the mask changes nothing.
    ///
    /// @param input `[samples, …, features]`
    /// @param mask which places count, bool, of the input's shape without the last axis
    /// @param context mode and new statistics
    /// @throws ShapeException if the mask does not have that shape
    public Tensor forward(Tensor input, Tensor mask, Context context) {
        LayerNorm.requireFeatures("batch norm", input, scale);
        if (!mask.shape().equals(input.shape().without(-1)) || mask.dtype() != DType.BOOL) {
            throw new ShapeException("batch norm: the mask must be bool"
                    + input.shape().without(-1) + ", the input's shape without its last axis, got " + mask.type()
                    + Origin.here().at());
        }
        Tensor wide = input.wide();
        Tensor output =
                learns(context) ? trained(wide, mask, context) : normalised(wide, mean.value(), variance.value());
        return Rounding.of(output, input, List.of(scale, shift));
    }

    private Tensor trained(Tensor input, Tensor mask, Context context) {
        Tensor counted = mask.expand(-1);
        int[] axes = IntStream.range(0, input.rank() - 1).toArray();
        Tensor count = mask.as(input.dtype()).sum();
        Tensor known = counted.where(input, Tensor.fill(input.type(), 0));
        Tensor batchMean = known.sum(axes).divide(count.maximum(1));
        Tensor apart = counted.where(known.subtract(batchMean), Tensor.fill(input.type(), 0));
        Tensor squares = apart.square().sum(axes);
        move(mean, batchMean, context);
        move(variance, squares.divide(count.subtract(1).maximum(1)), context);
        return normalised(known, batchMean, squares.divide(count.maximum(1)));
    }

    private boolean learns(Context context) {
        return context.isTraining() && !context.isStill(mean);
    }

    private void move(Stat stat, Tensor batch, Context context) {
        if (context.isStill(stat)) {
            return;
        }
        Tensor kept = context.latest(stat).multiply(1 - momentum);
        context.update(stat, kept.add(batch.multiply(momentum)));
    }

    private Tensor normalised(Tensor input, Tensor centre, Tensor spread) {
        return scaled(input.subtract(centre), spread);
    }

    private Tensor scaled(Tensor centred, Tensor spread) {
        Tensor factor = spread.add(epsilon).rsqrt().multiply(scale.value());
        return centred.multiply(factor).add(shift.value());
    }

    @Override
    public String toString() {
        return "BatchNorm " + scale.value().type().count();
    }
}
