package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import java.util.Optional;

/// Instance normalisation `γ (x − μ)/√(σ² + ε) + β`: mean and biased variance of each channel of each sample
/// over its places (Ulyanov et al. 2016). Input and output are `[samples, …, channels]`, channels last.
///
/// Without running statistics training and inference are the same. With them inference uses them, and in
/// training `running ← (1 − momentum) running + momentum · m`, m the mean over the batch of the instances'
/// means, or of their variances with Bessel's correction p/(p − 1) for p places, as in PyTorch.
///
/// {@snippet file="LayerSnippets.java" region="InstanceNorm"}
///
/// @param scale γ `[channels]`, or none for 1
/// @param shift β `[channels]`, or none for 0
/// @param mean the running mean `[channels]`, or none
/// @param variance the running variance `[channels]`, or none; present exactly if `mean` is
/// @param momentum how much of a new batch enters the running statistics, in [0, 1]
/// @param epsilon ε, above 0
public record InstanceNorm(
        Optional<Param> scale,
        Optional<Param> shift,
        Optional<Stat> mean,
        Optional<Stat> variance,
        double momentum,
        double epsilon)
        implements Layer {
    public InstanceNorm {
        if (mean.isPresent() != variance.isPresent()) {
            throw new IllegalArgumentException("instance norm: running mean and variance must be both there or neither,"
                    + " got only the " + (mean.isPresent() ? "mean" : "variance"));
        }
        BatchNorm.requireMomentum("instance norm", momentum);
        LayerNorm.requireEpsilon("instance norm", epsilon);
    }

    /// Gives a layer with γ = 1, β = 0, no running statistics, ε = 10⁻⁵.
    public static InstanceNorm of(int channels) {
        return new InstanceNorm(
                Optional.of(LayerNorm.param(channels, 1)),
                Optional.of(LayerNorm.param(channels, 0)),
                Optional.empty(),
                Optional.empty(),
                0.1,
                1e-5);
    }

    /// Gives a layer without γ, β and running statistics, ε = 10⁻⁵: PyTorch's default.
    public static InstanceNorm withoutAffine() {
        return new InstanceNorm(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0.1, 1e-5);
    }

    /// Gives this layer with running mean 0 and running variance 1 for so many channels.
    public InstanceNorm withRunningStatistics(int channels) {
        return new InstanceNorm(
                scale,
                shift,
                Optional.of(new Stat(LayerNorm.filled(channels, 0))),
                Optional.of(new Stat(LayerNorm.filled(channels, 1))),
                momentum,
                epsilon);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        Moments.requireChannels("instance norm", input, 3, scale);
        requireStatistics(input);
        Tensor wide = input.wide();
        if (mean.isPresent() && (!context.isTraining() || context.isStill(mean.get()))) {
            Tensor spread = variance.orElseThrow().value().add(epsilon).rsqrt();
            Tensor unit = wide.subtract(mean.orElseThrow().value()).multiply(spread);
            return Moments.scaled(unit, input, scale, shift);
        }
        int places = input.shape().count(1, input.rank() - 1);
        if (context.isTraining() && places < 2) {
            throw new ShapeException("instance norm: training needs at least two places per channel to have a variance,"
                    + " got " + input.shape() + Origin.here().at() + "; use larger inputs or batch norm");
        }
        Moments moments = Moments.ofGroups(wide, input.size(-1));
        if (context.isTraining()) {
            Shape channels = Shape.of(input.size(-1));
            mean.ifPresent(stat -> move(stat, moments.mean().mean(0).reshape(channels), context));
            Tensor corrected = moments.variance().mean(0).multiply(places / (places - 1.0));
            variance.ifPresent(stat -> move(stat, corrected.reshape(channels), context));
        }
        return Moments.scaled(moments.normalise(wide, epsilon), input, scale, shift);
    }

    private void requireStatistics(Tensor input) {
        mean.ifPresent(stat -> {
            if (stat.value().type().count() != input.size(-1)) {
                throw new ShapeException("instance norm: the input's last size must be "
                        + stat.value().type().count() + ", got " + input.shape()
                        + Origin.here().at());
            }
        });
    }

    private void move(Stat stat, Tensor batch, Context context) {
        if (context.isStill(stat)) {
            return;
        }
        Tensor kept = context.latest(stat).multiply(1 - momentum);
        context.update(stat, kept.add(batch.multiply(momentum)));
    }

    @Override
    public String toString() {
        String affine = scale.map(param -> " " + param.value().type().count()).orElse(" without scale and shift");
        return "InstanceNorm" + affine + (mean.isPresent() ? " with running statistics" : "");
    }
}
