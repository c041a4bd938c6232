package gradus.core.type;

/// Element types that an operation does not take. The message says what, the rule, the facts, where, and a way out.
public final class DTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Makes the error with its whole message.
    public DTypeException(String message) {
        super(message);
    }

    /// Makes the error with its whole message and what caused it.
    public DTypeException(String message, Throwable cause) {
        super(message, cause);
    }
}
