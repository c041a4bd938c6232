package gradus.core.type;

/// A backend or processor that cannot do what was asked. The message says what, the rule, the facts, where, and a way
/// out.
public final class DeviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Makes the error with its whole message.
    public DeviceException(String message) {
        super(message);
    }

    /// Makes the error with its whole message and what caused it.
    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
