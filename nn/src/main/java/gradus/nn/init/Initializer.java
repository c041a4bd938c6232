package gradus.nn.init;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;

/// How the numbers of a parameter start, as a pure function of a key.
///
/// `fanIn` is how many numbers each output sums, `fanOut` how many outputs each input feeds; for a matrix `[in, out]`
/// they are its sizes. Each layer documents the initialiser it uses by default.
///
/// {@snippet file="LayerSnippets.java" region="Initializer"}
public sealed interface Initializer {
    /// Which count a variance is kept for.
    enum Fan {
        /// Inputs: forward signals keep their size.
        IN,
        /// The mean of inputs and outputs: a compromise of both directions.
        AVERAGE
    }

    /// The form of a random distribution with mean 0.
    enum Spread {
        /// Equally likely between two limits.
        UNIFORM,
        /// The bell curve, not cut.
        NORMAL
    }

    /// Gives a float32 tensor of starting numbers.
    ///
    /// @param shape the sizes
    /// @param fanIn how many numbers each output sums
    /// @param fanOut how many outputs each input feeds
    /// @param key the randomness
    default Tensor create(Shape shape, int fanIn, int fanOut, Key key) {
        return Tensor.of(Draws.create(this, shape, fanIn, fanOut, key));
    }

    /// Zeros: the usual start of a bias.
    static Initializer zeros() {
        return new Constant(0);
    }

    /// Ones: the usual start of a scale.
    static Initializer ones() {
        return new Constant(1);
    }

    /// One number everywhere.
    static Initializer constant(double value) {
        return new Constant(value);
    }

    /// Equally likely numbers in [low, high).
    static Initializer uniform(double low, double high) {
        return new Uniform(low, high);
    }

    /// Normal numbers.
    static Initializer normal(double mean, double deviation) {
        return new Normal(mean, deviation);
    }

    /// Normal numbers of which none lies further than two deviations from the mean; those that would are drawn
    /// again.
    static Initializer truncatedNormal(double mean, double deviation) {
        return new TruncatedNormal(mean, deviation);
    }

    /// U(±√(6/(fanIn + fanOut))): for tanh and sigmoid (Glorot and Bengio 2010); the default of Keras.
    static Initializer glorotUniform() {
        return new Scaled(1, Fan.AVERAGE, Spread.UNIFORM);
    }

    /// N(0, 2/(fanIn + fanOut)) (Glorot and Bengio 2010). Keras cuts the bell at two deviations; this does not.
    static Initializer glorotNormal() {
        return new Scaled(1, Fan.AVERAGE, Spread.NORMAL);
    }

    /// U(±gain √(6/(fanIn + fanOut))): Glorot's with another size, 5/3 for tanh as in PyTorch's `calculate_gain`.
    static Initializer glorotUniform(double gain) {
        return new Scaled(squared("glorot", "gain", gain), Fan.AVERAGE, Spread.UNIFORM);
    }

    /// N(0, gain² · 2/(fanIn + fanOut)): Glorot's with another size.
    static Initializer glorotNormal(double gain) {
        return new Scaled(squared("glorot", "gain", gain), Fan.AVERAGE, Spread.NORMAL);
    }

    private static double squared(String initializer, String option, double value) {
        Draws.requireFinite(initializer, option, value);
        return value * value;
    }

    /// U(±√(6/fanIn)): for ReLU (He et al. 2015).
    static Initializer heUniform() {
        return new Scaled(2, Fan.IN, Spread.UNIFORM);
    }

    /// N(0, 2/fanIn): for ReLU (He et al. 2015). Keras cuts the bell at two deviations; this and PyTorch do not.
    static Initializer heNormal() {
        return new Scaled(2, Fan.IN, Spread.NORMAL);
    }

    /// U(±√(6/((1 + slope²) fanIn))): for leaky ReLU of this slope (He et al. 2015).
    static Initializer heUniform(double slope) {
        return new Scaled(2 / (1 + squared("he", "slope", slope)), Fan.IN, Spread.UNIFORM);
    }

    /// N(0, 2/((1 + slope²) fanIn)): for leaky ReLU of this slope (He et al. 2015).
    static Initializer heNormal(double slope) {
        return new Scaled(2 / (1 + squared("he", "slope", slope)), Fan.IN, Spread.NORMAL);
    }

