package gradus.nn.train;

import gradus.core.spi.Backend;
import gradus.nn.data.Loader;
import java.util.HashMap;
import java.util.Map;

/// The planned updates of a run, one for each size of batch.
final class Steps<L> {
    private final L network;
    private final Recipe<L> recipe;
    private final TrainState first;
    private final StateBuffers buffers;
    private final Loader loader;
    private final Backend backend;
    private final Map<Integer, Step> bySize = new HashMap<>();

    /// Gives the updates of a run.
    ///
    /// @param network the network
    /// @param recipe how it is trained
    /// @param first the state that the run began with
    /// @param buffers the numbers of the run, which updates replace
    /// @param loader the batches
    /// @param backend what runs them
    Steps(L network, Recipe<L> recipe, TrainState first, StateBuffers buffers, Loader loader, Backend backend) {
        this.network = network;
        this.recipe = recipe;
        this.first = first;
        this.buffers = buffers;
        this.loader = loader;
        this.backend = backend;
    }

    /// Gives the update for a batch of an epoch; that of a new size is planned.
    Step of(int batch) {
        return bySize.computeIfAbsent(loader.rows(batch), this::planned);
    }

    private Step planned(int rows) {
        return rows > recipe.updates().microBatch()
                ? Accumulation.of(network, recipe, first, buffers, loader, rows, backend)
                : StepRunner.of(network, recipe, first, buffers, loader.partTypes(rows), backend);
    }
}
