package gradus.cpu;

import gradus.core.spi.Buffer;
import gradus.core.type.Literal;

/// A tensor in ordinary host memory.
///
/// @param host the elements themselves
record HostBuffer(Literal host) implements Buffer {
    @Override
    public void hostChanged() {}
}
