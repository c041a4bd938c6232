package gradus.core.type;

/// A computation that produced a value that is not finite where only finite values make sense: training that diverged.
/// The message names the step, the tensor and a cure.
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Makes the error with its whole message.
    public DivergedException(String message) {
        super(message);
    }
}
