package gradus.cpu.kernel;

/// The scalar definitions by name.
final class Scalars {
    private Scalars() {}

    static void unary(Unary f, float[] x, float[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = unary(f, x[i]);
        }
    }

    static float unary(Unary f, float x) {
        return switch (f) {
            case EXP -> ScalarMath.exp(x);
            case LOG -> ScalarMath.log(x);
            case LOG1P -> ScalarMath.log1p(x);
            case EXPM1 -> ScalarMath.expm1(x);
            case SQRT -> ScalarMath.sqrt(x);
            case RSQRT -> ScalarMath.rsqrt(x);
            case RECIPROCAL -> 1f / x;
            case SIN -> ScalarMath.sin(x);
            case COS -> ScalarMath.cos(x);
            case TANH -> ScalarMath.tanh(x);
            case SIGMOID -> ScalarMath.sigmoid(x);
            case ERF -> ScalarMath.erf(x);
            case SOFTPLUS -> ScalarMath.softplus(x);
            case RELU -> Math.max(x, 0f);
            case ABS -> Math.abs(x);
            case NEG -> -x;
            case SIGN -> Math.signum(x);
            case SQUARE -> x * x;
            case FLOOR -> (float) Math.floor(x);
            case CEIL -> (float) Math.ceil(x);
            case ROUND -> (float) Math.rint(x);
        };
    }
}