    /// U(±√(3/fanIn)) (LeCun et al. 1998).
    static Initializer lecunUniform() {
        return new Scaled(1, Fan.IN, Spread.UNIFORM);
    }

    /// N(0, 1/fanIn): for SELU (LeCun et al. 1998; Klambauer et al. 2017).
    static Initializer lecunNormal() {
        return new Scaled(1, Fan.IN, Spread.NORMAL);
    }

    /// U(±1/√fanIn): what PyTorch's `Linear` starts weights and biases with.
    static Initializer torchLinear() {
        return new Scaled(1.0 / 3, Fan.IN, Spread.UNIFORM);
    }

    /// A matrix with orthonormal rows or columns, whichever are fewer (Saxe et al. 2014).
    static Initializer orthogonal() {
        return new Orthogonal(1);
    }

    /// Orthonormal rows or columns times a number: PyTorch's `orthogonal_` with gain.
    static Initializer orthogonal(double gain) {
        return new Orthogonal(gain);
    }

    /// Gives the usual start of weights whose sums go through an activation: He's (normal) for ReLU and its
    /// relatives, LeCun's (normal) for SELU, else Glorot's (uniform).
    static Initializer before(Activation activation) {
        return switch (activation) {
            case Activation.Fixed fixed -> before(fixed);
            case Activation.LeakyRelu _,
                    Activation.Elu _,
                    Activation.Celu _,
                    Activation.Softplus _,
                    Activation.ThresholdedRelu _ -> heNormal();
            case Activation.HardSigmoid _, Activation.HardTanh _ -> glorotUniform();
        };
    }

    private static Initializer before(Activation.Fixed fixed) {
        return switch (fixed) {
            case RELU, RELU6, GELU, GELU_TANH, SILU, MISH, HARD_SWISH -> heNormal();
            case SELU -> lecunNormal();
            case IDENTITY, SIGMOID, TANH, SQUARE, SIN, COS, SOFTSIGN, TANH_SHRINK, LOG_SIGMOID, SOFTMAX, LOG_SOFTMAX ->
                glorotUniform();
        };
    }

    /// One number everywhere.
    ///
    /// @param value the number
    record Constant(double value) implements Initializer {
        public Constant {
            Draws.requireFinite("constant", "value", value);
        }
    }

    /// Equally likely numbers in [low, high).
    ///
    /// @param low the least number
    /// @param high the limit, not below `low`
    record Uniform(double low, double high) implements Initializer {
        public Uniform {
            Draws.requireFinite("uniform", "low limit", low);
            Draws.requireFinite("uniform", "high limit", high);
            if (low > high) {
                throw new IllegalArgumentException("uniform initializer: the low limit must not lie above the high"
                        + " one, got " + low + " and " + high);
            }
        }
    }

    /// Normal numbers.
    ///
    /// @param mean the centre
    /// @param deviation the standard deviation, at least 0
    record Normal(double mean, double deviation) implements Initializer {
        public Normal {
            Draws.requireFinite("normal", "mean", mean);
            Draws.requireNotNegative("normal", "deviation", deviation);
        }
    }

    /// Normal numbers within two deviations.
    ///
    /// @param mean the centre
    /// @param deviation the standard deviation before the cut, at least 0
    record TruncatedNormal(double mean, double deviation) implements Initializer {
        public TruncatedNormal {
            Draws.requireFinite("truncated normal", "mean", mean);
            Draws.requireNotNegative("truncated normal", "deviation", deviation);
        }
    }

    /// Numbers with mean 0 and variance `scale / fan`.
    ///
    /// @param scale the variance times the fan, at least 0
    /// @param fan which count
    /// @param spread the distribution
    record Scaled(double scale, Fan fan, Spread spread) implements Initializer {
        public Scaled {
            Draws.requireNotNegative("scaled", "scale", scale);
        }
    }

    /// A matrix with orthonormal rows or columns times a number; axes before the last form the rows.
    ///
    /// @param gain the factor
    record Orthogonal(double gain) implements Initializer {
        public Orthogonal {
            Draws.requireFinite("orthogonal", "gain", gain);
        }
    }
}
