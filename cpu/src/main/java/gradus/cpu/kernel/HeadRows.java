package gradus.cpu.kernel;

/// Rows of several heads side by side, `[batch, places, heads · size]`, perhaps among others in wider rows.
///
/// @param array the storage
/// @param offset the first number of the first row
/// @param step how far rows lie apart
/// @param places rows of each sequence
/// @param size numbers of each head
@SuppressWarnings("ArrayRecordComponent") // storage is shared on purpose
public record HeadRows(float[] array, int offset, int step, int places, int size) {
    /// Where a row of a head begins.
    int at(int sequence, int place, int head) {
        return offset + (sequence * places + place) * step + head * size;
    }

    /// Copies the rows of one head, from `place` on, to rows side by side.
    void copy(int sequence, int place, int head, int rows, float[] to, int toOffset) {
        int from = at(sequence, place, head);
        for (int r = 0; r < rows; r++) {
            System.arraycopy(array, from + r * step, to, toOffset + r * size, size);
        }
    }

    /// Copies the rows of one head, each divided by a number of its own, or zeros where that is 0.
    void divided(int sequence, int place, int head, int rows, float[] by, int at, float[] to, int toOffset) {
        int from = at(sequence, place, head);
        for (int r = 0; r < rows; r++) {
            float factor = by[at + r] == 0 ? 0 : 1 / by[at + r];
            Pairwise.binaryScalarRight(Binary.MUL, array, from + r * step, factor, to, toOffset + r * size, size);
        }
    }

    /// Copies the rows of one head, times a number.
    void scaled(int sequence, int place, int head, int rows, float factor, float[] to, int toOffset) {
        int from = at(sequence, place, head);
        for (int r = 0; r < rows; r++) {
            Pairwise.binaryScalarRight(Binary.MUL, array, from + r * step, factor, to, toOffset + r * size, size);
        }
    }

    /// Takes back rows that [#copy] gave.
    void store(float[] from, int fromOffset, int sequence, int head) {
        int to = at(sequence, 0, head);
        for (int r = 0; r < places; r++) {
            System.arraycopy(from, fromOffset + r * size, array, to + r * step, size);
        }
    }
}
