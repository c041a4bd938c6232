package gradus.nn.train;

import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.nn.data.Dataset;
import gradus.nn.data.Loader;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What a run works with, besides how to train.
///
/// @param loader the training batches
/// @param prefetch how many batches are read ahead, and by how many threads
/// @param validation the samples that decide what is best
/// @param scorer the metrics to measure on them
/// @param hooks what the run tells and asks
/// @param backend what it runs on
record Surroundings(
        Loader loader, ReadAhead prefetch, Optional<Dataset> validation, Scorer scorer, Hooks hooks, Backend backend) {
    /// Gives batches alone: nothing is read ahead, measured, told or asked, on [Backends#standard()].
    static Surroundings of(Loader loader) {
        Hooks hooks = new Hooks(_ -> {}, () -> false, Optional.empty());
        return new Surroundings(loader, ReadAhead.NONE, Optional.empty(), Scorer.none(), hooks, Backends.standard());
    }

    /// How batches are read ahead.
    ///
    /// @param batches how many; 0 reads each when it is needed
    /// @param threads by how many threads
    record ReadAhead(int batches, int threads) {
        static final ReadAhead NONE = new ReadAhead(0, 1);
    }

    /// What a run tells and asks.
    ///
    /// @param listener hears the news
    /// @param interrupted asked after every step whether to end
    /// @param checkpoints when states are kept
    record Hooks(TrainListener listener, BooleanSupplier interrupted, Optional<Checkpoints> checkpoints) {}

    void tell(TrainEvent event) {
        hooks.listener().on(event);
    }

    BooleanSupplier interrupted() {
        return hooks.interrupted();
    }

    Optional<Checkpoints> checkpoints() {
        return hooks.checkpoints();
    }
}
