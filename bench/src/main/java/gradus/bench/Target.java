package gradus.bench;

import gradus.bench.worker.Workload;
import java.util.List;
import java.util.Optional;

/// How many times faster than others Gradus should be.
///
/// @param ratio the least ratio of another's time to that of Gradus
/// @param against the peer whose time counts; the fastest if empty
record Target(double ratio, Optional<Peer> against) {
    /// Gives the targets of a workload, with as many threads as processors.
    static List<Target> of(Workload workload) {
        return switch (workload) {
            case W1 -> best(2.5);
            case W1A -> List.of(new Target(4, Optional.empty()), new Target(3.5, Optional.of(Peer.PYTORCH)));
            case W2 -> List.of(new Target(100, Optional.of(Peer.PYTORCH)), new Target(3, Optional.of(Peer.PLAIN)));
            case W3, W4B, W8_ATTENTION -> best(1);
            case W4 -> best(1.4);
            case W5 -> best(1.2);
            case W6 -> best(1.3);
            case W7 -> best(7);
            case W7B -> best(3);
            case W8_GEMM_512, W8_GEMM_1024, W8_GEMM_2048 -> best(0.8);
            case W8_GELU -> best(2);
            case W8_SOFTMAX -> best(1.5);
        };
    }

    private static List<Target> best(double ratio) {
        return List.of(new Target(ratio, Optional.empty()));
    }
}
