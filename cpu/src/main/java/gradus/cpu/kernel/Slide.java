package gradus.cpu.kernel;

/// The sizes of a convolution with three spatial axes: input `[batch, spatial…, in]`, weight
/// `[kernel…, in / groups, out]`, result `[batch, places…, out]`, all dense row-major.
///
/// @param batch samples
/// @param depth the outermost spatial axis
/// @param height the middle one
/// @param width the innermost one
/// @param in channels of the input
/// @param out channels of the result
/// @param groups blocks of channels that are convolved apart
public record Slide(int batch, SlideAxis depth, SlideAxis height, SlideAxis width, int in, int out, int groups) {
    /// The most terms whose rows of the right operand stay near the processor while many places are summed.
    static final int MOST_TERMS = 320;
    /// Terms side by side from which reading them where they lie beats laying them out.
    static final int FEW_TERMS = 32;
    private static final int MOST_DILATION = 2;

    /// A convolution of nothing, for what is not bound to one.
    static final Slide NONE = new Slide(0, SlideAxis.POINT, SlideAxis.POINT, SlideAxis.POINT, 1, 1, 1);

    /// Positions of the result in one sample.
    public int places() {
        return depth.places() * height.places() * width.places();
    }

    /// Positions of the result in all samples: the rows of the product.
    public int rows() {
        return batch * places();
    }

    /// Places that the window reads.
    public int positions() {
        return depth.size() * height.size() * width.size();
    }

    /// Channels that one element of the result reads.
    public int groupIn() {
        return in / groups;
    }

    /// Channels of the result in one block.
    public int groupOut() {
        return out / groups;
    }

    /// Products in one sum.
    public int terms() {
        return positions() * groupIn();
    }

    /// Multiply-adds of the whole.
    public long work() {
        return (long) rows() * terms() * groupOut() * groups;
    }

    /// Says whether each channel is convolved alone and gives one channel.
    boolean isDepthwise() {
        return groups > 1 && groupIn() == 1 && groupOut() == 1;
    }

    /// Says whether the result's rows are the input's rows, so that a convolution is a plain matrix product.
    public boolean isPointwise() {
        return groups == 1 && isPoint(depth) && isPoint(height) && isPoint(width);
    }

    private static boolean isPoint(SlideAxis axis) {
        return axis.size() == 1 && axis.stride() == 1 && axis.low() == 0 && axis.input() == axis.places();
    }

    /// The elements of the input.
    public int inputCount() {
        return batch * depth.input() * height.input() * width.input() * in;
    }

    /// How many neighbouring positions of the window are taken at a time, so that their terms stay near the
    /// processor.
    int block(int most) {
        int blocks = Math.max(1, (terms() + most - 1) / most);
        return Math.max(1, (positions() + blocks - 1) / blocks);
    }

    /// The nearest number of rows to `most`, not above it, that makes whole lines of the result.
    int wholeLines(int most) {
        int line = width.places();
        return line == 0 || line > most ? most : most / line * line;
    }

    /// Says whether terms enough lie side by side to read them where they lie, a product for each line of the
    /// window.
    boolean readsLines() {
        return !isDepthwise() && run() >= FEW_TERMS && isNear(height) && isNear(width);
    }

    /// Says whether the window reads most of what lies between its first and its last place.
    private static boolean isNear(SlideAxis axis) {
        return axis.dilation() <= MOST_DILATION && axis.stride() <= Math.max(axis.size(), MOST_DILATION);
    }

    /// How many terms of a sum lie side by side in the input: all channels of neighbouring positions along a
    /// line, or the channels of one position where positions lie apart or groups are convolved apart.
    int run() {
        return groups == 1 && width.dilation() == 1 ? width.size() * in : groupIn();
    }

    /// Says whether the window moves by 1 along every axis.
    boolean isDense() {
        return depth.stride() == 1 && height.stride() == 1 && width.stride() == 1;
    }

    /// The convolution from the result's gradient to the input's, with the kernel turned round, of one that
    /// [#isDense]. Its padding may be negative: the window then begins inside.
    Slide back() {
        return new Slide(batch, back(depth), back(height), back(width), out, in, groups);
    }

    private static SlideAxis back(SlideAxis axis) {
        int low = (axis.size() - 1) * axis.dilation() - axis.low();
        return new SlideAxis(
                /* input= */ axis.places(), /* places= */ axis.input(), axis.size(), 1, low, axis.dilation());
    }
}
