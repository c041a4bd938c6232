package gradus.cpu.kernel;

/// Working arrays of the current thread: made at first use, grown when a larger one is asked for, kept afterwards,
/// so that a warm kernel allocates nothing. A kernel may use a slot only while no kernel that it calls uses the
/// same one; contents do not survive between kernels.
final class Scratch {
    /// A row repeated for a broadcast; the exponentials of rows; what a recurrent gradient works out for one gate.
    static final int ROW = 0;
    /// The left operand of a product: packed rows of a matrix, or what a window reads at some places, as patches,
    /// copied lines or shifted lines.
    static final int LEFT = 1;
    /// The right operand of a product: a packed strip of a matrix, or the gradient of a result at a band of places.
    static final int RIGHT = 2;
    /// What the passes of one function hand to one another, a block of elements at a time.
    static final int PASSES = 3;

    /// The sixteen lanes of a sum.
    static final int LANES = 4;
    /// The sum of a block of rows, or what the groups of a long run come to.
    static final int BLOCK = 5;

    /// The kernel of a convolution, transposed or turned round.
    static final int KERNEL = 6;
    /// The weight gradients of a convolution by chunks of places.
    static final int SUMS = 7;
    /// The recurrent weight, packed for all steps.
    static final int RECURRENT_WEIGHT = 8;
    /// What a recurrent gradient notes of all steps for the gradient of the weight.
    static final int RECURRENT_STEPS = 9;
    /// The rows that a thread carries from step to step.
    static final int RECURRENT_ROWS = 10;

    /// Rows of a right operand that end within a vector, as rows of whole vectors.
    static final int WIDENED = 11;
    /// What attention holds for one head of keys.
    static final int ATTENTION = 12;

    /// Among integers: where the terms of a sum lie in one operand, or where the rows of a band begin.
    static final int FROM = 0;
    /// Among integers: where the terms of a sum lie in the other operand.
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
