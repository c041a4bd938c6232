package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorFolds.Keep;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import java.util.Optional;
import java.util.stream.Stream;

/// Mean and biased variance of groups of channels, one pair per sample and channel.
///
/// @param mean `[samples, 1, channels]`, equal within a group
/// @param variance `[samples, 1, channels]`, equal within a group
record Moments(Tensor mean, Tensor variance) {
    /// Measures each sample over its places and the channels of each group; the squares are those of differences
    /// from the mean, so that a large mean costs no digits.
    static Moments ofGroups(Tensor input, int groups) {
        Tensor places = places(input);
        Tensor mean = grouped(places, groups).named("μ");
        Tensor variance = grouped(places.subtract(mean).square(), groups).named("σ²");
        return new Moments(mean, variance);
    }

    /// Reads every axis between samples and channels as one: `[samples, places, channels]`.
    static Tensor places(Tensor input) {
        int channels = input.size(-1);
        int samples = input.size(0);
        int places = input.shape().count(1, input.rank() - 1);
        return input.reshape(Shape.of(samples, places, channels));
    }

    /// The mean over places, then over the channels of a group: both are folds of neighbours, which have kernels.
    private static Tensor grouped(Tensor places, int groups) {
        int samples = places.size(0);
        int channels = places.size(2);
        Tensor mean = places.mean(1);
        if (groups < channels) {
            Shape cut = Shape.of(samples, groups, channels / groups);
            mean = mean.reshape(cut).mean(Keep.KEEP_AXES, -1).broadcastTo(cut);
        }
        return mean.reshape(Shape.of(samples, 1, channels));
    }

    /// Gives `(x − μ)/√(σ² + ε)`.
    Tensor normalise(Tensor input, double epsilon) {
        Tensor centred = places(input).subtract(mean);
        return centred.multiply(variance.add(epsilon).rsqrt()).reshape(input.shape());
    }

    /// Gives `γ x + β`, where they are, rounded as the output of a layer.
    ///
    /// @param unit what is scaled
    /// @param input what the layer was given
    static Tensor scaled(Tensor unit, Tensor input, Optional<Param> scale, Optional<Param> shift) {
        Tensor stretched = scale.map(factor -> unit.multiply(factor.value())).orElse(unit);
        Tensor moved = shift.map(term -> stretched.add(term.value())).orElse(stretched);
        return Rounding.of(
                moved, input, Stream.concat(scale.stream(), shift.stream()).toList());
    }

    /// Checks the rank, and the channels if their number is known.
    static void requireChannels(String layer, Tensor input, int leastRank, Optional<Param> scale) {
        String last = scale.map(param -> Integer.toString(param.value().type().count()))
                .orElse("channels");
        boolean fits = input.rank() >= leastRank
                && scale.map(param -> param.value().type().count() == input.size(-1))
                        .orElse(true);
        if (!fits) {
            throw new ShapeException(layer + ": the input must have the shape [samples, …, " + last + "], got "
                    + input.shape() + Origin.here().at());
        }
    }
}
