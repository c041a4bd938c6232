package gradus.cpu.kernel;

/// Some lines of a plane of places, of each the places at which one position of the window along the width reads the
/// input and not padding, side by side: what the input has there and what the result has. With a position along the
/// height they are one product, in which padding has no part.
///
/// Ladder: GFLOP/s of the gradient by the weight, one thread on Zen 4, processor time, other work on the machine;
/// products with padding count as work. "Lines" are copied with their padding, the result's gradient with as many zeros
/// between them; "lists" name the places in two lists of integers, which costs a check for every number that is read.
///
/// | batch, size, channels, kernel | gathered | lines | lists | packed | packed, tall tiles |
/// |---|---|---|---|---|---|
/// | 64, 14 × 14, 32 → 64, 5 × 5 | 86 | – | 94 | 112 | 114 |
/// | 128, 14 × 14, 64 → 64, 3 × 3 | 87 | – | 90 | 105 | 107 |
/// | 128, 7 × 7, 64 → 128, 3 × 3 | 90 | – | 96 | 106 | 105 |
/// | 8, 56 × 56, 64 → 64, 3 × 3 | – | 97 | 85 | 98 | 96 |
/// | 16, 28 × 28, 32 → 32, 3 × 3 | – | 77 | 76 | 78 | 95 |
/// | 64, 14 × 14, 16 → 32, 3 × 3 | 52 | – | – | – | 95 |
/// | 64, 14 × 14, 8 → 16, 5 × 5 | 30 | – | – | – | 72 |
/// | 16, 28 × 28, 32 → 64 in two groups, 3 × 3 | – | 40 | – | – | 88 |
/// | 16, 256, 64 → 64, 3 | – | 102 | – | – | 97 |
/// | 16, 256, 12 → 20, 7 | – | 57 | – | – | 46 |
///
/// Bands of 64 and 100 places are slower than 200 by up to a tenth.
///
/// One per thread, used again; the copies are the thread's scratch.
final class PackedPlaces {
    static final ThreadLocal<PackedPlaces> OF_THREAD = ThreadLocal.withInitial(PackedPlaces::new);

    private static final float[] NONE = {};
    /// Channels from which it is worth while to take positions along the width one by one.
    private static final int FEW_CHANNELS = 8;
    /// Places of a line from which a product for each line is worth while: shorter sums spend their time on
    /// fetching and storing what they add to.
    private static final int FEW_PLACES = 24;

    private Slide slide = Slide.NONE;
    private int plane;
    private int line;
    private int lines;
    private int first;
    private int columns;
    private int shift;
    private float[] input = NONE;
    private float[] flow = NONE;

    private PackedPlaces() {}

    /// Says whether the gradient of a weight is taken so: lines follow one another in the input, and channels
    /// enough side by side.
    static boolean fit(Slide slide) {
        boolean together = slide.height().stride() == 1 || slide.width().places() >= FEW_PLACES;
        return !slide.isDepthwise() && slide.groupIn() >= FEW_CHANNELS && together;
    }

    void release() {
        slide = Slide.NONE;
        input = NONE;
        flow = NONE;
    }

    /// Takes the places of `lines` lines from `line` on at position `kw` of the window and copies the result's
    /// gradient there.
    void take(Slide slide, int plane, int line, int lines, int kw, float[] dy, int dyOffset) {
        this.slide = slide;
        this.plane = plane;
        this.line = line;
        this.lines = lines;
        SlideAxis width = slide.width();
        shift = kw * width.dilation() - width.low();
        first = Math.clamp(Math.ceilDiv(-shift, width.stride()), 0, width.places());
        columns = Math.clamp(Math.ceilDiv(width.input() - shift, width.stride()), first, width.places()) - first;
        int size = columns * slide.out();
        flow = Scratch.floats(Scratch.RIGHT, lines * size);
        for (int i = 0; i < lines; i++) {
            int at = ((plane * slide.height().places() + line + i) * width.places() + first) * slide.out();
            System.arraycopy(dy, dyOffset + at, flow, i * size, size);
        }
    }

    /// Copies what position `kd` of the window along the depth reads; false if all of it is padding.
    boolean read(float[] x, int xOffset, int kd) {
        SlideAxis depth = slide.depth();
        SlideAxis height = slide.height();
        int within = plane % depth.places() * depth.stride() - depth.low() + kd * depth.dilation();
        if (columns == 0 || within < 0 || within >= depth.input()) {
            return false;
        }
        int top = (plane / depth.places() * depth.input() + within) * height.input();
        int size = columns * slide.in();
        input = Scratch.floats(Scratch.LEFT, spread() * size);
        for (int j = Math.max(0, -begin()); j < Math.min(spread(), height.input() - begin()); j++) {
            int from = (top + begin() + j) * slide.width().input()
                    + first * slide.width().stride()
                    + shift;
            copyLine(x, xOffset + from * slide.in(), j * size);
        }
        return true;
    }

    private void copyLine(float[] x, int from, int to) {
        int in = slide.in();
        if (slide.width().stride() == 1) {
            System.arraycopy(x, from, input, to, columns * in);
            return;
        }
        for (int o = 0; o < columns; o++) {
            System.arraycopy(x, from + o * slide.width().stride() * in, input, to + o * in, in);
        }
    }

    /// The line of the input that the first line of places reads at the first position along the height.
    private int begin() {
        return line * slide.height().stride() - slide.height().low();
    }

    /// Lines of the input from the first that is read to the last.
    private int spread() {
        SlideAxis height = slide.height();
        return (lines - 1) * height.stride() + (height.size() - 1) * height.dilation() + 1;
    }

    /// Adds to C, whose rows lie `slide.out()` apart, the products of what position `kh` of the window along the
    /// height reads, `rows` channels from `channel` on, transposed, with `outs` channels from `out` on of the
    /// result's
    /// gradient.
    void multiply(int kh, int channel, int rows, int out, int outs, float[] c, int ci) {
        int stride = slide.height().stride();
        int top = begin() + kh * slide.height().dilation();
        int start = Math.clamp(Math.ceilDiv(-top, stride), 0, lines);
        int end = Math.clamp(Math.ceilDiv(slide.height().input() - top, stride), start, lines);
        int together = stride == 1 ? Math.max(1, end - start) : 1;
        for (int i = start; i < end; i += together) {
            int at = (i * stride + top - begin()) * columns * slide.in() + channel;
            int with = i * columns * slide.out() + out;
            int places = together * columns;
            Strips.multiply(input, at, 1, slide.in(), flow, with, slide.out(), c, ci, slide.out(), rows, outs, places);
        }
    }
}
