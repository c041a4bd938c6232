package gradus.cpu.kernel;

/// Which pairs of query and key count: truth values `[batch, heads, queries, keys]`, where a step is 0 along an axis
/// that is repeated.
///
/// @param truths the values, or none if all pairs count
/// @param offset the first value
/// @param sequenceStep from one sequence to the next
/// @param headStep from one head to the next
/// @param queryStep from one query to the next
@SuppressWarnings("ArrayRecordComponent") // storage is shared on purpose
public record PairMask(byte[] truths, int offset, int sequenceStep, int headStep, int queryStep) {
    /// All pairs count.
    public static final PairMask ALL = new PairMask(new byte[0], 0, 0, 0, 0);

    /// Sets the scores of the first `n` keys that do not count to −∞.
    void silence(int sequence, int head, int query, float[] scores, int at, int n) {
        if (truths.length == 0) {
            return;
        }
        int from = offset + sequence * sequenceStep + head * headStep + query * queryStep;
        for (int i = 0; i < n; i++) {
            scores[at + i] = truths[from + i] != 0 ? scores[at + i] : Float.NEGATIVE_INFINITY;
        }
    }
}
