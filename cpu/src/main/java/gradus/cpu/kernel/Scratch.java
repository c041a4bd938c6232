package gradus.cpu.kernel;

/// Working arrays of the current thread: made at first use, grown when a larger one is asked for, kept afterwards,
/// so that a warm kernel allocates nothing. A kernel may use a slot only while no kernel that it calls uses the
/// same one; contents do not survive between kernels.
final class Scratch {
    /// The repeated row of a broadcast.
    static final int ROW = 0;
    /// The packed left operand of a matrix product.
    static final int LEFT = 1;
    /// The packed right operand of a matrix product.
    static final int RIGHT = 2;
    /// One row of partial results.
    static final int PARTIAL = 3;

    /// The sixteen lanes of a sum.
    static final int LANES = 4;
    /// A block of rows, or of sums of chunks.
    static final int BLOCK = 5;

    /// The transposed kernel of a convolution.
    static final int KERNEL = 6;
    /// Sums of chunks of places.
    static final int SUMS = 7;
    /// The recurrent weight, packed for all steps.
    static final int RECURRENT_WEIGHT = 8;
    /// Matrices over all steps of a sequence.
    static final int RECURRENT_STEPS = 9;
    /// The rows that a thread carries from step to step.
    static final int RECURRENT_ROWS = 10;

    /// Columns of a matrix as rows of whole vectors.
    static final int WIDENED = 11;
    /// What attention holds for one head of keys.
    static final int ATTENTION = 12;

    /// Where the terms of a sum lie in one operand, among integers.
    static final int FROM = 0;
    /// Where they lie in the other, among integers.
    static final int WITH = 1;

    private static final int SLOTS = 13;
    private static final int INTEGER_SLOTS = 2;

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private final float[][] floats = new float[SLOTS][0];
    private final double[][] doubles = new double[SLOTS][0];
    private final int[][] integers = new int[INTEGER_SLOTS][0];

    private Scratch() {}

    /// An array of at least `size` numbers in `slot`, with anything in it.
    static float[] floats(int slot, int size) {
        float[][] slots = OF_THREAD.get().floats;
        if (slots[slot].length < size) {
            slots[slot] = new float[size];
        }
        return slots[slot];
    }

    /// An array of at least `size` numbers in `slot`, with anything in it.
    static double[] doubles(int slot, int size) {
        double[][] slots = OF_THREAD.get().doubles;
        if (slots[slot].length < size) {
            slots[slot] = new double[size];
        }
        return slots[slot];
    }

    /// An array of at least `size` integers in `slot`, with anything in it.
    static int[] integers(int slot, int size) {
        int[][] slots = OF_THREAD.get().integers;
        if (slots[slot].length < size) {
            slots[slot] = new int[size];
        }
        return slots[slot];
    }
}
