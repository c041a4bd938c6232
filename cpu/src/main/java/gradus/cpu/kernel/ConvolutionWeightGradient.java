package gradus.cpu.kernel;

import java.util.Arrays;

/// The gradient of a float32 convolution by its weight: the product of what the window reads, transposed, and the
/// gradient of the result.
///
/// The places are cut into chunks and the window's positions into blocks, both by the shape of the data alone; a pair
/// is one task. What the window reads comes from shifted lines ([Shifts]) where few terms lie side by side, from packed
/// places ([PackedPlaces]) where channels are enough, else it is gathered ([Patches]). Chunks are summed one after
/// another, so bits do not depend on the vector width or the threads.
public final class ConvolutionWeightGradient implements Workers.Task {
    private static final int ROWS = 128;
    /// Places of a band of lines.
    private static final int BAND = 256;
    private static final int MOST_CHUNKS = 16;
    private static final int LEAST_CHUNK = 1024;
    /// The most numbers that the sums of all chunks may take.
    private static final int MOST_PARTIAL = 1 << 20;

    /// Places of some lines that are packed together.
    private static final int PACKED = 200;
    private static final long PARALLEL = 1L << 18;

    private final Slide slide;
    private final float[] x;
    private final int xOffset;
    private final float[] dy;
    private final int dyOffset;
    private final float[] dw;
    private final int dwOffset;
    private final int count;
    private final int chunks;
    private final int block;
    private final boolean byShifts;
    private final boolean byPacked;
    private float[] sums;
    private int sumsOffset;

    /// Binds operands.
    ///
    /// @param slide the sizes of the convolution
    /// @param x its input, from `xOffset` on
    /// @param dy the gradient of its result, from `dyOffset` on
    /// @param dw the gradient of its weight, from `dwOffset` on
    public ConvolutionWeightGradient(
            Slide slide, float[] x, int xOffset, float[] dy, int dyOffset, float[] dw, int dwOffset) {
        this.slide = slide;
        this.x = x;
        this.xOffset = xOffset;
        this.dy = dy;
        this.dyOffset = dyOffset;
        this.dw = dw;
        this.dwOffset = dwOffset;
        this.sums = dw;
        count = slide.terms() * slide.out();
        int worth = Math.min(MOST_CHUNKS, slide.rows() / LEAST_CHUNK);
        chunks = Math.clamp(MOST_PARTIAL / Math.max(1, count), 1, Math.max(1, worth));
        byShifts = Shifts.fit(slide);
        boolean whole = slide.isDepthwise() || byShifts;
        byPacked = !whole && PackedPlaces.fit(slide);
        block = whole ? slide.positions() : slide.block(Slide.MOST_TERMS);
    }

    /// Computes the gradient.
    public void run(Workers workers) {
        if (count == 0) {
            return;
        }
        sums = chunks == 1 ? dw : Scratch.floats(Scratch.SUMS, chunks * count);
        sumsOffset = chunks == 1 ? dwOffset : 0;
        Arrays.fill(sums, sumsOffset, sumsOffset + chunks * count, 0f);
        Tasks.run(workers, chunks * blocks(), slide.work() >= PARALLEL, this);
        if (chunks > 1) {
            System.arraycopy(sums, 0, dw, dwOffset, count);
            for (int chunk = 1; chunk < chunks; chunk++) {
                addRun(sums, chunk * count, dw, dwOffset, count);
            }
        }
        sums = dw;
    }

    private static void addRun(float[] x, int from, float[] y, int to, int n) {
        for (int i = 0; i < n; i++) {
            y[to + i] += x[from + i];
        }
    }

    private int blocks() {
        return byPacked ? slide.width().size() : (slide.positions() + block - 1) / block;
    }

