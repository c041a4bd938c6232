package gradus.core.spi;

import java.util.List;

/// A plan ready to run, thread-safe; each [Call] has working memory of its own.
@FunctionalInterface
public interface Executable {
    /// Binds buffers: every run of the call reads the inputs and writes the outputs.
    ///
    /// @param inputs one buffer per input of the plan
    /// @param outputs one buffer per output of the plan; for an update the input's own buffer
    /// @param listener hears of every step
    Call bind(List<Buffer> inputs, List<Buffer> outputs, StepListener listener);

    /// Binds buffers: every run of the call reads the inputs and writes the outputs.
    ///
    /// @param inputs one buffer per input of the plan
    /// @param outputs one buffer per output of the plan; for an update the input's own buffer
    default Call bind(List<Buffer> inputs, List<Buffer> outputs) {
        return bind(inputs, outputs, StepListener.NONE);
    }

    /// A plan bound to buffers; used by one thread at a time. A run allocates nothing.
    @FunctionalInterface
    interface Call {
        /// Computes the outputs from the inputs.
        void run();
    }

    /// Hears of the steps of a plan as it runs.
    @FunctionalInterface
    interface StepListener {
        /// Does nothing.
        StepListener NONE = _ -> {};

        /// Says that a step is done, on the thread that runs the call.
        ///
        /// @param step its index in the plan
        void stepDone(int step);
    }
}
