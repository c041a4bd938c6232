package gradus.io.safetensors;

import gradus.core.type.FormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The header of a file, checked in full: every entry alone, and all of them against the length of the content.
///
/// @param entries the tensors as the header lists them
/// @param metadata the free text pairs
record Header(List<Entry> entries, Map<String, String> metadata) {
    /// The most bytes that a header may have.
    static final long MOST_BYTES = 100_000_000;

    /// Gives the entries in the order of their bytes.
    List<Entry> byPosition() {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        return sorted;
    }

    /// Checks that the spans cover the content exactly, without holes and overlaps.
    ///
    /// @param content the number of bytes after the header
    void requireCover(long content, String where) {
        long position = 0;
        String before = "the header";
        for (Entry entry : byPosition()) {
            if (entry.end() > content) {
                throw new FormatException(where + ": every tensor must lie in the file; " + text(entry) + ", but only "
                        + content + " bytes follow the header; the file is cut short");
            }
            if (entry.begin() > position) {
                throw new FormatException(where + ": tensors must follow one another without holes; " + text(entry)
                        + ", but " + before + " ends at " + position);
            }
            if (entry.begin() < position) {
                throw new FormatException(where + ": tensors must not overlap; " + text(entry) + ", but " + before
                        + " ends at " + position);
            }
            position = entry.end();
            before = "'" + entry.name() + "'";
        }
        if (position != content) {
            throw new FormatException(where + ": tensors must cover the file to its end; they end at " + position
                    + ", but " + content + " bytes follow the header");
        }
    }

    private static String text(Entry entry) {
        return "'" + entry.name() + "' has the bytes " + entry.begin() + " to " + entry.end();
    }
}
