package gradus.core.type;

/// Element types that an operation does not take. The message says what, the rule, the facts, where, and a way out.
public final class DTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Inside inside;

    /// Makes the error with its whole message.
    public DTypeException(String message) {
        super(message);
        this.inside = new Inside("", message);
    }

    /// Makes the error with its whole message and what caused it.
    public DTypeException(String message, Throwable cause) {
        super(message, cause);
        this.inside = new Inside("", message);
    }

    private DTypeException(Inside inside, Throwable cause) {
        super(inside.message(), cause);
        this.inside = inside;
    }

    /// Gives this error as it happened inside a part, as in
    /// `layers.0, Embedding 50 × 8: gather: indices must be int32 or int64, …`. Said again for each part around
    /// it, the path grows in front, and the innermost part is named; the cause is the error without a place.
    ///
    /// @param name the name of the part in what holds it, such as `layers.4`
    /// @param part the part, of whose text the first line is shown
    public DTypeException inside(String name, Object part) {
        Throwable cause = getCause();
        Throwable first = inside.place().isEmpty() || cause == null ? this : cause;
        return new DTypeException(inside.of(name, part), first);
    }
}
