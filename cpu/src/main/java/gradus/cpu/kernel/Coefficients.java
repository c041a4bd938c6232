package gradus.cpu.kernel;

/// The constants of the float32 functions, shared by [ScalarMath] and [VectorMath].
///
/// Polynomials are minimax fits made for this project (iteratively reweighted least squares on 400 Chebyshev nodes
/// in extended precision, coefficients rounded to float32 one at a time, the rest fitted again after each). The
/// error named is that of the rounded polynomial.
final class Coefficients {
    /// 1.5·2²³: adding it to |t| < 2²² leaves round-half-even(t) in the low bits.
    static final float MAGIC = 12582912f;
    static final int MAGIC_BITS = 0x4b400000;

    static final float LOG2_E = 1.442695f;
    /// ln 2 in two parts; the first has 14 bits, so its product with an exponent is exact.
    static final float LN2_HIGH = 0x1.62e8p-1f;
    static final float LN2_LOW = -0x1.e8082ep-16f;

    /// Above it e^x is infinite.
    static final float EXP_OVERFLOW = 89f;
    /// Below it e^x rounds to 0.
    static final float EXP_UNDERFLOW = -104f;
    /// From it on e^x is a normal number.
    static final float EXP_NORMAL = -87.33f;
    /// Below it e^x − 1 rounds to −1.
    static final float EXPM1_FLOOR = -18f;
    /// |x| below which e^x − 1, log(1 + x) and x are one float.
    static final float TINY = 0x1p-25f;

    // e^r = 1 + r + r²·P(r), |r| ≤ ln2/2, relative error 3.2e-9
    static final float E0 = 0x1.fffffcp-2f;
    static final float E1 = 0x1.555492p-3f;
    static final float E2 = 0x1.5558b4p-5f;
    static final float E3 = 0x1.12399ep-7f;
    static final float E4 = 0x1.6a493p-10f;

    // e^r − 1 = r + r²·P(r), |r| ≤ ln2/2, relative error 1.4e-8
    static final float X0 = 0.5f;
    static final float X1 = 0x1.5554bp-3f;
    static final float X2 = 0x1.5554dap-5f;
    static final float X3 = 0x1.1227acp-7f;
    static final float X4 = 0x1.6d5f64p-10f;

    // log(1 + f) = f − f²/2 + f³·P(f), √½ ≤ 1 + f < √2, relative error 7.3e-10
    static final float G0 = 0x1.555546p-2f;
    static final float G1 = -0x1.ffffeep-3f;
    static final float G2 = 0x1.99a542p-3f;
    static final float G3 = -0x1.5562ep-3f;
    static final float G4 = 0x1.233306p-3f;
    static final float G5 = -0x1.fb43dep-4f;
    static final float G6 = 0x1.e64d7p-4f;
    static final float G7 = -0x1.e2e48p-4f;
    static final float G8 = 0x1.1b437p-4f;
    /// The bits of √½: subtracting them puts the binary exponent of x/√½ in the upper nine bits.
    static final int ROOT_HALF_BITS = 0x3f3504f3;

    static final int MANTISSA_BITS = 0x007fffff;

    static final float TWO_OVER_PI = 0.63661975f;
    /// π/2 in three parts; the first two have 12 and 16 bits, so the reduction is exact where terms cancel.
    static final float HALF_PI_HIGH = 0x1.922p0f;
    static final float HALF_PI_MIDDLE = -0x1.2aeep-18f;
    static final float HALF_PI_LOW = -0x1.e973dcp-35f;
    /// |x| up to which three parts of π/2 suffice; beyond it sin and cos go through `StrictMath` in double.
    static final float SIN_LIMIT = 16384f;
    /// |x| below which sin x and x are one float.
    static final float SIN_TINY = 0x1p-13f;

    // sin r = r + r³·P(r²), |r| ≤ π/4, relative error 3.7e-9
    static final float S0 = -0x1.555546p-3f;
    static final float S1 = 0x1.11077cp-7f;
    static final float S2 = -0x1.9955aep-13f;

    // cos r = 1 − r²/2 + r⁴·P(r²), |r| ≤ π/4, error 1.1e-10
    static final float C0 = 0x1.55554ap-5f;
    static final float C1 = -0x1.6c0c1ap-10f;
    static final float C2 = 0x1.99e0ecp-16f;

    /// |x| below which erf uses its odd polynomial.
    static final float ERF_SPLIT = 0.875f;
    /// |x| above which erf rounds to ±1.
    static final float ERF_LIMIT = 4f;

    // erf x = x + x·P(x²), |x| < 0.875, relative error 1.5e-8
    static final float F0 = 0x1.06eba6p-3f;
    static final float F1 = -0x1.8126eep-2f;
    static final float F2 = 0x1.ce1bfap-4f;
    static final float F3 = -0x1.b6a36ep-6f;
    static final float F4 = 0x1.47d18cp-8f;
    static final float F5 = -0x1.3c9f4p-11f;

    // log(1 − erf a) = P(a), 0.875 ≤ a ≤ 4, error of erf 1.8e-9
    static final float H0 = -0x1.2e6f3cp-13f;
    static final float H1 = -0x1.20bd5cp0f;
    static final float H2 = -0x1.460d5ap-1f;
    static final float H3 = -0x1.ab025p-4f;
    static final float H4 = 0x1.6eb0fap-6f;
    static final float H5 = -0x1.93f6ecp-9f;
    static final float H6 = 0x1.a339b6p-13f;

    private Coefficients() {}
}
