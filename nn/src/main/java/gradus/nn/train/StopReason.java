package gradus.nn.train;

/// Why training ended; always reported.
public enum StopReason {
    /// The wanted number of epochs was done.
    EPOCHS_DONE("the wanted number of epochs was done"),
    /// The wanted number of updates was done.
    STEPS_DONE("the wanted number of steps was done"),
    /// The loss fell below the limit.
    LOSS_SMALL("the loss fell below the limit"),
    /// The loss hardly changed any more.
    LOSS_UNCHANGED("the loss hardly changed any more"),
    /// The gradient became small.
    GRADIENT_SMALL("the gradient became smaller than the limit"),
    /// The updates became small.
    STEP_SMALL("the step became smaller than the limit"),
    /// The validation loss stopped improving; the best weights were kept.
    NO_IMPROVEMENT("the decisive loss stopped improving; the weights of the best epoch are kept"),
    /// Someone asked for it.
    INTERRUPTED("it was interrupted");

    private final String words;

    StopReason(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
