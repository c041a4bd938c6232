package gradus.nn.train;

/// How unlike the training rows a row is.
///
/// @param distance how far its numbers lie from those of training, as a multiple of the distance that 99.9 % of the
/// training rows stay under ([TrainingRegion])
/// @param unseen how many of its categories training did not see
/// @param missing how many of its values are missing in columns where training had all
public record Novelty(double distance, int unseen, int missing) {
    /// Says whether its numbers lie farther out than 99.9 % of the training rows did: the answer is a guess then.
    public boolean isFar() {
        return distance > 1;
    }
}
