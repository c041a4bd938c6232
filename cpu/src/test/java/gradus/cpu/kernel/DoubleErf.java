package gradus.cpu.kernel;

/// The error function in double precision, by series that converge everywhere: slow, and exact to about 1e-15.
final class DoubleErf {
    private DoubleErf() {}

    /// erf x = 2x/√π · e^−x² · Σ (2x²)^n / (1·3·5 … (2n+1)); all terms positive, so nothing cancels.
    static double erf(double x) {
        double a = Math.abs(x);
        if (a > 6) {
            return Math.signum(x);
        }
        double term = 1;
        double sum = 1;
        for (int n = 1; term > sum * 1e-18; n++) {
            term *= 2 * a * a / (2 * n + 1);
            sum += term;
        }
        return 2 * x / Math.sqrt(Math.PI) * StrictMath.exp(-a * a) * sum;
    }
}
