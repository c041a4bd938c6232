package gradus.nn.train;

/// How long a training is at most, as its rules and its data say before it begins.
///
/// @param stepsPerEpoch updates of an epoch
/// @param steps updates in all
public record TrainingLength(long stepsPerEpoch, long steps) {
    /// Gives the length of a training.
    public static TrainingLength of(Training<?, ?> training) {
        Stopping stopping = training.stopping();
        long perEpoch = training.surroundings.loader().batchesPerEpoch();
        return new TrainingLength(perEpoch, Math.min(stopping.steps(), perEpoch * stopping.epochs()));
    }
}
