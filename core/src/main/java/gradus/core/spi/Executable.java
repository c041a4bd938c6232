package gradus.core.spi;

import java.util.List;

/// A plan ready to run, thread-safe; each [Call] has working memory of its own.
@FunctionalInterface
public interface Executable {
    /// Binds buffers: every run of the call reads the inputs and writes the outputs.
    ///
    /// @param inputs one buffer per input of the plan
    /// @param outputs one buffer per output of the plan; for an update the input's own buffer
    Call bind(List<Buffer> inputs, List<Buffer> outputs);

    /// A plan bound to buffers; used by one thread at a time. A run allocates nothing.
    @FunctionalInterface
    interface Call {
        /// Computes the outputs from the inputs.
        void run();
    }
}
