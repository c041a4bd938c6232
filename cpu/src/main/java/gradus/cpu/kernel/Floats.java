package gradus.cpu.kernel;

/// Where an operand lies: an array and its first element.
///
/// @param array the storage
/// @param offset the first element
@SuppressWarnings("ArrayRecordComponent") // storage is shared on purpose
public record Floats(float[] array, int offset) {
    /// An operand that is not there.
    public static final Floats NONE = new Floats(new float[0], 0);

    /// Says whether this operand is not there.
    boolean isNone() {
        return array.length == 0;
    }
}
