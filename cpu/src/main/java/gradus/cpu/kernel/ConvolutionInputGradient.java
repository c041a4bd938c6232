package gradus.cpu.kernel;

import java.util.Arrays;

/// The gradient of a float32 convolution by its input, and so the transposed convolution: the product of the result's
/// gradient and the transposed weight, tile by tile, added to where the window read.
///
/// Where the window moves by 1 and there are channels enough, it is the convolution of the result's gradient with the
/// kernel turned round ([ConvolutionForward]). Otherwise a sample is one task, within which places and positions of the
/// window follow in a fixed order. So bits do not depend on the vector width or the threads.
public final class ConvolutionInputGradient implements Workers.Task {
    private static final int ROWS = 64;
    private static final int MOST_COLUMNS = 384;
    private static final long PARALLEL = 1L << 18;
    private static final int FEW_CHANNELS = 8;
    private static final float[] NONE = {};

    private final Slide slide;
    private final float[] dy;
    private final int dyOffset;
    private final float[] w;
    private final int wOffset;
    private final float[] dx;
    private final int dxOffset;
    private final ConvolutionForward back;
    private final boolean turned;
    private float[] kernel = NONE;

    /// Binds operands.
    ///
    /// @param slide the sizes of the convolution
    /// @param dy the gradient of its result, from `dyOffset` on
    /// @param w the weight, from `wOffset` on
    /// @param dx the gradient of its input, from `dxOffset` on
    public ConvolutionInputGradient(
            Slide slide, float[] dy, int dyOffset, float[] w, int wOffset, float[] dx, int dxOffset) {
        this.slide = slide;
        this.dy = dy;
        this.dyOffset = dyOffset;
        this.w = w;
        this.wOffset = wOffset;
        this.dx = dx;
        this.dxOffset = dxOffset;
        this.back = new ConvolutionForward(slide.back(), dy, dyOffset, NONE, 0, dx, dxOffset);
        this.turned = slide.isDense() && (slide.groupIn() >= FEW_CHANNELS || slide.isDepthwise());
    }

    /// Computes the gradient.
    public void run(Workers workers) {
        if (slide.isPointwise()) {
            MatMul.multiply(
                    workers,
                    false,
                    true,
                    dy,
                    dyOffset,
                    w,
                    wOffset,
                    dx,
                    dxOffset,
                    slide.rows(),
                    slide.in(),
                    slide.out(),
                    false);
            return;
        }
        if (turned && slide.work() > 0) {
            back.run(workers, turnedKernel(), 0);
            return;
        }
        Arrays.fill(dx, dxOffset, dxOffset + slide.inputCount(), 0f);
        if (slide.work() == 0) {
            return;
        }
        if (!slide.isDepthwise()) {
            transposeKernel();
        }
        Tasks.run(workers, slide.batch(), slide.work() >= PARALLEL, this);
        kernel = NONE;
    }

    /// Lays the weight out as `[kernel turned round…, out / groups, in]`.
    private float[] turnedKernel() {
        int positions = slide.positions();
        int in = slide.groupIn();
        int out = slide.groupOut();
        float[] result = Scratch.floats(Scratch.KERNEL, positions * out * slide.in());
        for (int p = 0; p < positions; p++) {
            for (int group = 0; group < slide.groups(); group++) {
                int from = wOffset + p * in * slide.out() + group * out;
                int to = (positions - 1 - p) * out * slide.in() + group * in;
                Movement.transpose(w, from, slide.out(), result, to, slide.in(), in, out);
            }
        }
        return result;
    }

    /// Lays the weight of each group out as `[out / groups, kernel · in / groups]`.
    private void transposeKernel() {
        int terms = slide.terms();
        int out = slide.groupOut();
        kernel = Scratch.floats(Scratch.KERNEL, terms * slide.out());
        for (int group = 0; group < slide.groups(); group++) {
            int from = wOffset + group * out;
            Movement.transpose(w, from, slide.out(), kernel, group * out * terms, terms, terms, out);
        }
    }

    @Override
    public void run(int sample) {
        int start = sample * slide.places();
        if (slide.isDepthwise()) {
            Depthwise.input(slide, dx, dxOffset, w, wOffset, dy, dyOffset, start, slide.places());
            return;
        }
        int block = slide.block(MOST_COLUMNS);
        float[] patches = Scratch.floats(Scratch.LEFT, ROWS * block * slide.groupIn());
        for (int first = start; first < start + slide.places(); first += ROWS) {
            int rows = Math.min(ROWS, start + slide.places() - first);
            for (int group = 0; group < slide.groups(); group++) {
                for (int p = 0; p < slide.positions(); p += block) {
                    add(group, first, rows, p, Math.min(slide.positions(), p + block), patches);
                }
            }
        }
    }

    private void add(int group, int first, int rows, int p0, int p1, float[] patches) {
        int out = slide.groupOut();
        int columns = (p1 - p0) * slide.groupIn();
        Arrays.fill(patches, 0, rows * columns, 0f);
        Strips.multiply(
                dy,
                dyOffset + first * slide.out() + group * out,
                slide.out(),
                1,
                kernel,
                group * out * slide.terms() + p0 * slide.groupIn(),
                slide.terms(),
                patches,
                0,
                columns,
                rows,
                columns,
                out);
        Patches.scatter(slide, dx, dxOffset, group, first, rows, p0, p1, patches);
    }
}
