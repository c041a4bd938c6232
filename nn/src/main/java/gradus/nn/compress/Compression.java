package gradus.nn.compress;

import java.util.Comparator;
import java.util.List;

/// A way to make a trained network smaller, which learns nothing by it.
///
/// {@snippet file="CourseSnippets.java" region="Compression"}
public sealed interface Compression {
    /// Weights of 8 bits: [Int8#rounded].
    record Rounding() implements Compression {
        @Override
        public String toString() {
            return "int8";
        }
    }

    /// The smallest weights of all become zero: [Pruning#smallest].
    ///
    /// @param share the share of the weights, above 0 and below 1
    record Weights(double share) implements Compression {
        /// Checks the share.
        public Weights {
            requireShare("prune", share);
        }

        @Override
        public String toString() {
            return "prune=" + share;
        }
    }

    /// Neurons and channels are left out: [Neurons#without].
    ///
    /// @param share the share of each hidden layer, above 0 and below 1
    record Narrowing(double share) implements Compression {
        /// Checks the share.
        public Narrowing {
            requireShare("neurons", share);
        }

        @Override
        public String toString() {
            return "neurons=" + share;
        }
    }

    private static void requireShare(String name, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    name + ": the share to leave out must lie between 0 and 1, both excluded," + " such as " + name
                            + "=0.5, got " + share);
        }
    }

    /// Gives the way that is written so: `int8`, `prune=0.5` or `neurons=0.5`.
    ///
    /// @throws IllegalArgumentException if there is none, or the share is none
    static Compression named(String words) {
        String[] parts = words.strip().split("=", 2);
        boolean hasShare = parts.length == 2;
        return switch (parts[0]) {
            case "int8" -> {
                if (hasShare) {
                    throw new IllegalArgumentException("int8: it takes no share, got " + words);
                }
                yield new Rounding();
            }
            case "prune" -> new Weights(share(words, parts));
            case "neurons" -> new Narrowing(share(words, parts));
            default ->
                throw new IllegalArgumentException(
                        "compression: the ways are int8, prune=SHARE and neurons=SHARE, got “" + words + "”");
        };
    }

    private static double share(String words, String... parts) {
        try {
            return Double.parseDouble(parts[parts.length - 1]);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    parts[0] + ": the share to leave out must be said as in " + parts[0] + "=0.5, got " + words, e);
        }
    }

    /// Gives the smaller network.
    default <L> L of(L network) {
        return switch (this) {
            case Rounding() -> Int8.rounded(network);
            case Weights(double share) -> Pruning.smallest(network, share, Pruning.Among.ALL);
            case Narrowing(double share) -> Neurons.without(network, share);
        };
    }

    /// Gives ways in the order in which one leaves the work of the others whole: neurons, then weights, then bits.
    ///
    /// @throws IllegalArgumentException if a way is said twice
    static List<Compression> ordered(List<Compression> ways) {
        if (ways.stream().map(Compression::place).distinct().count() < ways.size()) {
            throw new IllegalArgumentException("compression: each way may be said once, got " + ways);
        }
        return ways.stream().sorted(Comparator.comparingInt(Compression::place)).toList();
    }

    private int place() {
        return switch (this) {
            case Narrowing _ -> 0;
            case Weights _ -> 1;
            case Rounding _ -> 2;
        };
    }
}
