package gradus.core.type;

/// A file or text that is not what its format demands. The message says what, the rule, the facts, where, and a way
/// out.
public final class FormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Makes the error with its whole message.
    public FormatException(String message) {
        super(message);
    }

    /// Makes the error with its whole message and what caused it.
    public FormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
