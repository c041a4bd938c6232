package gradus.nn.data;

import java.util.List;

/// The features of the rows of a table, with remarks.
public final class EncodedTable {
    private final float[] features;
    private final int width;
    private final List<String> notes;

    EncodedTable(float[] features, int width, List<String> notes) {
        this.features = features;
        this.width = width;
        this.notes = List.copyOf(notes);
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
        return features.length / width;
    }

    /// Gives remarks: categories that training did not see, values newly missing, columns not used.
    public List<String> notes() {
        return notes;
    }

    @Override
    public String toString() {
        return "EncodedTable[" + rowCount() + " rows × " + width + " features]";
    }
}