    @Override
    public void run(int index) {
        int chunk = index / blocks();
        int p0 = index % blocks() * block;
        int p1 = Math.min(slide.positions(), p0 + block);
        int from = start(chunk);
        int to = start(chunk + 1);
        int at = sumsOffset + chunk * count;
        if (slide.isDepthwise()) {
            Depthwise.weight(slide, x, xOffset, dy, dyOffset, sums, at, from, to - from);
            return;
        }
        if (byShifts) {
            shifts(from, to, at);
            return;
        }
        if (byPacked) {
            packed(from, to, index % blocks(), at);
            return;
        }
        int tile = slide.wholeLines(ROWS);
        for (int first = from; first < to; first += tile) {
            int rows = Math.min(tile, to - first);
            for (int group = 0; group < slide.groups(); group++) {
                add(group, first, rows, p0, p1, at);
            }
        }
    }

    private void shifts(int from, int to, int sum) {
        Shifts shifts = Shifts.OF_THREAD.get();
        try {
            for (int place = from, count; place < to; place += count) {
                count = inBand(place, to);
                int width = slide.width().places();
                int line = place / width;
                shifts.take(slide, plane(line), lineInPlane(line), lines(count), place % width, Math.min(count, width));
                for (int kd = 0; kd < slide.depth().size(); kd++) {
                    if (shifts.read(x, xOffset, kd)) {
                        shifts.multiplyTransposed(dy, dyOffset, sums, sum + kd * shifts.terms() * slide.out());
                    }
                }
            }
        } finally {
            shifts.release();
        }
    }

    /// Adds what position `kw` of the window along the width reads at the places `from … to − 1`, some lines after
    /// others.
    private void packed(int from, int to, int kw, int sum) {
        PackedPlaces packed = PackedPlaces.OF_THREAD.get();
        int width = slide.width().places();
        int most = Math.max(1, PACKED / Math.max(1, width));
        try {
            for (int line = from / Math.max(1, width), count; line * width < to; line += count) {
                count = Math.min(Math.min(most, slide.height().places() - lineInPlane(line)), to / width - line);
                packed.take(slide, plane(line), lineInPlane(line), count, kw, dy, dyOffset);
                for (int kd = 0; kd < slide.depth().size(); kd++) {
                    if (packed.read(x, xOffset, kd)) {
                        for (int kh = 0; kh < slide.height().size(); kh++) {
                            packed(
                                    packed,
                                    kh,
                                    (kd * slide.height().size() + kh)
                                                    * slide.width().size()
                                            + kw,
                                    sum);
                        }
                    }
                }
            }
        } finally {
            packed.release();
        }
    }

    private void packed(PackedPlaces packed, int kh, int position, int sum) {
        int in = slide.groupIn();
        int out = slide.groupOut();
        for (int group = 0; group < slide.groups(); group++) {
            int at = sum + position * in * slide.out() + group * out;
            packed.multiply(kh, group * in, in, group * out, out, sums, at);
        }
    }

    /// How many places from `place` on, of those below `to`, are one band: some whole lines of a plane, or a
    /// piece of a long line.
    private int inBand(int place, int to) {
        int width = slide.width().places();
        if (width > BAND) {
            return Math.min(BAND, width - place % width);
        }
        int left = slide.height().places() - lineInPlane(place / width);
        return width * Math.min(BAND / width, Math.min(left, (to - place) / width));
    }

    private int lines(int count) {
        return Math.max(1, count / slide.width().places());
    }

    private int plane(int line) {
        return line / slide.height().places();
    }

    private int lineInPlane(int line) {
        return line % slide.height().places();
    }

    /// Chunks begin with lines of the result.
    private int start(int chunk) {
        long lines = slide.rows() / Math.max(1, slide.width().places());
        return (int) (lines * chunk / chunks) * slide.width().places();
    }

    private void add(int group, int first, int rows, int p0, int p1, int sum) {
        int terms = (p1 - p0) * slide.groupIn();
        float[] patches = Scratch.floats(Scratch.LEFT, ROWS * terms);
        Patches.gather(slide, x, xOffset, group, first, rows, p0, p1, patches);
        int out = slide.groupOut();
        Strips.multiply(
                patches,
                0,
                1,
                terms,
                dy,
                dyOffset + first * slide.out() + group * out,
                slide.out(),
                sums,
                sum + p0 * slide.groupIn() * slide.out() + group * out,
                slide.out(),
                terms,
                out,
                rows);
    }
}
