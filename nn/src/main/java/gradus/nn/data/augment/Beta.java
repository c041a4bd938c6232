package gradus.nn.data.augment;

import gradus.core.type.Key;

/// Draws from the beta distribution, by two gamma draws. Source: Marsaglia and Tsang, "A simple method for generating
/// gamma variables", ACM TOMS 2000.
final class Beta {
    private Beta() {}

    /// Gives a draw from Beta(alpha, alpha).
    static double symmetric(double alpha, Key key) {
        if (alpha == 1) {
            return key.uniform(0);
        }
        double one = logGamma(alpha, key.fold(1));
        double other = logGamma(alpha, key.fold(2));
        return 1 / (1 + StrictMath.exp(other - one));
    }

    /// Gives the logarithm of a draw from Gamma(alpha, 1); the draw itself may be too small for a double.
    private static double logGamma(double alpha, Key key) {
        double shape = alpha < 1 ? alpha + 1 : alpha;
        double boost = alpha < 1 ? StrictMath.log(1 - key.uniform(-1)) / alpha : 0;
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        for (long draw = 0; ; draw++) {
            double x = key.fold("normal").normal(draw);
            double v = 1 + c * x;
            v = v * v * v;
            if (v > 0 && StrictMath.log(1 - key.uniform(draw)) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                return StrictMath.log(d * v) + boost;
            }
        }
    }
}
