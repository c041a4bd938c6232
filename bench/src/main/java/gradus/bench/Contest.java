package gradus.bench;

import gradus.bench.worker.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A workload done by several peers in turn.
///
/// @param workload the workload
/// @param results what was measured, in the order of the peers
/// @param absent why peers are missing, a line each
public record Contest(Workload workload, List<Result> results, List<String> absent) {
    /// How far first values of one workload may lie apart.
    private static final double TOLERANCE = 1e-3;

    /// Starts all peers one after another, then lets each have its turn as often as the effort says, beginning with
    /// another one each time.
    ///
    /// @throws IOException if a process fails after its warm-up
    static Contest hold(Workload workload, List<Peer> peers, List<Integer> threads, Launch launch, Effort effort)
            throws IOException {
        List<Contestant> contestants = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        try {
            for (int count : threads) {
                for (Peer peer : peers) {
                    if (peer.does(workload)) {
                        add(() -> Contestant.start(launch, peer, workload, count, effort), contestants, absent);
                    }
                }
            }
            List<Contestant> order = new ArrayList<>(contestants);
            for (int window = 0; window < effort.windows(); window++) {
                for (Contestant contestant : order) {
                    contestant.turn();
                }
                Collections.rotate(order, 1);
            }
            List<Result> results = new ArrayList<>();
            for (Contestant contestant : contestants) {
                results.add(contestant.result());
            }
            return new Contest(workload, results, absent);
        } finally {
            for (Contestant contestant : contestants) {
                contestant.close();
            }
        }
    }

    /// Starts a contestant.
    @FunctionalInterface
    private interface Start {
        Contestant contestant() throws IOException;
    }

    private static void add(Start start, List<Contestant> contestants, List<String> absent) {
        try {
            contestants.add(start.contestant());
        } catch (IOException e) {
            absent.add(String.valueOf(e.getMessage()));
        }
    }

    /// Gives what a peer reached with a number of threads.
    Optional<Result> of(Peer peer, int threads) {
        return results.stream()
                .filter(result -> result.peer() == peer && result.threads() == threads)
                .findFirst();
    }

    /// Gives the fastest of the others with a number of threads.
    Optional<Result> bestPeer(int threads) {
        return results.stream()
                .filter(result -> !result.peer().isGradus() && result.threads() == threads)
                .min((a, b) -> Double.compare(a.median(), b.median()));
    }

    /// Gives how many times as long another takes.
    Optional<Double> ratio(Optional<Result> other, int threads) {
        return of(Peer.GRADUS, threads).flatMap(own -> other.map(result -> result.median() / own.median()));
    }

    /// Gives what is wrong with the work: first values that differ, or a loss that does not fall. Times of such
    /// work say nothing.
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Result result : results) {
            double wanted = results.getFirst().values().first();
            double first = result.values().first();
            String who = workload.id() + ", " + result.peer().id() + " with " + result.threads() + " threads: ";
            if (!(Math.abs(first - wanted) <= TOLERANCE * Math.abs(wanted))) {
                problems.add(who + "the first value must be that of "
                        + results.getFirst().peer().id() + ", " + wanted + ", within " + TOLERANCE + ", got " + first);
            }
            if (workload.kind() == Workload.Kind.TRAINING && !(result.values().last() < first)) {
                problems.add(who + "the loss must fall, but went from " + first + " to "
                        + result.values().last());
            }
        }
        return problems;
    }
}
