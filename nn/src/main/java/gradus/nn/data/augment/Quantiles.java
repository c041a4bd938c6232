package gradus.nn.data.augment;

/// The middles of 65 536 equally likely slices of the standard normal distribution: a normal draw from 16 bits.
///
/// Source of the formula: Acklam, "An algorithm for computing the inverse normal cumulative distribution function",
/// relative error below 1.2e-9.
final class Quantiles {
    private static final int SLICES = 1 << 16;
    private static final double[] CENTRE_TOP = {
        -3.969683028665376e+01,
        2.209460984245205e+02,
        -2.759285104469687e+02,
        1.383577518672690e+02,
        -3.066479806614716e+01,
        2.506628277459239e+00
    };
    private static final double[] CENTRE_BOTTOM = {
        -5.447609879822406e+01,
        1.615858368580409e+02,
        -1.556989798598866e+02,
        6.680131188771972e+01,
        -1.328068155288572e+01,
        1
    };
    private static final double[] TAIL_TOP = {
        -7.784894002430293e-03,
        -3.223964580411365e-01,
        -2.400758277161838e+00,
        -2.549732539343734e+00,
        4.374664141464968e+00,
        2.938163982698783e+00
    };
    private static final double[] TAIL_BOTTOM = {
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1
    };
    private static final double TAIL = 0.02425;
    private static final float[] NORMAL = table();

    private Quantiles() {}

    /// Gives the middle of slice `index`, 0 … 65 535.
    static float normal(int index) {
        return NORMAL[index];
    }

    private static float[] table() {
        float[] table = new float[SLICES];
        for (int i = 0; i < SLICES / 2; i++) {
            float value = (float) lower((i + 0.5) / SLICES);
            table[i] = value;
            table[SLICES - 1 - i] = -value;
        }
        return table;
    }

    /// Gives the quantile of a probability below one half.
    private static double lower(double probability) {
        if (probability < TAIL) {
            double q = StrictMath.sqrt(-2 * StrictMath.log(probability));
            return polynomial(TAIL_TOP, q) / polynomial(TAIL_BOTTOM, q);
        }
        double q = probability - 0.5;
        double r = q * q;
        return polynomial(CENTRE_TOP, r) * q / polynomial(CENTRE_BOTTOM, r);
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (double coefficient : coefficients) {
            sum = sum * x + coefficient;
        }
        return sum;
    }
}
