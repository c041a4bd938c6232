package gradus.nn.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects the cells of a column; pools them until it sees that they hardly recur, then packs them.
final class ColumnBuilder {
    private static final int LARGE_POOL = 1024;

    private @Nullable Map<String, Integer> pool = new HashMap<>();
    private String[] texts = new String[16];
    private int[] cells = new int[64]; // codes while pooling, then starts
    private byte[] bytes = new byte[0];
    private int length;
    private int rows;

    void add(@Nullable String text) {
        if (rows + 1 >= cells.length) {
            cells = Arrays.copyOf(cells, cells.length * 2);
        }
        Map<String, Integer> known = pool;
        if (known == null) {
            append(text);
            return;
        }
        cells[rows++] = text == null ? -1 : code(known, text);
        if (known.size() > LARGE_POOL && known.size() > rows / 2) {
            pack();
        }
    }

    int size() {
        return rows;
    }

    Column build() {
        Map<String, Integer> known = pool;
        return known == null
                ? new Column.Packed(Arrays.copyOf(bytes, length), Arrays.copyOf(cells, rows + 1))
                : new Column.Pooled(Arrays.copyOf(texts, known.size()), Arrays.copyOf(cells, rows));
    }

    private int code(Map<String, Integer> known, String text) {
        Integer code = known.get(text);
        if (code != null) {
            return code;
        }
        int next = known.size();
        if (next == texts.length) {
            texts = Arrays.copyOf(texts, next * 2);
        }
        texts[next] = text;
        known.put(text, next);
        return next;
    }

    private void pack() {
        int[] codes = cells;
        int count = rows;
        pool = null;
        cells = new int[codes.length];
        bytes = new byte[count * 8];
        rows = 0;
        for (int i = 0; i < count; i++) {
            append(codes[i] < 0 ? null : texts[codes[i]]);
        }
        texts = new String[0];
    }

    private void append(@Nullable String text) {
        if (text != null) {
            byte[] more = text.getBytes(StandardCharsets.UTF_8);
            int needed = Math.addExact(length, more.length);
            if (needed > bytes.length) {
                bytes = Arrays.copyOf(
                        bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, bytes.length * 3L / 2)));
            }
            System.arraycopy(more, 0, bytes, length, more.length);
            length = needed;
        }
        cells[++rows] = length;
    }
}
