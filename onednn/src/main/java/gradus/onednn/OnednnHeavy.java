package gradus.onednn;

import gradus.cpu.kernel.Floats;
import gradus.cpu.kernel.Heavy;
import gradus.cpu.kernel.Product;
import gradus.cpu.kernel.Slide;
import java.util.Optional;

/// Hands products and convolutions to oneDNN that are large enough to be worth the copies out of the heap.
///
/// @param leastProduct the least number of multiply-adds of a product
/// @param leastConvolution the least number of multiply-adds of a convolution
/// @param leastSide the least size of each side of a product
/// @param leastBatch the least number of samples of a convolution, which are shared among threads
/// @param leastChannels the least channels of an input whose gradient is computed
/// @param elements what operands are multiplied in
record OnednnHeavy(
        long leastProduct, long leastConvolution, int leastSide, int leastBatch, int leastChannels, Elements elements)
        implements Heavy {
    /// Where measurements see oneDNN ahead (docs/performance.md).
    static final OnednnHeavy FLOAT32 = new OnednnHeavy(1L << 28, 1L << 24, 128, 4, 4, Elements.FLOAT32);
    /// The same for operands rounded to bfloat16.
    static final OnednnHeavy BFLOAT16 = new OnednnHeavy(1L << 24, 1L << 24, 64, 4, 4, Elements.BFLOAT16);

    /// The samples of a convolution are cut into about as many parts, if there are as many.
    private static final int PARTS = 16;

    @Override
    public Optional<Bound> product(Product product) {
        Product.Sizes sizes = product.sizes();
        boolean large =
                Math.min(sizes.k(), Math.min(sizes.m(), sizes.n())) >= leastSide && sizes.work() >= leastProduct;
        return large
                ? TilePrimitives.of(product, elements).map(tiles -> new MatrixProduct(product, tiles))
                : Optional.empty();
    }

    @Override
    public Optional<Bound> convolution(Slide slide, Floats x, Floats w, Floats y) {
        Geometry geometry = Geometry.of(slide);
        if (!isLarge(geometry)) {
            return Optional.empty();
        }
        int samples = samples(slide);
        Convolution convolution = new Convolution(geometry, elements);
        return convolution
                .forward(samples)
                .map(primitive ->
                        bind(convolution, primitive, w, inputs(slide, x, samples), results(slide, y, samples)));
    }

    @Override
    public Optional<Bound> inputGradient(Slide slide, Floats dy, Floats w, Floats dx) {
        Geometry geometry = Geometry.of(slide);
        if (!isLarge(geometry) || slide.groupIn() < leastChannels()) {
            return Optional.empty();
        }
        int samples = samples(slide);
        Convolution convolution = new Convolution(geometry, elements);
        return convolution
                .inputGradient(samples)
                .map(primitive ->
                        bind(convolution, primitive, w, results(slide, dy, samples), inputs(slide, dx, samples)));
    }

    private Bound bind(Convolution convolution, Primitive primitive, Floats w, Samples from, Samples to) {
        int weights = weights(convolution.geometry().slide());
        return new SampleConvolution(convolution.pack(primitive), primitive, elements, w, weights, from, to);
    }

    @Override
    public Optional<Bound> weightGradient(Slide slide, Floats x, Floats dy, Floats dw) {
        Geometry geometry = Geometry.of(slide);
        if (!isLarge(geometry)) {
            return Optional.empty();
        }
        int samples = samples(slide);
        Convolution convolution = new Convolution(geometry, elements);
        return convolution
                .weightGradient(samples)
                .map(primitive -> new WeightConvolution(
                        primitive,
                        convolution.unpack(primitive),
                        elements,
                        inputs(slide, x, samples),
                        results(slide, dy, samples),
                        dw,
                        weights(slide)));
    }

    private boolean isLarge(Geometry geometry) {
        Slide slide = geometry.slide();
        return slide.work() >= leastConvolution && slide.batch() >= leastBatch;
    }

    /// The samples of one part: a divisor of the batch, so that all parts are alike, chosen by the sizes alone,
    /// so that results are the same for any number of threads.
    private static int samples(Slide slide) {
        int wanted = (slide.batch() + PARTS - 1) / PARTS;
        int most = 1;
        for (int samples = 2; samples <= wanted; samples++) {
            most = slide.batch() % samples == 0 ? samples : most;
        }
        return most;
    }

    private static int weights(Slide slide) {
        return slide.terms() * slide.out();
    }

    private static Samples inputs(Slide slide, Floats operand, int samples) {
        int parts = slide.batch() / samples;
        return new Samples(operand, parts, slide.inputCount() / parts);
    }

    private static Samples results(Slide slide, Floats operand, int samples) {
        int parts = slide.batch() / samples;
        return new Samples(operand, parts, slide.places() * samples * slide.out());
    }
}
