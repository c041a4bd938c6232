package gradus.nn.train;

import gradus.core.type.Literal;
import gradus.nn.data.Loader;
import gradus.nn.data.Prefetcher;
import java.util.List;

/// Where batches come from: read when they are needed, or ahead on other threads.
sealed interface BatchSource extends AutoCloseable {
    /// Fills arrays with a batch; batches are asked for in order.
    void fill(int epoch, int batch, List<Literal> into);

    @Override
    void close();

    /// Gives the source that begins where a run stands.
    static BatchSource of(Loader loader, Surroundings.ReadAhead prefetch, Standing standing) {
        return prefetch.batches() == 0
                ? new Direct(loader)
                : new Ahead(new Prefetcher(
                        loader, prefetch.batches(), prefetch.threads(), standing.epoch(), standing.batch()));
    }

    /// Reads each batch when it is needed.
    record Direct(Loader loader) implements BatchSource {
        @Override
        public void fill(int epoch, int batch, List<Literal> into) {
            loader.fill(epoch, batch, into);
        }

        @Override
        public void close() {}
    }

    /// Takes batches that were read ahead.
    record Ahead(Prefetcher prefetcher) implements BatchSource {
        @Override
        public void fill(int epoch, int batch, List<Literal> into) {
            List<Literal> parts = prefetcher.next();
            for (int i = 0; i < parts.size(); i++) {
                Literal part = parts.get(i);
                System.arraycopy(part.array(), 0, into.get(i).array(), 0, part.count());
            }
        }

        @Override
        public void close() {
            prefetcher.close();
        }
    }
}
