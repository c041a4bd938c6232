package gradus.cpu.kernel;

import java.util.Optional;

/// The float32 operations that take most of the time of a training, for something other than the loops of this package
/// to compute. An empty answer leaves the operation to those loops.
///
/// What is given is bound once and runs often, from one thread at a time; it allocates nothing once warm. Its results
/// may differ from those of the loops by the rounding of float32 sums, and are the same for any number of threads.
public interface Heavy {
    /// Leaves everything to the loops.
    Heavy NONE = new Heavy() {
        @Override
        public Optional<Bound> product(Product product) {
            return Optional.empty();
        }

        @Override
        public Optional<Bound> convolution(Slide slide, Floats x, Floats w, Floats y) {
            return Optional.empty();
        }

        @Override
        public Optional<Bound> inputGradient(Slide slide, Floats dy, Floats w, Floats dx) {
            return Optional.empty();
        }

        @Override
        public Optional<Bound> weightGradient(Slide slide, Floats x, Floats dy, Floats dw) {
            return Optional.empty();
        }
    };

    /// An operation bound to its operands.
    @FunctionalInterface
    interface Bound {
        /// Computes the result.
        void run(Workers workers);
    }

    /// Binds a matrix product.
    Optional<Bound> product(Product product);

    /// Binds a convolution of `x` with the weight `w` to `y`.
    Optional<Bound> convolution(Slide slide, Floats x, Floats w, Floats y);

    /// Binds the gradient of a convolution by its input `dx`, from that of its result `dy`.
    Optional<Bound> inputGradient(Slide slide, Floats dy, Floats w, Floats dx);

    /// Binds the gradient of a convolution by its weight `dw`, from its input and the gradient of its result.
    Optional<Bound> weightGradient(Slide slide, Floats x, Floats dy, Floats dw);
}
