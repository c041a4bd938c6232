package gradus.bench.worker;

/// The numbers that every peer begins with, by a formula that is short in any language: number `i` of stream `s` is
/// `m(((s · 2³²) + i + 1) · 0x9E3779B97F4A7C15)` with the mixing function m of SplitMix64 (Steele, Lea and Flood 2014);
/// its upper 24 bits, read as a fraction, are uniform in [0, 1).
///
/// Streams: 1 the inputs, 2 the targets, from 10 on the parameters in the order of their network.
public final class Numbers {
    /// The stream of inputs.
    public static final int INPUTS = 1;

    /// The stream of targets.
    public static final int TARGETS = 2;

    /// The stream of the first parameter.
    public static final int PARAMETERS = 10;

    private Numbers() {}

    private static double fraction(int stream, long i) {
        long z = (((long) stream << 32) + i + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 40) * 0x1p-24;
    }

    /// Gives numbers that are uniform between `centre − scale` and `centre + scale`.
    public static float[] uniform(int stream, int count, double centre, double scale) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (centre + scale * (2 * fraction(stream, i) - 1));
        }
        return numbers;
    }

    /// Gives inputs, uniform between −1 and 1, of which each two neighbours are the same: as their targets
    /// differ, no network can learn all, and no loss and gradient sinks to where processors compute slowly
    /// (subnormal numbers).
    public static float[] pairs(int rows, int width) {
        float[] numbers = new float[rows * width];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < width; i++) {
                numbers[row * width + i] = (float) (2 * fraction(INPUTS, (long) (row / 2) * width + i) - 1);
            }
        }
        return numbers;
    }

    /// Gives a class for each row.
    public static int[] classes(int rows, int classes) {
        int[] targets = new int[rows];
        for (int i = 0; i < rows; i++) {
            targets[i] = (int) (fraction(TARGETS, i) * classes);
        }
        return targets;
    }

    /// Gives a matrix or kernel that begins between `±1/√(inputs)`, where every axis but the last counts as input.
    ///
    /// @param parameter the place of the parameter in its network, from 0
    public static float[] weight(int parameter, int... sizes) {
        int outputs = sizes[sizes.length - 1];
        int count = 1;
        for (int size : sizes) {
            count *= size;
        }
        return uniform(PARAMETERS + parameter, count, 0, 1 / Math.sqrt((double) count / outputs));
    }

    /// Gives a bias, or a shift of a normalisation: between ±0.1.
    public static float[] bias(int parameter, int size) {
        return uniform(PARAMETERS + parameter, size, 0, 0.1);
    }

    /// Gives the scale of a normalisation: between 0.9 and 1.1.
    public static float[] scale(int parameter, int size) {
        return uniform(PARAMETERS + parameter, size, 1, 0.1);
    }

    /// Gives the mean size of the elements of a result.
    public static double meanSize(float[] result) {
        double sum = 0;
        for (float element : result) {
            sum += Math.abs(element);
        }
        return sum / result.length;
    }
}
