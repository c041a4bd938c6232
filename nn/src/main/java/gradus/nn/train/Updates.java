package gradus.nn.train;

import gradus.nn.optim.Optimizer;
import gradus.nn.optim.PathPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// How gradients become updates.
///
/// @param optimizer the rule
/// @param frozen the parameters and running statistics that do not move
/// @param nonFinite what happens when an update would not be finite
/// @param microBatch the most samples that are computed at once
record Updates(Optimizer optimizer, List<PathPattern> frozen, NonFinite nonFinite, int microBatch) {
    /// The size that never divides a batch.
    static final int WHOLE = Integer.MAX_VALUE;

    Updates {
        frozen = List.copyOf(frozen);
    }

    static Updates by(Optimizer optimizer) {
        return new Updates(optimizer, List.of(), NonFinite.RAISE, WHOLE);
    }

    Updates with(Optimizer other) {
        return new Updates(other, frozen, nonFinite, microBatch);
    }

    Updates with(NonFinite other) {
        return new Updates(optimizer, frozen, other, microBatch);
    }

    Updates with(int samples) {
        return new Updates(optimizer, frozen, nonFinite, samples);
    }

    Updates with(List<PathPattern> patterns) {
        return new Updates(optimizer, patterns, nonFinite, microBatch);
    }

    /// Says whether a parameter or a running statistic moves.
    boolean moves(String path) {
        return frozen.stream().noneMatch(pattern -> pattern.matches(path));
    }

    /// Checks that every pattern means something and that a parameter is left.
    ///
    /// @param paths the paths of parameters
    /// @param statistics the paths of running statistics
    void requireFit(Collection<String> paths, Collection<String> statistics) {
        List<String> all = new ArrayList<>(paths);
        all.addAll(statistics);
        frozen.forEach(pattern -> pattern.requireSome("training: freeze", all));
        if (!paths.isEmpty() && paths.stream().noneMatch(this::moves)) {
            throw new IllegalArgumentException(
                    "training: freeze must leave a parameter that moves, got " + frozen + " for " + List.copyOf(paths));
        }
    }
}
