package gradus.nn.train;

import java.util.Map;
import java.util.function.Supplier;

/// News of a run, in the order in which it happens.
///
/// {@snippet file="CourseSnippets.java" region="TrainListener"}
public sealed interface TrainEvent {
    /// Training begins or goes on.
    ///
    /// @param plan what is about to happen
    /// @param step the number of updates done before, 0 for a new run
    /// @param weights gives a copy of the weights as they are when it is asked, which a listener may do while it
    /// hears
    ///     any event of the run
    /// @param state gives all that training is at that moment, as a checkpoint keeps it; at the same times
    record Started(Outline plan, long step, Supplier<Weights> weights, Supplier<TrainState> state)
            implements TrainEvent {}

    /// The sizes of a run.
    ///
    /// @param parameters how many numbers are trained
    /// @param samples training samples
    /// @param validationSamples validation samples
    /// @param batchSize samples per update
    /// @param stepsPerEpoch updates per epoch
    /// @param epochs the most epochs
    /// @param backend what it runs on and why
    record Outline(
            long parameters,
            int samples,
            int validationSamples,
            int batchSize,
            int stepsPerEpoch,
            int epochs,
            String backend) {}

    /// One update was done.
    ///
    /// @param step the number of updates done
    /// @param epoch the epoch, from 1
    /// @param loss the mean sample loss of its batch
    /// @param learningRate its rate
    /// @param samples its samples
    record StepDone(long step, int epoch, double loss, double learningRate, int samples) implements TrainEvent {}

    /// An epoch ended.
    ///
    /// @param report what it came to
    /// @param best whether it is the best so far
    record EpochDone(EpochReport report, boolean best) implements TrainEvent {}

    /// A network was measured on data.
    ///
    /// @param data which data, such as `test`
    /// @param values loss and metrics
    record Evaluated(String data, Map<String, Double> values) implements TrainEvent {}

    /// A checkpoint was written.
    ///
    /// @param step the number of updates it holds
    /// @param place where it lies
    record Saved(long step, String place) implements TrainEvent {}

    /// A number stopped being finite; training ends with an error.
    ///
    /// @param step the update in which it was seen
    /// @param tensor the first tensor that is not finite
    record Diverged(long step, String tensor) implements TrainEvent {}

    /// Training ended.
    ///
    /// @param reason why
    /// @param step the number of updates done
    record Finished(StopReason reason, long step) implements TrainEvent {}
}
