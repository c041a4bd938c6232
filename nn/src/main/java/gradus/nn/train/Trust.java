package gradus.nn.train;

import java.util.Optional;

/// What a model knows about when its answers can be trusted.
///
/// @param region where the training rows lay, if that is known
public record Trust(Optional<TrainingRegion> region) {
    /// Nothing is known.
    public static final Trust NONE = new Trust(Optional.empty());

    /// Checks that rows have the features that the region looks at.
    ///
    /// @param width the features of a row
    /// @throws IllegalArgumentException if not
    void requireFit(int width) {
        region.ifPresent(known -> known.places().forEach(place -> {
            if (place >= width) {
                throw new IllegalArgumentException("trust: the training region looks at feature " + place
                        + ", but a row has " + width + " features; do region and preprocessing come from one model?");
            }
        }));
    }
}
