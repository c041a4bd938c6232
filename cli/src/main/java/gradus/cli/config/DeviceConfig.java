package gradus.cli.config;

import gradus.core.spi.Precision;
import java.util.Optional;

/// What a training runs on.
///
/// @param backend the name of the backend; empty: the best that is installed
/// @param threads the threads of the processor; empty: one for each core. It changes no bit of the result
/// @param precision what large products multiply in; empty: float32
public record DeviceConfig(Optional<String> backend, Optional<Integer> threads, Optional<Precision> precision) {
    private static final int MOST_THREADS = 1024;

    /// Checks the number of threads.
    public DeviceConfig {
        Limits.atLeast("threads", threads, 1);
        Limits.atMost("threads", threads, MOST_THREADS);
    }

    /// Tells the backends, which must not be in use yet.
    public void choose() {
        backend.ifPresent(name -> System.setProperty("gradus.backend", name));
        precision.ifPresent(chosen -> System.setProperty(Precision.PROPERTY, chosen.word()));
        threads.ifPresent(count -> System.setProperty("gradus.threads", Integer.toString(count)));
    }
}
