package gradus.cpu.kernel;

import java.util.Arrays;

/// What the window reads at a band of places: the lines of the input, copied side by side with the padding at their
/// ends, so that the terms of all positions of the window along a line lie together and rows overlap instead of being
/// gathered. Lines that are padding altogether are left out. (Products with padding are 0 for finite numbers alone: an
/// infinite weight gives NaN beside padding at the ends of lines, none above and below.)
///
/// One per thread, used again; the copies are the thread's scratch.
final class Band {
    static final ThreadLocal<Band> OF_THREAD = ThreadLocal.withInitial(Band::new);

    private static final float[] NONE = {};
    private static final int[] NOWHERE = {};

    private Slide slide = Slide.NONE;
    private int plane;
    private int planes;
    private int line;
    private int lines;
    private int column;
    private int columns;
    private float[] cells = NONE;
    private int[] starts = NOWHERE;

    private Band() {}

    /// Takes the places of `planes` × `lines` × `columns` from the given ones on; several planes only with all
    /// lines and columns, several lines only with all columns.
    void take(Slide slide, int plane, int planes, int line, int lines, int column, int columns) {
        this.slide = slide;
        this.plane = plane;
        this.planes = planes;
        this.line = line;
        this.lines = lines;
        this.column = column;
        this.columns = columns;
        starts = Scratch.integers(Scratch.FROM, rows());
        int row = 0;
        for (int q = 0; q < planes; q++) {
            for (int i = 0; i < lines; i++) {
                int from = q * planeSize() + i * slide.height().stride() * lineSize();
                for (int o = 0; o < columns; o++) {
                    starts[row++] = from + o * slide.width().stride() * slide.in();
                }
            }
        }
    }

    void release() {
        slide = Slide.NONE;
        cells = NONE;
        starts = NOWHERE;
    }

    /// The number of places.
    int rows() {
        return planes * lines * columns;
    }

    /// The first place, as a row of the result.
    int first() {
        return (plane * slide.height().places() + line) * slide.width().places() + column;
    }

    /// Numbers in one copied line.
    int lineSize() {
        return spread(slide.width(), columns) * slide.in();
    }

    private int planeSize() {
        return spread(slide.height(), lines) * lineSize();
    }

    /// The inputs from the first that `places` windows read to the last.
    private static int spread(SlideAxis axis, int places) {
        return (places - 1) * axis.stride() + (axis.size() - 1) * axis.dilation() + 1;
    }

    /// Copies what position `kd` of the window along the depth reads.
    void read(float[] x, int xOffset, int kd) {
        cells = Scratch.floats(Scratch.LEFT, planes * planeSize());
        SlideAxis height = slide.height();
        for (int q = 0; q < planes; q++) {
            if (!counts(q, kd)) {
                continue;
            }
            int top = line * height.stride() - height.low();
            for (int j = Math.max(0, -top); j < Math.min(spread(height, lines), height.input() - top); j++) {
                copyLine(x, xOffset, input(q, kd) * height.input() + top + j, q * planeSize() + j * lineSize());
            }
        }
    }

    private void copyLine(float[] x, int xOffset, int inputLine, int to) {
        SlideAxis width = slide.width();
        int in = slide.in();
        int left = column * width.stride() - width.low();
        int count = spread(width, columns);
        int a = Math.clamp(-left, 0, count);
        int b = Math.clamp(width.input() - left, a, count);
        Arrays.fill(cells, to, to + a * in, 0f);
        if (a < b) {
            System.arraycopy(
                    x, xOffset + (inputLine * width.input() + left + a) * in, cells, to + a * in, (b - a) * in);
        }
        Arrays.fill(cells, to + b * in, to + count * in, 0f);
    }

    /// The input's plane that plane `q` of the band reads at position `kd`.
    private int input(int q, int kd) {
        return (plane + q) / slide.depth().places() * slide.depth().input() + depthRead(q, kd);
    }

    private int depthRead(int q, int kd) {
        SlideAxis depth = slide.depth();
        return (plane + q) % depth.places() * depth.stride() - depth.low() + kd * depth.dilation();
    }

    private boolean counts(int q, int kd) {
        int at = depthRead(q, kd);
        return at >= 0 && at < slide.depth().input();
    }

    /// The first line of the band that reads a line of the input at position `kh` of the window along the height.
    private int firstLine(int kh) {
        SlideAxis height = slide.height();
        int top = line * height.stride() - height.low() + kh * height.dilation();
        return top >= 0 ? 0 : Math.min(lines, (-top + height.stride() - 1) / height.stride());
    }

    /// One past the last of them.
    private int endLine(int kh) {
        SlideAxis height = slide.height();
        int top = line * height.stride() - height.low() + kh * height.dilation();
        int room = height.input() - top;
        return room <= 0 ? 0 : Math.min(lines, (room + height.stride() - 1) / height.stride());
    }

    /// Adds to the rows of C, which begin at `ci` and lie `stepC` apart, the products of `terms` numbers from
    /// `channel` on that position `kh`, `kw` of the window reads with as many rows of B.
    void multiply(
            int kd,
            int kh,
            int kw,
            int channel,
            float[] b,
            int bi,
            int stepB,
            float[] c,
            int ci,
            int stepC,
            int outs,
            int terms) {
        int shift = shift(kh, kw, channel);
        int from = firstLine(kh);
        int end = endLine(kh);
        for (int q = 0; q < planes && from < end; q++) {
            if (counts(q, kd)) {
                int row = (q * lines + from) * columns;
                int count = (end - from) * columns;
                Strips.multiplyAt(
                        cells, starts, row, shift, b, bi, stepB, c, ci + row * stepC, stepC, count, outs, terms);
            }
        }
    }

    private int shift(int kh, int kw, int channel) {
        return kh * slide.height().dilation() * lineSize() + kw * slide.width().dilation() * slide.in() + channel;
    }
}
