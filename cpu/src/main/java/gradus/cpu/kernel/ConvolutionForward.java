package gradus.cpu.kernel;

import java.util.Arrays;

/// The float32 convolution as a product whose left operand, what the window reads, is never held whole: where terms
/// enough lie side by side it is read from copied lines ([Band]), where few do from shifted copies of lines ([Shifts]),
/// else it is gathered tile by tile ([Patches]).
///
/// Ladder: GFLOP/s of result, input gradient and weight gradient, one thread on Zen 4 with nothing else at work,
/// best of half a second; products with padding count as work, so that lines left out show as speed.
///
/// | batch, size, channels, kernel | gathered by tiles of 64 rows | from copied lines |
/// |---|---|---|
/// | 8, 56 × 56, 64 → 64, 3 × 3 | 67, 78, 76 | 100, 105, 95 |
/// | 64, 14 × 14, 32 → 64, 5 × 5 | 78, 79, 66 | 113, 92, 86 |
/// | 128, 14 × 14, 64 → 64, 3 × 3 | 78, 77, 75 | 108, 106, 87 |
/// | 128, 7 × 7, 64 → 128, 3 × 3 | 64, 68, 73 | 108, 109, 89 |
/// | 16, 28 × 28, 32 → 32, 3 × 3 | 64, 64, 62 | 87, 88, 78 |
///
/// The weight gradient has another way since ([PackedPlaces]), products with 32 columns other tiles
/// ([VectorTallTiles]). Bands of 64, 96, 192 and 256 places differ from those of 128 by less than the spread.
///
/// Every element is the sum over the positions of the window, row-major, and within them over the channels, one fused
/// multiply-add per term: its bits do not depend on the tiles, the vector width or the threads.
public final class ConvolutionForward implements Workers.Task {
    private static final int ROWS = 64;
    /// Places of a band: the more, the less often a line is copied for the bands above and below.
    private static final int BAND = 128;
    private static final int COLUMNS = 128;
    private static final int FEW_TILES = 16;
    private static final long PARALLEL = 1L << 18;

    private final Slide slide;
    private final float[] x;
    private final int xOffset;
    private float[] w;
    private int wOffset;
    private final float[] y;
    private final int yOffset;
    private final int tile;
    private final int columns;
    private final boolean byLines;
    private final boolean byShifts;
    private final Bands bands;

    /// Binds operands.
    ///
    /// @param slide the sizes
    /// @param x the input, from `xOffset` on
    /// @param w the weight, from `wOffset` on
    /// @param y the result, from `yOffset` on
    public ConvolutionForward(Slide slide, float[] x, int xOffset, float[] w, int wOffset, float[] y, int yOffset) {
        this.slide = slide;
        this.x = x;
        this.xOffset = xOffset;
        this.w = w;
        this.wOffset = wOffset;
        this.y = y;
        this.yOffset = yOffset;
        this.tile = slide.wholeLines(ROWS);
        this.byLines = slide.readsLines();
        this.byShifts = Shifts.fit(slide);
        this.bands = new Bands(slide, BAND, byLines);
        boolean split = rowTiles() < FEW_TILES && slide.groups() == 1 && slide.out() > COLUMNS;
        this.columns = split ? COLUMNS : slide.out();
    }

    /// Computes the result.
    public void run(Workers workers) {
        if (slide.rows() == 0 || slide.out() == 0) {
            return;
        }
        if (slide.isPointwise()) {
            MatMul.multiply(
                    workers,
                    false,
                    false,
                    x,
                    xOffset,
                    w,
                    wOffset,
                    y,
                    yOffset,
                    slide.rows(),
                    slide.out(),
                    slide.in(),
                    false);
            return;
        }
        Tasks.run(workers, rowTiles() * columnTiles(), slide.work() >= PARALLEL, this);
    }

    /// Computes the result for another weight.
    void run(Workers workers, float[] weight, int weightOffset) {
        w = weight;
        wOffset = weightOffset;
        run(workers);
    }

    private int rowTiles() {
        return byLines || byShifts ? bands.count() : (slide.rows() + tile - 1) / tile;
    }

