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
/// It has state and is used by one thread. An interrupt of that thread is kept for it and disturbs nothing here.
public final class Prefetcher implements AutoCloseable {
    /// The most batches that can be kept ready.
    public static final int MOST_AHEAD = 1024;

    private record Ready(List<Literal> parts, Optional<Throwable> failure) {}

    private final Loader loader;
    private final BlockingQueue<Ready> full;
    private final Thread thread;
    private volatile boolean closed;

    /// Starts reading at a place.
    ///
    /// @param loader what gives the batches
    /// @param ahead how many batches are kept ready, 1 … [#MOST_AHEAD]
    /// @param epoch the epoch to begin in
    /// @param batch the batch to begin with
    /// @throws IllegalArgumentException if `ahead` is out of range
    public Prefetcher(Loader loader, int ahead, int epoch, int batch) {
        if (ahead < 1 || ahead > MOST_AHEAD) {
            throw new IllegalArgumentException("prefetch: the number of batches to keep ready must lie between 1 and "
                    + MOST_AHEAD + ", got " + ahead);
        }
        this.loader = loader;
        this.full = new ArrayBlockingQueue<>(ahead);
        this.thread = Thread.ofPlatform().daemon().name("gradus-prefetch").start(() -> read(epoch, batch));
    }

    private void read(int firstEpoch, int firstBatch) {
        int epoch = firstEpoch;
        int batch = firstBatch;
        boolean failed = false;
        while (!closed && !failed) {
            Ready ready = filled(epoch, batch);
            failed = ready.failure().isPresent();
            put(ready);
            batch++;
            if (batch == loader.batchesPerEpoch()) {
                batch = 0;
                epoch++;
            }
        }
    }

    /// Waits for room; only [#close()] ends the wait, by making room.
    private void put(Ready ready) {
        boolean done = false;
        while (!done) {
            try {
                full.put(ready);
                done = true;
            } catch (InterruptedException e) {
                // nobody has this thread to interrupt it; a data set that did so must not lose a batch
            }
        }
    }

    private Ready filled(int epoch, int batch) {
        List<Literal> parts = new ArrayList<>();
        try {
            loader.types(loader.rows(batch)).forEach(type -> parts.add(Literal.zeros(type)));
            loader.fill(epoch, batch, parts);
            return new Ready(parts, Optional.empty());
        } catch (RuntimeException | Error e) { // handed to the thread that wants the batch
            return new Ready(List.of(), Optional.of(e));
        }
    }

    /// Gives the next batch, waiting for it if need be. What went wrong while reading it is thrown here; there is
    /// no batch after it.
    public List<Literal> next() {
        Ready ready = taken();
        if (ready.failure().isPresent()) {
            switch (ready.failure().get()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new AssertionError(e);
            }
        }
        return ready.parts();
    }

    private Ready taken() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return full.take();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Ends reading and waits until the data set is no longer touched. The reading thread is not interrupted, for
    /// that would close a file that the data set reads from.
    @Override
    public void close() {
        closed = true;
        full.clear();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
