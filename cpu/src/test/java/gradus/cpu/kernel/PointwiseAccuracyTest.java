package gradus.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Measures the largest error of every function against double precision, over every 997th bit pattern of float32
/// in its range. `-Dgradus.sweep=1` tries every pattern.
class PointwiseAccuracyTest {
    private static final int STRIDE = Integer.getInteger("gradus.sweep", 997);

    @ParameterizedTest
    @CsvSource({
        "EXP, 1.1",
        "LOG, 1",
        "LOG1P, 1",
        "EXPM1, 2",
        "SIN, 2.5",
        "COS, 2.5",
        "TANH, 3",
        "SIGMOID, 3",
        "ERF, 2",
        "SOFTPLUS, 2",
        "SQRT, 0.5001",
        "RSQRT, 1.5"
    })
    void errorStaysBelowItsBound(Unary f, double bound) {
        DoubleUnaryOperator exact = exact(f);
        double worst = 0;
        float at = 0;
        for (long bits = 0; bits < 1L << 32; bits += STRIDE) {
            float x = Float.intBitsToFloat((int) bits);
            if (!Float.isFinite(x) || ((f == Unary.SIN || f == Unary.COS) && Math.abs(x) > Coefficients.SIN_LIMIT)) {
                continue;
            }
            double error = ulps(Scalars.unary(f, x), exact.applyAsDouble(x));
            if (error > worst) {
                worst = error;
                at = x;
            }
        }
        assertThat(worst).as("%s, worst at %s", f, at).isLessThanOrEqualTo(bound);
        System.getLogger("gradus.test").log(System.Logger.Level.INFO, "{0}: {1} ulp at {2}", f, worst, at);
    }

    private static double ulps(float got, double want) {
        if (Double.isNaN(want) || Float.isInfinite((float) want) || Float.isInfinite(got) || Float.isNaN(got)) {
            boolean same = Float.compare(got, (float) want) == 0;
            boolean edge = Float.isInfinite((float) want) != Float.isInfinite(got)
                    && Math.abs(want) > Float.MAX_VALUE * (1 - 1e-7);
            return same || edge ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.abs(got - want) / Math.ulp((float) want);
    }

    private static DoubleUnaryOperator exact(Unary f) {
        return switch (f) {
            case EXP -> StrictMath::exp;
            case LOG -> StrictMath::log;
            case LOG1P -> StrictMath::log1p;
            case EXPM1 -> StrictMath::expm1;
            case SIN -> StrictMath::sin;
            case COS -> StrictMath::cos;
            case TANH -> StrictMath::tanh;
            case SIGMOID -> x -> 1 / (1 + StrictMath.exp(-x));
            case ERF -> DoubleErf::erf;
            case SOFTPLUS -> x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
            case SQRT -> StrictMath::sqrt;
            case RSQRT -> x -> 1 / StrictMath.sqrt(x);
            default -> throw new IllegalArgumentException("no reference for " + f);
        };
    }
}
