package gradus.io.model;

/// What a file may claim before anything of it is taken into memory.
///
/// @param bytes the most bytes of all entries together, unpacked
/// @param entries the most entries
public record ReadLimits(long bytes, int entries) {
    /// Checks that both are positive.
    public ReadLimits {
        if (bytes <= 0 || entries <= 0) {
            throw new IllegalArgumentException(
                    "read limits: both must be positive, got " + bytes + " bytes and " + entries + " entries");
        }
    }

    /// Gives 2 GiB in at most 10,000 entries.
    public static ReadLimits defaults() {
        return new ReadLimits(1L << 31, 10_000);
    }

    /// Gives these limits with another number of bytes.
    public ReadLimits withBytes(long most) {
        return new ReadLimits(most, entries);
    }

    /// Gives these limits with another number of entries.
    public ReadLimits withEntries(int most) {
        return new ReadLimits(bytes, most);
    }
}
