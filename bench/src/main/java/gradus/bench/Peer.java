package gradus.bench;

import gradus.bench.worker.Workload;
import java.util.Arrays;
import java.util.Locale;

/// Who does the work.
enum Peer {
    /// This project, as a user calls it.
    GRADUS,
    /// The same with large products and convolutions by oneDNN.
    ONEDNN,
    /// The same with their operands rounded to bfloat16.
    ONEDNN_BF16,
    /// Plain Java loops, as one writes them first: a yardstick that is always there.
    PLAIN,
    /// PyTorch in Python as it comes.
    PYTORCH,
    /// PyTorch in Python with what its guides advise for a CPU: channels last and fused optimizers.
    PYTORCH_TUNED,
    /// LibTorch by the Deep Java Library.
    DJL;

    /// Gives the name by which it is asked for, such as `pytorch-tuned`.
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Says whether it is this project, on whatever backend; a target is about others.
    boolean isGradus() {
        return switch (this) {
            case GRADUS, ONEDNN, ONEDNN_BF16 -> true;
            case PLAIN, PYTORCH, PYTORCH_TUNED, DJL -> false;
        };
    }

    boolean does(Workload workload) {
        return switch (this) {
            case GRADUS, ONEDNN, ONEDNN_BF16, PYTORCH -> true;
            case PLAIN -> workload == Workload.W1 || workload == Workload.W2;
            case PYTORCH_TUNED -> workload.kind() == Workload.Kind.TRAINING;
            case DJL -> workload != Workload.W8_ATTENTION; // it has no operation for it
        };
    }

    static Peer of(String id) {
        return Arrays.stream(values())
                .filter(peer -> peer.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("peer: must be one of "
                        + Arrays.stream(values()).map(Peer::id).toList() + ", got “" + id + "”"));
    }
}
