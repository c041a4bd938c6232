package gradus.cli.config;

import gradus.nn.data.Loader;
import gradus.nn.data.Prefetcher;
import java.util.Optional;

/// How batches are cut, computed and read.
///
/// @param micro the most rows that are computed at once; the gradients of the parts of a batch are added up
/// @param last what becomes of the last batch of an epoch where it is smaller, default keep
/// @param prefetch batches that are read ahead on other threads, default 0
/// @param prefetchThreads the threads that read ahead, default 1
public record BatchConfig(
        Optional<Integer> micro,
        Optional<Loader.LastBatch> last,
        Optional<Integer> prefetch,
        Optional<Integer> prefetchThreads) {
    /// Checks the numbers.
    public BatchConfig {
        Limits.atLeast("micro", micro, 1);
        Limits.atLeast("prefetch", prefetch, 0);
        Limits.atMost("prefetch", prefetch, Prefetcher.MOST_AHEAD);
        Limits.atLeast("prefetchThreads", prefetchThreads, 1);
        Limits.atMost("prefetchThreads", prefetchThreads, Prefetcher.MOST_THREADS);
        if (prefetchThreads.isPresent() && prefetch.orElse(0) == 0) {
            throw new IllegalArgumentException("prefetchThreads must go with a prefetch of 1 or more, got prefetch "
                    + prefetch.map(Object::toString).orElse("not set")
                    + "; say how many batches are read ahead, such as --prefetch 4");
        }
    }
}
