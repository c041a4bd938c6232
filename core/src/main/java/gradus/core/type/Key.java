package gradus.core.type;

import java.nio.charset.StandardCharsets;

/// A splittable random key: the only source of randomness. There is no global generator anywhere.
///
/// A key is folded with what it is for (a path, an epoch, a step), which gives an independent key; draws are
/// numbered, so any of them can be computed alone. The same key gives the same bits on every machine.
///
/// {@snippet file="TensorSnippets.java" region="Key"}
///
/// @param bits the 64 bits that identify the stream
public record Key(long bits) {
    private static final long FOLD = 0x666F6C64L;
    private static final int FEISTEL_ROUNDS = 6;

    /// Gives the key of a seed.
    public static Key of(long seed) {
        return new Key(seed);
    }

    /// Gives the independent key for item `number` of whatever this key is for.
    public Key fold(long number) {
        return new Key(Philox.bits(bits, FOLD, number));
    }

    /// Gives the independent key for the thing called `name`.
    public Key fold(String name) {
        long hash = 0xCBF29CE484222325L; // FNV-1a, 64 bits
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return new Key(Philox.bits(bits, FOLD + 1, hash));
    }

    /// Gives 64 random bits, draw number `index`.
    public long bits(long index) {
        return Philox.bits(bits, 0, index);
    }

    /// Gives a number in [0, 1), draw number `index`.
    public double uniform(long index) {
        return Philox.uniform(bits, 0, index);
    }

    /// Gives a standard normal number, draw number `index`.
    public double normal(long index) {
        return Philox.normal(bits, 0, index);
    }

    /// Gives an integer in [0, bound), draw number `index`.
    ///
    /// @throws IllegalArgumentException if `bound` is not positive
    public int below(int bound, long index) {
        if (bound <= 0) {
            throw new IllegalArgumentException("random integer: the bound must be positive, got " + bound);
        }
        return (int) Math.unsignedMultiplyHigh(bits(index), bound);
    }

    /// Gives a random order of 0 … n − 1 (Fisher–Yates).
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = below(i + 1, i);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /// Gives element `index` of a random order of 0 … n − 1 without making the order: any place of an epoch is
    /// reached at once.
    ///
    /// A Feistel network over the next even power of two, walked until it lands below `n`.
    public int permuted(int index, int n) {
        if (index < 0 || index >= n) {
            throw new IllegalArgumentException("random order: the index must lie in [0, " + n + "), got " + index);
        }
        int half = Math.max(1, (33 - Integer.numberOfLeadingZeros(n - 1)) / 2);
        int mask = (1 << half) - 1;
        long place = index;
        do {
            int left = (int) (place >>> half);
            int right = (int) place & mask;
            for (int round = 0; round < FEISTEL_ROUNDS; round++) {
                int mixed = left ^ ((int) Philox.bits(bits, 2, (long) round << 32 | right) & mask);
                left = right;
                right = mixed;
            }
            place = (long) left << half | right;
        } while (place >= n);
        return (int) place;
    }
}
