package gradus.nn.data;

import gradus.core.type.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Reads batches ahead on threads of its own. The batches are those that the loader gives without it, in the same
/// order, for any number of threads: thread t of n reads the batches t, t + n, t + 2n, … and the batches are handed
/// out in turn.
///
/// It has state and is used by one thread. An interrupt of that thread is kept for it and disturbs nothing here.
///
/// {@snippet file="CourseSnippets.java" region="Prefetcher"}
public final class Prefetcher implements AutoCloseable {
    /// The most batches that can be kept ready.
    public static final int MOST_AHEAD = 1024;

    /// The most threads that read.
    public static final int MOST_THREADS = 64;

    private record Ready(List<Literal> parts, Optional<Throwable> failure) {}

    private final Loader loader;
    private final List<BlockingQueue<Ready>> full = new ArrayList<>(); // one queue per thread
    private final List<Thread> threads = new ArrayList<>();
    private int turn;
    private volatile boolean closed;

    /// Starts reading at a place on one thread.
    ///
    /// @param loader what gives the batches
    /// @param ahead how many batches are kept ready, 1 … [#MOST_AHEAD]
    /// @param epoch the epoch to begin in
    /// @param batch the batch to begin with
    /// @throws IllegalArgumentException if `ahead` is out of range
    public Prefetcher(Loader loader, int ahead, int epoch, int batch) {
        this(loader, ahead, 1, epoch, batch);
    }

    /// Starts reading at a place on several threads, for samples that cost much: images to decode, augmentation.
    ///
    /// @param loader what gives the batches
    /// @param ahead how many batches are kept ready, 1 … [#MOST_AHEAD]; rounded up to a multiple of `threadCount`
    /// @param threadCount how many threads read, 1 … [#MOST_THREADS]
    /// @param epoch the epoch to begin in
    /// @param batch the batch to begin with
    /// @throws IllegalArgumentException if `ahead` or `threadCount` is out of range
    public Prefetcher(Loader loader, int ahead, int threadCount, int epoch, int batch) {
        if (ahead < 1 || ahead > MOST_AHEAD) {
            throw new IllegalArgumentException("prefetch: the number of batches to keep ready must lie between 1 and "
                    + MOST_AHEAD + ", got " + ahead);
        }
        if (threadCount < 1 || threadCount > MOST_THREADS) {
            throw new IllegalArgumentException(
                    "prefetch: the number of threads must lie between 1 and " + MOST_THREADS + ", got " + threadCount);
        }
        this.loader = loader;
        for (int t = 0; t < threadCount; t++) {
            full.add(new ArrayBlockingQueue<>(Math.ceilDiv(ahead, threadCount)));
        }
        for (int t = 0; t < threadCount; t++) {
            BlockingQueue<Ready> own = full.get(t);
            long first = (long) epoch * loader.batchesPerEpoch() + batch + t;
            threads.add(
                    Thread.ofPlatform().daemon().name("gradus-prefetch").start(() -> read(own, first, threadCount)));
        }
    }

    private void read(BlockingQueue<Ready> own, long first, int stride) {
        int perEpoch = loader.batchesPerEpoch();
        boolean failed = false;
        for (long at = first; !closed && !failed; at += stride) {
            Ready ready = filled((int) (at / perEpoch), (int) (at % perEpoch));
            failed = ready.failure().isPresent();
            put(own, ready);
        }
    }

    /// Waits for room; only [#close()] ends the wait, by making room.
    private static void put(BlockingQueue<Ready> own, Ready ready) {
        boolean done = false;
        while (!done) {
            try {
                own.put(ready);
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
        } catch (Throwable e) { // handed to the thread that wants the batch, which would wait for ever without it
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
                case Throwable e -> throw new IllegalStateException(e); // checked, by a class of another language
            }
        }
        return ready.parts();
    }

    private Ready taken() {
        boolean interrupted = false;
        BlockingQueue<Ready> next = full.get(turn);
        turn = (turn + 1) % full.size();
        try {
            while (true) {
                try {
                    return next.take();
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
        full.forEach(BlockingQueue::clear);
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
