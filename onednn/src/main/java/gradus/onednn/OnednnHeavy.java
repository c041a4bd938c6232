package gradus.onednn;

import gradus.cpu.kernel.Floats;
import gradus.cpu.kernel.Heavy;
import gradus.cpu.kernel.Product;
import gradus.cpu.kernel.Slide;
import java.util.Optional;

/// Hands products to oneDNN that are large enough to be worth the copies out of the heap.
///
/// @param leastSide the least size of each side of a product
/// @param leastWork the least number of multiply-adds
record OnednnHeavy(int leastSide, long leastWork) implements Heavy {
    /// Where measurements see oneDNN ahead (ADR 0013).
    static final OnednnHeavy STANDARD = new OnednnHeavy(64, 1L << 24);

    @Override
    public Optional<Bound> product(Product product) {
        Product.Sizes sizes = product.sizes();
        boolean large = Math.min(sizes.k(), Math.min(sizes.m(), sizes.n())) >= leastSide && sizes.work() >= leastWork;
        return large ? Optional.of(new FloatProduct(product)) : Optional.empty();
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
}