    private int columnTiles() {
        return (slide.out() + columns - 1) / columns;
    }

    @Override
    public void run(int index) {
        int column = index % columnTiles() * columns;
        int width = Math.min(columns, slide.out() - column);
        if (byLines) {
            lines(index / columnTiles(), column, width);
            return;
        }
        if (byShifts) {
            shifts(index / columnTiles(), column, width);
            return;
        }
        int first = index / columnTiles() * tile;
        int rows = Math.min(tile, slide.rows() - first);
        clear(first, rows, column, width);
        if (slide.isDepthwise()) {
            Depthwise.forward(slide, x, xOffset, w, wOffset, y, yOffset, first, rows);
        } else {
            for (int group = 0; group < slide.groups(); group++) {
                channels(group, first, rows, column, width);
            }
        }
    }

    private void clear(int first, int rows, int column, int width) {
        for (int row = first; row < first + rows; row++) {
            int at = yOffset + row * slide.out() + column;
            Arrays.fill(y, at, at + width, 0f);
        }
    }

    private void shifts(int index, int column, int width) {
        Shifts shifts = Shifts.OF_THREAD.get();
        bands.take(index, shifts);
        try {
            clear(shifts.first(), shifts.rows(), column, width);
            for (int kd = 0; kd < slide.depth().size(); kd++) {
                if (shifts.read(x, xOffset, kd)) {
                    int from = wOffset + kd * shifts.terms() * slide.out() + column;
                    shifts.multiply(w, from, y, yOffset + shifts.first() * slide.out() + column, width);
                }
            }
        } finally {
            shifts.release();
        }
    }

    private void lines(int index, int column, int width) {
        Band band = Band.OF_THREAD.get();
        bands.take(index, band);
        try {
            clear(band.first(), band.rows(), column, width);
            for (int kd = 0; kd < slide.depth().size(); kd++) {
                band.read(x, xOffset, kd);
                for (int kh = 0; kh < slide.height().size(); kh++) {
                    for (int group = 0; group < slide.groups(); group++) {
                        line(band, kd, kh, group, column, width);
                    }
                }
            }
        } finally {
            band.release();
        }
    }

    /// Adds what one line of the window reads, some terms after others.
    private void line(Band band, int kd, int kh, int group, int column, int width) {
        int run = slide.run();
        int channels = slide.groupIn();
        int wide = Math.min(width, slide.groupOut());
        int to = yOffset + band.first() * slide.out() + group * slide.groupOut() + column;
        int line = (kd * slide.height().size() + kh) * slide.width().size();
        int step = part(run);
        for (int kw = 0; kw < slide.width().size(); kw += run / channels) {
            int from = wOffset + (line + kw) * channels * slide.out() + group * slide.groupOut() + column;
            for (int p = 0; p < run; p += step) {
                int terms = Math.min(step, run - p);
                int at = from + p * slide.out();
                int channel = group * channels + p;
                band.multiply(kd, kh, kw, channel, w, at, slide.out(), y, to, slide.out(), wide, terms);
            }
        }
    }

    /// Equal parts of a run, of no more than [Slide#MOST_TERMS].
    private static int part(int run) {
        int parts = (run + Slide.MOST_TERMS - 1) / Slide.MOST_TERMS;
        return (run + parts - 1) / parts;
    }

    private void channels(int group, int first, int rows, int column, int width) {
        int channels = slide.groupIn();
        int block = slide.block(Slide.MOST_TERMS);
        float[] patches = Scratch.floats(Scratch.LEFT, tile * block * channels);
        int from = column + group * slide.groupOut();
        int wide = Math.min(width, slide.groupOut());
        for (int p = 0; p < slide.positions(); p += block) {
            int end = Math.min(slide.positions(), p + block);
            int terms = (end - p) * channels;
            Patches.gather(slide, x, xOffset, group, first, rows, p, end, patches);
            int kernel = wOffset + p * channels * slide.out() + from;
            int at = yOffset + first * slide.out() + from;
            Strips.multiply(patches, 0, terms, 1, w, kernel, slide.out(), y, at, slide.out(), rows, wide, terms);
        }
    }
}
