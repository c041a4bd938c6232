package gradus.cpu.kernel;

/// Several element-wise operations in one loop, whose values between them never leave the registers: the chains that
/// every training meets in every step. Each operation rounds as it does in a loop of its own, so the bits are the same.
///
/// Operands `a`, `b`, `c` are read element by element, the numbers `s₀` … `s₃` are those of the whole loop; a chain
/// uses as many of them as it says. The result may be the range of an operand, as in [Pointwise].
///
/// Ladder: a step of Adam over 784 × 128 elements, fifteen passes over blocks of 512 in three groups, 95 µs with two
/// threads on Zen 4; with three joined loops and behind the product ([gradus.cpu.FollowedProduct]) the whole training
/// step of which it is a part takes 0.71 to 0.76 of the time. Nanoseconds an element in the first cache, one thread:
/// Adam's last loop 0.27 to 0.42, the gradient through ReLU 0.12 (a mask of numbers, a fill and a choice 0.2), through
/// GELU 0.6 to 0.8 (thirteen passes 1.5 on two threads). Over blocks of 512, as other chains, such short loops take 0.1
/// to 0.2 ns more for being called: where all operands are whole they run over the whole range.
public enum Joined {
    /// `b + a s₀`: a step of plain descent.
    STEP("multiply(x0, s0); add(x1, t0)", Joined::step),
    /// `a s₀ + b s₁`: a moving average.
    AVERAGE("multiply(x0, s0); multiply(x1, s1); add(t0, t1)", Joined::average),
    /// `a s₀ + b² s₁`: a moving average of squares.
    SQUARES("multiply(x0, s0); square(x1); multiply(t1, s1); add(t0, t2)", Joined::squares),
    /// `c + a s₀ / (√(b s₁) + s₂) · s₃`: a step of Adam.
    ADAM(
            "multiply(x0, s0); multiply(x1, s1); sqrt(t1); add(t2, s2); divide(t0, t3); multiply(t4, s3); add(x2, t5)",
            Joined::adam),
    /// `max(a + b, 0)`: a bias or a second path, and ReLU.
    RELU_OF_SUM("add(x0, x1); relu(t0)", Joined::reluOfSum),
    /// `b` where `a > s₀`, else `s₀`: the gradient through ReLU.
    WHERE_GREATER("greater(x0, s0); select(t0, x1, s0)", Joined::whereGreater),
    /// `b (a s₀)`.
    SCALED_PRODUCT("multiply(x0, s0); multiply(x1, t0)", Joined::scaledProduct),
    /// `b (a s₀) + (b c s₀) (e^(−(c s₁)²) s₂) s₁`: the gradient through GELU.
    GELU_SLOPE(
            "multiply(x0, s0); multiply(x1, t0); multiply(x1, x2); multiply(t2, s0); multiply(x2, s1); square(t4);"
                    + " negate(t5); exp(t6); multiply(t7, s2); multiply(t3, t8); multiply(t9, s1); add(t1, t10)",
            Joined::geluSlope);

    /// How many operands a chain has at most.
    public static final int OPERANDS = 3;
    /// How many numbers a chain has at most.
    public static final int NUMBERS = 4;

    private static final int BLOCK = 512;

    private final String steps;

    @SuppressWarnings("ImmutableEnumChecker") // the loops are static methods
    private final Loop loop;

    Joined(String steps, Loop loop) {
        this.steps = steps;
        this.loop = loop;
    }

    /// A loop over a range.
    @FunctionalInterface
    private interface Loop {
        void run(
                float[] a,
                int ao,
                float[] b,
                int bo,
                float[] c,
                int co,
                float s0,
                float s1,
                float s2,
                float s3,
                float[] y,
                int yo,
                int n);
    }

    /// The operations by name, joined by `; `: `x0` … are the operands, `s0` … the numbers and `t0` … the
    /// results, each counted in the order of their first use.
    public String steps() {
        return steps;
    }

    /// Computes `n` elements; arrays and numbers that the chain does not use may be any.
    public void run(
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co,
            float s0,
            float s1,
            float s2,
            float s3,
            float[] y,
            int yo,
            int n) {
        loop.run(a, ao, b, bo, c, co, s0, s1, s2, s3, y, yo, n);
    }

