package gradus.io.csv;

import gradus.nn.data.CsvOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Where each row of a file begins and ends, in bytes. Twelve bytes per row are kept.
///
/// Rows are told apart on bytes, which UTF-8 and the one-byte encodings allow: a line feed outside quotes ends one.
/// Rows without any value are left out.
final class RowIndex {
    private enum State {
        FIELD_START,
        FIELD,
        QUOTED,
        QUOTE_SEEN,
        COMMENT
    }

    private final int separator;
    private final int quote;
    private final int comment;
    private long at;
    private long start;
    private int line = 1;
    private int startLine;
    private State state = State.FIELD_START;
    private boolean blank;
    private long[] starts = new long[1024];
    private int[] lines = new int[1024];
    private int count;
    private long end;

    private RowIndex(CsvOptions options) {
        this.separator = options.separator().orElse(',');
        this.quote = options.quote();
        this.comment = options.comment().map(Character::charValue).orElse(Character.MAX_VALUE);
    }

    /// Reads a file once, from behind its byte-order mark. Comments are no rows.
    ///
    /// @param mark the length of the byte-order mark
    static RowIndex of(InputStream in, int mark, CsvOptions options) throws IOException {
        RowIndex index = new RowIndex(options);
        index.scan(in, mark);
        return index;
    }

    private void scan(InputStream in, int mark) throws IOException {
        in.skipNBytes(mark);
        byte[] buffer = new byte[1 << 16];
        at = mark;
        begin();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (int i = 0; i < read; i++) {
                step(buffer[i] & 0xFF);
            }
        }
        add();
        end = at;
    }

    private void begin() {
        start = at;
        startLine = line;
        state = State.FIELD_START;
        blank = true;
    }

    private void step(int b) {
        boolean first = at == start;
        at++;
        line += b == '\n' ? 1 : 0;
        if (b == '\n' && state != State.QUOTED) {
            add();
            begin();
            return;
        }
        if (first && b == comment) {
            state = State.COMMENT;
        }
        state = switch (state) {
            case COMMENT -> State.COMMENT;
            case QUOTED -> b == quote ? State.QUOTE_SEEN : State.QUOTED;
            case FIELD_START, QUOTE_SEEN -> b == quote ? State.QUOTED : within(b);
            case FIELD -> within(b);
        };
        blank &= b <= ' ' || b == separator || b == quote || state == State.COMMENT;
    }

    private State within(int b) {
        boolean stays = state == State.FIELD_START && b == ' ';
        return b == separator || stays ? State.FIELD_START : State.FIELD;
    }

    /// The end of a row is found as the beginning of what follows, so that lines that are no rows count as part of
    /// the row before them; they are skipped when it is read.
    private void add() {
        if (blank) {
            return;
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, Math.addExact(count, count));
            lines = Arrays.copyOf(lines, starts.length);
        }
        starts[count] = start;
        lines[count++] = startLine;
    }

    int count() {
        return count;
    }

    long start(int row) {
        return starts[row];
    }

    int line(int row) {
        return lines[row];
    }

    long end(int row) {
        return row + 1 < count ? starts[row + 1] : end;
    }
}
