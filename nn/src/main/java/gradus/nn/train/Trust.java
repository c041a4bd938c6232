package gradus.nn.train;

import gradus.core.tensor.Tensor;
import gradus.nn.metric.TemperatureScaling;
import java.util.Optional;

/// What a model knows about how far its answers can be trusted.
///
/// @param region where the training samples lay, if that is known: rows by their features, pictures by brightness and
/// roughness of their parts
/// @param scaling what makes confidence match accuracy on samples that the network did not learn from, if there is need
public record Trust(Optional<TrainingRegion> region, Optional<TemperatureScaling> scaling) {
    /// Nothing is known.
    public static final Trust NONE = new Trust(Optional.empty(), Optional.empty());

    /// Checks that samples have the features that the region looks at.
    ///
    /// @param width the features of a sample
    /// @throws IllegalArgumentException if not
    void requireFit(int width) {
        region.ifPresent(known -> known.places().forEach(place -> {
            if (place >= width) {
                throw new IllegalArgumentException("trust: the training region looks at feature " + place
                        + ", but a sample has " + width + " features; do both come from one model?");
            }
        }));
    }

    /// Gives logits divided by the temperature, or as they are.
    Tensor scaled(Tensor logits) {
        return scaling.map(given -> logits.divide(given.temperature())).orElse(logits);
    }
}
