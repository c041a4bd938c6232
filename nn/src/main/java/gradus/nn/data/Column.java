package gradus.nn.data;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The cells of one column, kept small: texts that recur are stored once, others as bytes.
sealed interface Column {
    int size();

    /// The text of a cell, null if it is missing.
    @Nullable
    String text(int row);

    /// Codes into a pool of texts; −1 is missing.
    final class Pooled implements Column {
        private final String[] pool;
        private final int[] codes;

        Pooled(String[] pool, int[] codes) {
            this.pool = pool;
            this.codes = codes;
        }

        @Override
        public int size() {
            return codes.length;
        }

        @Override
        public @Nullable String text(int row) {
            return codes[row] < 0 ? null : pool[codes[row]];
        }
    }

    /// All texts one after another; cell i is bytes starts[i] … starts[i+1]. An empty text is missing.
    final class Packed implements Column {
        private final byte[] bytes;
        private final int[] starts;

        Packed(byte[] bytes, int[] starts) {
            this.bytes = bytes;
            this.starts = starts;
        }

        @Override
        public int size() {
            return starts.length - 1;
        }

        @Override
        public @Nullable String text(int row) {
            int length = starts[row + 1] - starts[row];
            return length == 0 ? null : new String(bytes, starts[row], length, StandardCharsets.UTF_8);
        }
    }
}
