package gradus.nn.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The features of the rows of a table, with remarks.
///
/// {@snippet file="TableSnippets.java" region="Preprocessing"}
public final class EncodedTable {
    private final float[] features;
    private final int width;
    private final int[] unseen; // per row
    private final int[] missing;
    private final List<String> notes = new ArrayList<>();

    EncodedTable(int rows, int width) {
        this.features = new float[Math.multiplyExact(rows, width)];
        this.width = width;
        this.unseen = new int[rows];
        this.missing = new int[rows];
    }

    void note(String words) {
        notes.add(words);
    }

    void count(Encoding.Finding finding, int row) {
        switch (finding) {
            case FINE -> {}
            case NEWLY_MISSING -> missing[row]++;
            case UNSEEN -> unseen[row]++;
        }
    }

    /// Gives how many categories of a row training did not see.
    public int unseen(int row) {
        return unseen[row];
    }

    /// Gives how many values of a row are missing in columns where training had all.
    public int newlyMissing(int row) {
        return missing[row];
    }

    /// Gives the row-major numbers, rows × width, not a copy.
    public float[] features() {
        return features;
    }

    /// Gives the number of features of a row.
    public int width() {
        return width;
    }

    /// Gives the number of rows.
    public int rowCount() {
        return unseen.length;
    }

    /// Gives remarks: categories that training did not see, values newly missing, columns not used.
    public List<String> notes() {
        return Collections.unmodifiableList(notes);
    }

    @Override
    public String toString() {
        return "EncodedTable[" + rowCount() + " rows × " + width + " features]";
    }
}
