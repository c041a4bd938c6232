package gradus.io.csv;

import java.io.IOException;
import java.io.Reader;

/// Text with each run of blanks and TABs written as one blank, and none at the beginning and end of lines; what
/// stands between quotes is left as it is. So columns that were aligned by blanks become separated by one.
final class BlankRuns extends Reader {
    private static final int NOTHING = -2;

    private final Reader in;
    private final char quote;
    private int held = NOTHING;
    private boolean atStart = true; // of a line
    private boolean atField = true; // at the start of a field
    private boolean quoted;

    BlankRuns(Reader in, char quote) {
        this.in = in;
        this.quote = quote;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int next = next();
            if (next < 0) {
                return count == 0 ? -1 : count;
            }
            into[offset + count++] = (char) next;
        }
        return count;
    }

    private int next() throws IOException {
        int c = held == NOTHING ? in.read() : held;
        held = NOTHING;
        if (quoted) {
            quoted = c != quote;
            return c;
        }
        if (c == ' ' || c == '\t') {
            while (c == ' ' || c == '\t') {
                c = in.read();
            }
            if (!atStart && c >= 0 && c != '\n' && c != '\r') {
                held = c;
                atField = true;
                return ' ';
            }
        }
        quoted = atField && c == quote;
        atStart = c == '\n' || c == '\r';
        atField = atStart;
        return c;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
