package gradus.core.type;

/// Philox4x32-10: a counter-based random function of a 64-bit key and a 128-bit counter.
///
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. Any element of any
/// stream is computed on its own, so results do not depend on the order or the number of threads.
public final class Philox {
    private static final long M0 = 0xD2511F53L;
    private static final long M1 = 0xCD9E8D57L;
    private static final int W0 = 0x9E3779B9;
    private static final int W1 = 0xBB67AE85;
    private static final int ROUNDS = 10;

    private Philox() {}

    /// Gives the first two of the four words as `word1 << 32 | word0`, for the counter `high << 64 | low`.
    public static long bits(long key, long high, long low) {
        int c0 = (int) low;
        int c1 = (int) (low >>> 32);
        int c2 = (int) high;
        int c3 = (int) (high >>> 32);
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = M0 * (c0 & 0xFFFFFFFFL);
            long p1 = M1 * (c2 & 0xFFFFFFFFL);
            int n0 = (int) (p1 >>> 32) ^ c1 ^ k0;
            int n2 = (int) (p0 >>> 32) ^ c3 ^ k1;
            c1 = (int) p1;
            c3 = (int) p0;
            c0 = n0;
            c2 = n2;
            k0 += W0;
            k1 += W1;
        }
        return (c1 & 0xFFFFFFFFL) << 32 | (c0 & 0xFFFFFFFFL);
    }

    /// Gives a number in [0, 1) with 53 random bits.
    public static double uniform(long key, long high, long low) {
        return (bits(key, high, low) >>> 11) * 0x1.0p-53;
    }

    /// Gives a standard normal number by the Box–Muller transform of two draws of the same counter pair.
    public static double normal(long key, long high, long low) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(key, high, low)));
        return radius * StrictMath.cos(2 * Math.PI * uniform(key, high ^ Long.MIN_VALUE, low));
    }
}
