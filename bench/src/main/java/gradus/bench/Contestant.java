package gradus.bench;

import gradus.bench.worker.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A peer at a workload with a number of threads, in a process of its own.
final class Contestant implements AutoCloseable {
    private static final double CHUNK_SECONDS = 0.2;
    private static final int SETTLED_CHUNKS = 4;
    private static final double SETTLED = 1.1;
    private static final int MOST_STEPS = 10_000_000;

    private final Peer peer;
    private final int threads;
    private final Effort effort;
    private final PeerProcess process;
    private final double startSeconds;
    private final double firstValue;
    private final List<Double> windows = new ArrayList<>();
    private double lastValue;
    private double microseconds;

    private Contestant(Peer peer, int threads, Effort effort, PeerProcess process, long started) throws IOException {
        this.peer = peer;
        this.threads = threads;
        this.effort = effort;
        this.process = process;
        PeerProcess.Answer first = process.run(1);
        startSeconds = (System.nanoTime() - started) / 1e9;
        firstValue = first.value();
        lastValue = first.value();
        microseconds = first.microseconds();
    }

    /// Starts the process, does the first step, warms up until the times settle, and pauses.
    ///
    /// @throws IOException if the process fails
    static Contestant start(Launch launch, Peer peer, Workload workload, int threads, Effort effort)
            throws IOException {
        long started = System.nanoTime();
        PeerProcess process = launch.start(peer, workload, threads);
        try {
            Contestant contestant = new Contestant(peer, threads, effort, process, started);
            contestant.warmUp();
            process.pause();
            return contestant;
        } catch (IOException e) {
            process.close();
            throw new IOException(peer.id() + " fails at " + workload.id() + ": " + e.getMessage(), e);
        }
    }

    private void warmUp() throws IOException {
        long start = System.nanoTime();
        List<Double> chunks = new ArrayList<>();
        double seconds = 0;
        while (seconds < effort.mostWarmUp() && !(seconds >= effort.leastWarmUp() && settled(chunks))) {
            chunks.add(run(steps(CHUNK_SECONDS)));
            seconds = (System.nanoTime() - start) / 1e9;
        }
    }

    /// Says whether the last times are near the best of all.
    private static boolean settled(List<Double> chunks) {
        double best = chunks.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        return chunks.size() > SETTLED_CHUNKS
                && chunks.subList(chunks.size() - SETTLED_CHUNKS, chunks.size()).stream()
                        .allMatch(chunk -> chunk <= SETTLED * best);
    }

    /// Gives how many steps fill so many seconds.
    private int steps(double seconds) {
        return (int) Math.clamp(seconds * 1e6 / microseconds, 1, MOST_STEPS);
    }

    private double run(int steps) throws IOException {
        PeerProcess.Answer answer = process.run(steps);
        lastValue = answer.value();
        microseconds = answer.microseconds();
        return microseconds;
    }

    /// Has its turn: a few steps that are not counted, then a window of steps; all other processes rest.
    void turn() throws IOException {
        process.goOn();
        run(steps(effort.windowSeconds() / 5));
        windows.add(run(steps(effort.windowSeconds())));
        process.pause();
    }

    /// Gives what was measured so far.
    Result result() throws IOException {
        return new Result(
                peer,
                threads,
                windows.stream().sorted().toList(),
                new Result.Values(firstValue, lastValue),
                new Result.Facts(process.about(), process.peakMemory(), startSeconds));
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
