package gradus.nn.train;

/// How unlike the training samples a row or a picture is.
///
/// @param distance how far its numbers lie from those of training, as a multiple of the distance that 99.9 % of the
/// training samples stay under ([TrainingRegion])
/// @param unseen how many of a row's categories training did not see, 0 of a picture
/// @param missing how many of a row's values are missing in columns where training had all, 0 of a picture
public record Novelty(double distance, int unseen, int missing) {
    /// Says whether its numbers lie farther out than 99.9 % of the training samples did: the answer is a guess
    /// then.
    public boolean isFar() {
        return distance > 1;
    }
}
