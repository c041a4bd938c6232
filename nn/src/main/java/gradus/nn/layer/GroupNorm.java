package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import java.util.Optional;

/// Group normalisation `γ (x − μ)/√(σ² + ε) + β`: mean and biased variance of each sample over all its places
/// and the channels of one group (Wu and He 2018); the same in training and inference.
///
/// Input and output are `[samples, …, channels]`, channels last; neighbouring channels form a group. One group
/// is layer normalisation over places and channels together; as many groups as channels is [InstanceNorm].
///
/// {@snippet file="LayerSnippets.java" region="GroupNorm"}
///
/// @param groups into how many groups the channels are cut; must divide their number
/// @param scale γ `[channels]`, or none for 1
/// @param shift β `[channels]`, or none for 0
/// @param epsilon ε, above 0; PyTorch has 10⁻⁵, Keras 10⁻³
public record GroupNorm(int groups, Optional<Param> scale, Optional<Param> shift, double epsilon) implements Layer {
    public GroupNorm {
        if (groups < 1) {
            throw new IllegalArgumentException("group norm: at least one group is needed, got " + groups);
        }
        LayerNorm.requireEpsilon("group norm", epsilon);
        for (Param param : scale.stream().toList()) {
            requireDivisible(groups, param.value().type().count(), "");
        }
    }

    /// Gives a layer with γ = 1, β = 0, ε = 10⁻⁵.
    ///
    /// @throws ShapeException if `groups` does not divide `channels`
    public static GroupNorm of(int groups, int channels) {
        return new GroupNorm(
                groups, Optional.of(LayerNorm.param(channels, 1)), Optional.of(LayerNorm.param(channels, 0)), 1e-5);
    }

    /// Gives a layer without γ and β, ε = 10⁻⁵.
    public static GroupNorm withoutAffine(int groups) {
        return new GroupNorm(groups, Optional.empty(), Optional.empty(), 1e-5);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        Moments.requireChannels("group norm", input, 2, scale);
        requireDivisible(groups, input.size(-1), Origin.here().at());
        Tensor wide = input.wide();
        Tensor unit = Moments.ofGroups(wide, groups).normalise(wide, epsilon);
        return Moments.scaled(unit, input, scale, shift);
    }

    private static void requireDivisible(int groups, int channels, String where) {
        if (channels % groups != 0) {
            throw new ShapeException("group norm: the number of groups must divide the channels, got " + groups
                    + " groups of " + channels + " channels" + where);
        }
    }

    @Override
    public String toString() {
        return "GroupNorm " + groups + " groups" + (scale.isPresent() ? "" : " without scale and shift");
    }
}
