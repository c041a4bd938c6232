package gradus.core.type;

/// Sizes or axes that do not fit together. The message says what, the rule, the facts, where, and a way out.
public final class ShapeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Makes the error with its whole message.
    public ShapeException(String message) {
        super(message);
    }

    /// Makes the error with its whole message and what caused it.
    public ShapeException(String message, Throwable cause) {
        super(message, cause);
    }
}
