package gradus.bench.worker;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What is measured: float32, the same numbers for every peer.
public enum Workload {
    /// A small classifier.
    W1(Kind.TRAINING, "MLP 784-128-10 ReLU, cross-entropy, batch 64, SGD"),
    /// The same with Adam.
    W1A(Kind.TRAINING, "the same with Adam"),
    /// A tiny regression.
    W2(Kind.TRAINING, "MLP 2-8-8-1 tanh, squared error, batch 16, SGD"),
    /// A large multilayer perceptron.
    W3(Kind.TRAINING, "MLP 1024-2048-2048-1024 ReLU, squared error, batch 256, Adam"),
    /// A convolutional classifier.
    W4(Kind.TRAINING, "28×28: conv 5×5×32, pool, conv 5×5×64, pool, 3136-512-10, cross-entropy, batch 64, Adam"),
    /// A residual block.
    W4B(Kind.TRAINING, "residual block of 2 × (conv 3×3×64, batch norm), 56×56, squared error, batch 8, SGD"),
    /// A recurrent classifier.
    W5(Kind.TRAINING, "LSTM 64 → 256, 64 steps, last state → 10, cross-entropy, batch 32, Adam"),
    /// A transformer block.
    W6(
            Kind.TRAINING,
            "transformer block 256, 8 heads, 1024 inside, GELU, pre-norm, length 128, squared error, batch 8, Adam"),
    /// One row through the small classifier.
    W7(Kind.RESULT, "one row through the network of W1"),
    /// One picture through the convolutional classifier.
    W7B(Kind.RESULT, "one picture through the network of W4"),
    /// A product of matrices that fit the cache.
    W8_GEMM_512(Kind.RESULT, "matrix product 512³"),
    /// A larger product.
    W8_GEMM_1024(Kind.RESULT, "matrix product 1024³"),
    /// A product that no cache holds.
    W8_GEMM_2048(Kind.RESULT, "matrix product 2048³"),
    /// A function of many elements.
    W8_GELU(Kind.RESULT, "GELU of 10 million elements"),
    /// A function of rows.
    W8_SOFTMAX(Kind.RESULT, "softmax of 1024 rows of 1024"),
    /// Attention to the past.
    W8_ATTENTION(Kind.RESULT, "causal attention, batch 8, 8 heads, length 1024, size 64");

    /// What a step is.
    public enum Kind {
        /// An update; the value is the loss before it.
        TRAINING,
        /// A prediction or a kernel; the value is the mean size of the elements of its result.
        RESULT
    }

    private final Kind kind;
    private final String about;

    Workload(Kind kind, String about) {
        this.kind = kind;
        this.about = about;
    }

    /// Gives the name by which it is asked for, such as `W1a` or `W8-gemm-512`.
    public String id() {
        return "W" + name().substring(1).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Gives the workload of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    public static Workload of(String id) {
        return matching(id).stream()
                .filter(workload -> workload.id().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("workload: must be one of "
                        + Arrays.stream(values()).map(Workload::id).toList() + ", got “" + id + "”"));
    }

    /// Gives the workload of that name, or all whose names go on behind it with `-`, such as those of `W8`.
    ///
    /// @throws IllegalArgumentException if there is none
    public static List<Workload> matching(String id) {
        List<Workload> found = Arrays.stream(values())
                .filter(workload -> workload.id().equalsIgnoreCase(id)
                        || workload.id().regionMatches(true, 0, id + "-", 0, id.length() + 1))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("workload: must be one of "
                    + Arrays.stream(values()).map(Workload::id).toList() + " or W8 for all of W8-…, got “" + id + "”");
        }
        return found;
    }

    /// Gives what a step is.
    public Kind kind() {
        return kind;
    }

    /// Gives the workload in words.
    public String about() {
        return about;
    }
}