    static void step(
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co,
            float s0,
            float s1,
            float s2,
            float s3,
            float[] y,
            int yo,
            int n) {
        int done = Vectors.scalar() ? 0 : VectorJoined.step(a, ao, b, bo, s0, y, yo, n);
        for (int i = done; i < n; i++) {
            y[yo + i] = b[bo + i] + a[ao + i] * s0;
        }
    }

    static void average(
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co,
            float s0,
            float s1,
            float s2,
            float s3,
            float[] y,
            int yo,
            int n) {
        int done = Vectors.scalar() ? 0 : VectorJoined.average(a, ao, b, bo, s0, s1, y, yo, n);
        for (int i = done; i < n; i++) {
            y[yo + i] = a[ao + i] * s0 + b[bo + i] * s1;
        }
    }

    static void squares(
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co,
            float s0,
            float s1,
            float s2,
            float s3,
            float[] y,
            int yo,
            int n) {
        int done = Vectors.scalar() ? 0 : VectorJoined.squares(a, ao, b, bo, s0, s1, y, yo, n);
        for (int i = done; i < n; i++) {
            y[yo + i] = a[ao + i] * s0 + b[bo + i] * b[bo + i] * s1;
        }
    }

    static void adam(
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co,
            float s0,
            float s1,
            float s2,
            float s3,
            float[] y,
            int yo,
            int n) {
        int done = Vectors.scalar() ? 0 : VectorJoined.adam(a, ao, b, bo, c, co, s0, s1, s2, s3, y, yo, n);
        for (int i = done; i < n; i++) {
            y[yo + i] = c[co + i] + a[ao + i] * s0 / (ScalarMath.sqrt(b[bo + i] * s1) + s2) * s3;
        }
    }

    static void reluOfSum(
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co,
            float s0,
            float s1,
            float s2,
            float s3,
            float[] y,
            int yo,
            int n) {
        int done = Vectors.scalar() ? 0 : VectorJoined.reluOfSum(a, ao, b, bo, y, yo, n);
        for (int i = done; i < n; i++) {
            y[yo + i] = ScalarMath.relu(a[ao + i] + b[bo + i]);
        }
    }

    static void whereGreater(
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co,
            float s0,
            float s1,
            float s2,
            float s3,
            float[] y,
            int yo,
            int n) {
        int done = Vectors.scalar() ? 0 : VectorJoined.whereGreater(a, ao, b, bo, s0, y, yo, n);
        for (int i = done; i < n; i++) {
            y[yo + i] = a[ao + i] > s0 ? b[bo + i] : s0;
        }
    }

    static void scaledProduct(
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co,
            float s0,
            float s1,
            float s2,
            float s3,
            float[] y,
            int yo,
            int n) {
        int done = Vectors.scalar() ? 0 : VectorJoined.scaledProduct(a, ao, b, bo, s0, y, yo, n);
        for (int i = done; i < n; i++) {
            y[yo + i] = b[bo + i] * (a[ao + i] * s0);
        }
    }

    static void geluSlope(
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co,
            float s0,
            float s1,
            float s2,
            float s3,
            float[] y,
            int yo,
            int n) {
        float[] t = Scratch.floats(Scratch.PASSES, BLOCK);
        for (int at = 0; at < n; at += BLOCK) {
            int size = Math.min(BLOCK, n - at);
            int done = Vectors.scalar() ? 0 : VectorJoined.minusSquare(c, co + at, s1, t, 0, size);
            for (int i = done; i < size; i++) {
                float x = c[co + at + i] * s1;
                t[i] = -(x * x);
            }
            Pointwise.unary(Unary.EXP, t, 0, t, 0, size);
            geluSlope(a, ao + at, b, bo + at, c, co + at, t, s0, s1, s2, y, yo + at, size);
        }
    }

    private static void geluSlope(
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co,
            float[] t,
            float s0,
            float s1,
            float s2,
            float[] y,
            int yo,
            int n) {
        int done = Vectors.scalar() ? 0 : VectorJoined.geluSlope(a, ao, b, bo, c, co, t, s0, s1, s2, y, yo, n);
        for (int i = done; i < n; i++) {
            float slope = b[bo + i] * c[co + i] * s0 * (t[i] * s2) * s1;
            y[yo + i] = b[bo + i] * (a[ao + i] * s0) + slope;
        }
    }
}
