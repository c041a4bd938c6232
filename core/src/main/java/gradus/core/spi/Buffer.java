package gradus.core.spi;

import gradus.core.type.Literal;

/// A tensor in a backend's memory, which lives as long as it is reachable.
public interface Buffer {
    /// Gives the elements on the host as they are now; on the CPU this is the buffer itself, not a copy.
    Literal host();

    /// Tells the backend that the elements given by [#host()] were changed by the caller.
    void hostChanged();
}
