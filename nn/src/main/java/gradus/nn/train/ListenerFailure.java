package gradus.nn.train;

/// A listener failed and hears no more; training goes on.
///
/// @param event the news at which it failed
/// @param cause what it threw
public record ListenerFailure(TrainEvent event, RuntimeException cause) {
    /// Gives what happened in words.
    @Override
    public String toString() {
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return "a listener is left out from here on, for it failed " + moment() + ": " + reason;
    }

    private String moment() {
        return switch (event) {
            case TrainEvent.Started started -> "at the start, step " + started.step();
            case TrainEvent.StepDone done -> "after step " + done.step();
            case TrainEvent.EpochDone done -> "after epoch " + done.report().epoch();
            case TrainEvent.Evaluated measured -> "at the measurement on " + measured.data();
            case TrainEvent.Saved saved -> "at the checkpoint of step " + saved.step();
            case TrainEvent.Diverged diverged -> "when training diverged in step " + diverged.step();
            case TrainEvent.Finished finished -> "at the end, step " + finished.step();
        };
    }
}
