package gradus.cpu.kernel;

import java.util.Arrays;

/// The float32 convolution as a product whose left operand, what the window reads, is gathered tile by tile and never
/// held whole.
///
/// Every element is the sum over the positions of the window, row-major, and within them over the channels, one fused
/// multiply-add per term: its bits do not depend on the tiles, the vector width or the threads.
public final class ConvolutionForward implements Workers.Task {
    private static final int ROWS = 64;
    private static final int COLUMNS = 128;
    private static final int MOST_TERMS = 320;
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
        return (slide.rows() + tile - 1) / tile;
    }

    private int columnTiles() {
        return (slide.out() + columns - 1) / columns;
    }

    @Override
    public void run(int index) {
        int first = index / columnTiles() * tile;
        int rows = Math.min(tile, slide.rows() - first);
        int column = index % columnTiles() * columns;
        int width = Math.min(columns, slide.out() - column);
        for (int row = first; row < first + rows; row++) {
            int at = yOffset + row * slide.out() + column;
            Arrays.fill(y, at, at + width, 0f);
        }
        if (slide.isDepthwise()) {
            Depthwise.forward(slide, x, xOffset, w, wOffset, y, yOffset, first, rows);
        } else if (slide.in() == 1) {
            oneChannel(first, rows, column, width);
        } else {
            for (int group = 0; group < slide.groups(); group++) {
                channels(group, first, rows, column, width);
            }
        }
    }

    private void oneChannel(int first, int rows, int column, int width) {
        int terms = slide.positions();
        float[] patches = Scratch.floats(Scratch.LEFT, tile * terms);
        Patches.gatherColumns(slide, x, xOffset, first, rows, patches);
        int at = yOffset + first * slide.out() + column;
        Strips.multiply(patches, 0, 1, rows, w, wOffset + column, slide.out(), y, at, slide.out(), rows, width, terms);
    }

    private void channels(int group, int first, int rows, int column, int width) {
        int channels = slide.groupIn();
        int block = slide.block(MOST_TERMS);
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
