package gradus.cpu.kernel;

import java.util.Arrays;

/// What the window reads at some lines of a plane of places, for inputs of few channels: each line of the input is
/// copied once for every position of the window along the width and every channel, shifted so that all places of a line
/// lie together. Term p of a place then lies p copies behind the first, through all lines of the window.
///
/// Ladder: GFLOP/s of result and weight gradient, one thread on Zen 4, gathered by tiles and so: batch 64, 28 × 28,
/// 1 → 32 channels, 5 × 5: 43, 55 and 50, 60; batch 32, 32 × 32, 3 → 32, 3 × 3: 17, 18 and 41, 47; batch 8, 64 × 64,
/// 3 → 32, 7 × 7: 37, 36 and 54, 60.
///
/// One per thread, used again; the copies are the thread's scratch.
final class Shifts {
    static final ThreadLocal<Shifts> OF_THREAD = ThreadLocal.withInitial(Shifts::new);

    private static final float[] NONE = {};

    private Slide slide = Slide.NONE;
    private int plane;
    private int line;
    private int lines;
    private int column;
    private int columns;
    private float[] cells = NONE;

    private Shifts() {}

    /// Says whether a convolution is read this way: few terms lie side by side in the input, and lines of the
    /// window follow one another.
    static boolean fit(Slide slide) {
        int terms = slide.height().size() * slide.width().size() * slide.in();
        boolean side = slide.height().dilation() == 1
                && slide.height().stride() <= slide.height().size() + 1;
        return slide.groups() == 1 && side && slide.run() < Slide.FEW_TERMS && terms <= Slide.MOST_TERMS;
    }

    /// Takes the places of `lines` × `columns` from the given ones on; several lines only with all columns.
    void take(Slide slide, int plane, int line, int lines, int column, int columns) {
        this.slide = slide;
        this.plane = plane;
        this.line = line;
        this.lines = lines;
        this.column = column;
        this.columns = columns;
    }

    void release() {
        slide = Slide.NONE;
        cells = NONE;
    }

    /// The first place, as a row of the result.
    int first() {
        return (plane * slide.height().places() + line) * slide.width().places() + column;
    }

    /// The number of places.
    int rows() {
        return lines * columns;
    }

    private int copies() {
        return slide.width().size() * slide.in();
    }

    /// Terms of a sum in one plane of the window.
    int terms() {
        return slide.height().size() * copies();
    }

    private int lineSize() {
        return copies() * columns;
    }

    /// Copies what position `kd` of the window along the depth reads; false if that is padding.
    boolean read(float[] x, int xOffset, int kd) {
        SlideAxis depth = slide.depth();
        SlideAxis height = slide.height();
        int within = plane % depth.places() * depth.stride() - depth.low() + kd * depth.dilation();
        if (within < 0 || within >= depth.input()) {
            return false;
        }
        int count = (lines - 1) * height.stride() + height.size();
        cells = Scratch.floats(Scratch.LEFT, count * lineSize());
        int top = (plane / depth.places() * depth.input() + within) * height.input();
        for (int j = 0; j < count; j++) {
            int at = line * height.stride() - height.low() + j;
            if (at < 0 || at >= height.input()) {
                Arrays.fill(cells, j * lineSize(), (j + 1) * lineSize(), 0f);
            } else {
                copies(x, xOffset + (top + at) * slide.width().input() * slide.in(), j * lineSize());
            }
        }
        return true;
    }

    private void copies(float[] x, int from, int to) {
        SlideAxis width = slide.width();
        for (int kw = 0, at = to; kw < width.size(); kw++) {
            int left = column * width.stride() - width.low() + kw * width.dilation();
            for (int channel = 0; channel < slide.in(); channel++, at += columns) {
                copy(x, from + channel, left, at);
            }
        }
    }

    /// Copies what places read from `left` on, `stride` apart; zeros beyond the line.
    private void copy(float[] x, int from, int left, int to) {
        int stride = slide.width().stride();
        int input = slide.width().input();
        int a = left >= 0 ? 0 : Math.min(columns, (-left + stride - 1) / stride);
        int b = left >= input ? a : Math.clamp((input - left + stride - 1) / stride, a, columns);
        Arrays.fill(cells, to, to + a, 0f);
        if (a < b && slide.in() == 1 && stride == 1) {
            System.arraycopy(x, from + left + a, cells, to + a, b - a);
        } else {
            int step = stride * slide.in();
            for (int o = a, at = from + (left + a * stride) * slide.in(); o < b; o++, at += step) {
                cells[to + o] = x[at];
            }
        }
        Arrays.fill(cells, to + b, to + columns, 0f);
    }

    /// Adds to the rows of C, which begin at `ci` and lie `slide.out()` apart, the products with the rows of B from
    /// `bi` on, one for each term.
    void multiply(float[] b, int bi, float[] c, int ci, int outs) {
        int out = slide.out();
        for (int i = 0; i < lines; i++) {
            int from = i * slide.height().stride() * lineSize();
            int to = ci + i * columns * out;
            Strips.multiply(cells, from, 1, columns, b, bi, out, c, to, out, columns, outs, terms());
        }
    }

    /// Adds to the rows of C, one for each term, the products of the terms with the rows of `dy` at the same
    /// places.
    void multiplyTransposed(float[] dy, int dyOffset, float[] c, int ci) {
        int out = slide.out();
        for (int i = 0; i < lines; i++) {
            int from = i * slide.height().stride() * lineSize();
            int at = dyOffset + (first() + i * columns) * out;
            Strips.multiply(cells, from, columns, 1, dy, at, out, c, ci, out, terms(), out, columns);
        }
    }
}
