package gradus.cpu.kernel;

/// Functions of one float32 array, element by element: `y[yOffset + i] = f(x[xOffset + i])` for `0 ≤ i < n`.
///
/// `x` and `y` may be the same range (in place); ranges that overlap otherwise give undefined values. The result of
/// an element depends on that element alone: not on its position, the vector width or the thread. Edge cases are
/// those of `java.lang.Math`; accuracy: [ScalarMath].
public final class Pointwise {
    /// A loop over a range.
    @FunctionalInterface
    private interface Loop {
        void run(float[] x, int xOffset, float[] y, int yOffset, int n);
    }

    private Pointwise() {}

    /// The one place that maps a function to its loop. Loops are called through an interface so that C2 does not
    /// inline them all into one method: where its node limit is reached in the middle of a loop, the rest of that
    /// loop boxes its vectors (measured: tanh 2.5 ns an element in place of 0.6).
    private static Loop loop(Unary f) {
        return switch (f) {
            case EXP -> Pointwise::exp;
            case LOG -> Pointwise::log;
            case LOG1P -> Pointwise::log1p;
            case EXPM1 -> Pointwise::expm1;
            case SQRT -> Pointwise::sqrt;
            case RSQRT -> Pointwise::rsqrt;
            case RECIPROCAL -> Pointwise::reciprocal;
            case SIN -> Pointwise::sin;
            case COS -> Pointwise::cos;
            case TANH -> Pointwise::tanh;
            case SIGMOID -> Pointwise::sigmoid;
            case ERF -> Pointwise::erf;
            case SOFTPLUS -> Pointwise::softplus;
            case RELU -> Pointwise::relu;
            case ABS -> Pointwise::abs;
            case NEG -> Pointwise::neg;
            case SIGN -> Pointwise::sign;
            case SQUARE -> Pointwise::square;
            case FLOOR -> Pointwise::floor;
            case CEIL -> Pointwise::ceil;
            case ROUND -> Pointwise::round;
        };
    }

    /// Applies `f`.
    public static void unary(Unary f, float[] x, int xOffset, float[] y, int yOffset, int n) {
        loop(f).run(x, xOffset, y, yOffset, n);
    }

    /// e^x.
    public static void exp(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.exp(x, xOffset, y, yOffset, n);
        } else {
            VectorTranscendentals.exp(x, xOffset, y, yOffset, n);
        }
    }

    /// Natural logarithm; −∞ at 0, NaN below.
    public static void log(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.log(x, xOffset, y, yOffset, n);
        } else {
            VectorTranscendentals.log(x, xOffset, y, yOffset, n);
        }
    }

    /// log(1 + x).
    public static void log1p(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.log1p(x, xOffset, y, yOffset, n);
        } else {
            VectorTranscendentals.log1p(x, xOffset, y, yOffset, n);
        }
    }

    /// e^x − 1.
    public static void expm1(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.expm1(x, xOffset, y, yOffset, n);
        } else {
            VectorTranscendentals.expm1(x, xOffset, y, yOffset, n);
        }
    }

    /// √x; NaN below 0.
    public static void sqrt(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.sqrt(x, xOffset, y, yOffset, n);
        } else {
            VectorPointwise.sqrt(x, xOffset, y, yOffset, n);
        }
    }

    /// 1/√x.
    public static void rsqrt(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.rsqrt(x, xOffset, y, yOffset, n);
        } else {
            VectorPointwise.rsqrt(x, xOffset, y, yOffset, n);
        }
    }

    /// 1/x.
    public static void reciprocal(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.reciprocal(x, xOffset, y, yOffset, n);
        } else {
            VectorPointwise.reciprocal(x, xOffset, y, yOffset, n);
        }
    }

    /// Sine.
    public static void sin(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.sin(x, xOffset, y, yOffset, n);
        } else {
            VectorTranscendentals.sin(x, xOffset, y, yOffset, n);
        }
    }

    /// Cosine.
    public static void cos(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.cos(x, xOffset, y, yOffset, n);
        } else {
            VectorTranscendentals.cos(x, xOffset, y, yOffset, n);
        }
    }

    /// Hyperbolic tangent.
    public static void tanh(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.tanh(x, xOffset, y, yOffset, n);
        } else {
            VectorComposites.tanh(x, xOffset, y, yOffset, n);
        }
    }

    /// 1/(1 + e^−x).
    public static void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.sigmoid(x, xOffset, y, yOffset, n);
        } else {
            VectorComposites.sigmoid(x, xOffset, y, yOffset, n);
        }
    }

    /// Error function.
    public static void erf(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.erf(x, xOffset, y, yOffset, n);
        } else {
            VectorComposites.erf(x, xOffset, y, yOffset, n);
        }
    }

    /// log(1 + e^x).
    public static void softplus(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.softplus(x, xOffset, y, yOffset, n);
        } else {
            VectorComposites.softplus(x, xOffset, y, yOffset, n);
        }
    }

    /// max(x, 0); NaN stays NaN.
    public static void relu(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.relu(x, xOffset, y, yOffset, n);
        } else {
            VectorPointwise.relu(x, xOffset, y, yOffset, n);
        }
    }

    /// |x|.
    public static void abs(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.abs(x, xOffset, y, yOffset, n);
        } else {
            VectorPointwise.abs(x, xOffset, y, yOffset, n);
        }
    }

    /// −x.
    public static void neg(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.neg(x, xOffset, y, yOffset, n);
        } else {
            VectorPointwise.neg(x, xOffset, y, yOffset, n);
        }
    }

    /// 1, −1, or x itself at ±0 and NaN.
    public static void sign(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.sign(x, xOffset, y, yOffset, n);
        } else {
            VectorPointwise.sign(x, xOffset, y, yOffset, n);
        }
    }

    /// x².
    public static void square(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.square(x, xOffset, y, yOffset, n);
        } else {
            VectorPointwise.square(x, xOffset, y, yOffset, n);
        }
    }

    /// Largest whole number not above x.
    public static void floor(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.floor(x, xOffset, y, yOffset, n);
        } else {
            VectorPointwise.floor(x, xOffset, y, yOffset, n);
        }
    }

    /// Smallest whole number not below x.
    public static void ceil(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.ceil(x, xOffset, y, yOffset, n);
        } else {
            VectorPointwise.ceil(x, xOffset, y, yOffset, n);
        }
    }

    /// Nearest whole number, the even one of two.
    public static void round(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (Vectors.scalar()) {
            ScalarPointwise.round(x, xOffset, y, yOffset, n);
        } else {
            VectorPointwise.round(x, xOffset, y, yOffset, n);
        }
    }
}
