package gradus.cpu.kernel;

/// Which steps of which sequences count, `[batch, steps]`: 0 for those that do not.
///
/// @param array the storage
/// @param offset the first element
@SuppressWarnings("ArrayRecordComponent") // storage is shared on purpose
public record StepMask(byte[] array, int offset) {
    /// All steps count.
    public static final StepMask ALL = new StepMask(new byte[0], 0);

    /// Says whether the step in this place counts.
    boolean counts(int place) {
        return array.length == 0 || array[offset + place] != 0;
    }
}
