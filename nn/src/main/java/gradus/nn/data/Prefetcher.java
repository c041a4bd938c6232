package gradus.nn.data;

import gradus.core.type.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Reads batches ahead on a thread of its own. The batches are those that the loader gives without it, in the same
/// order.
///
/// It has state and is used by one thread.
public final class Prefetcher implements AutoCloseable {
    private record Ready(List<Literal> parts, Optional<RuntimeException> failure) {}

    private final Loader loader;
    private final BlockingQueue<Ready> full;
    private final Thread thread;
    private volatile boolean closed;

    /// Starts reading at a place.
    ///
    /// @param loader what gives the batches
    /// @param ahead how many batches are kept ready, at least 1
    /// @param epoch the epoch to begin in
    /// @param batch the batch to begin with
    public Prefetcher(Loader loader, int ahead, int epoch, int batch) {
        this.loader = loader;
        this.full = new ArrayBlockingQueue<>(ahead);
        this.thread = Thread.ofPlatform().daemon().name("gradus-prefetch").start(() -> read(epoch, batch));
    }

    private void read(int firstEpoch, int firstBatch) {
        int epoch = firstEpoch;
        int batch = firstBatch;
        try {
            while (!closed) {
                full.put(filled(epoch, batch));
                batch++;
                if (batch == loader.batchesPerEpoch()) {
                    batch = 0;
                    epoch++;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Ready filled(int epoch, int batch) {
        List<Literal> parts = new ArrayList<>();
        loader.types(loader.rows(batch)).forEach(type -> parts.add(Literal.zeros(type)));
        try {
            loader.fill(epoch, batch, parts);
            return new Ready(parts, Optional.empty());
        } catch (RuntimeException e) {
            return new Ready(parts, Optional.of(e));
        }
    }

    /// Gives the next batch, waiting for it if need be. What went wrong while reading it is thrown here.
    public List<Literal> next() {
        try {
            Ready ready = full.take();
            if (ready.failure().isPresent()) {
                throw ready.failure().get();
            }
            return ready.parts();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("prefetch: the training thread was interrupted", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
