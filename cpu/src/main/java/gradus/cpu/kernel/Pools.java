package gradus.cpu.kernel;

import java.util.Arrays;

/// Folds over windows of float32 tensors `[batch, depth, height, width, channels]`, one row of results at a
/// time, each channel by itself. Reads are folded in row-major order, so bits depend neither on the vector
/// width nor on threads.
public final class Pools {
    final Taps depth;
    final Taps height;
    final Taps width;
    final int channels;

    /// Describes what is read along each axis.
    public Pools(Taps depth, Taps height, Taps width, int channels) {
        this.depth = depth;
        this.height = height;
        this.width = width;
        this.channels = channels;
    }

    /// The number of rows of results of one batch member.
    public int rows() {
        return depth.results() * height.results();
    }

    /// The number of elements of one row of results.
    public int rowLength() {
        return width.results() * channels;
    }

    /// The number of elements of one batch member of the source.
    public int sourceLength() {
        return depth.size * height.size * width.size * channels;
    }

    /// The number of elements that are read for one batch member.
    public long reads() {
        return (long) depth.reads() * height.reads() * width.reads() * channels;
    }

    /// The place where read i of the depth and read j of the height begin, depth, height and width read as one.
    int line(int i, int j) {
        return (depth.sources[i] * height.size + height.sources[j]) * width.size;
    }

    /// The first place that a result reads.
    int start(int d, int h, int w) {
        return line(depth.first[d], height.first[h]) + width.sources[width.first[w]];
    }

    /// The largest number that each result of row `row` reads, NaN if there is one; −∞ of nothing.
    public void max(int row, float[] x, int xo, float[] y, int yo) {
        if (Vectors.scalar()) {
            ScalarPools.max(this, row, x, xo, y, yo);
            return;
        }
        int done = VectorPools.max(this, row, x, xo, y, yo);
        if (done < channels) {
            VectorPools.maxRest(this, row, x, xo, y, yo, done);
        }
    }

    /// The sum of what each result of row `row` reads.
    public void sum(int row, float[] x, int xo, float[] y, int yo) {
        if (Vectors.scalar()) {
            ScalarPools.sum(this, row, x, xo, y, yo);
            return;
        }
        int done = VectorPools.sum(this, row, x, xo, y, yo);
        if (done < channels) {
            VectorPools.sumRest(this, row, x, xo, y, yo, done);
        }
    }

    /// Sets `y`, one batch member that lies as `x` does, to the sums of the elements of `dy` where [#argMax] finds
    /// the
    /// numbers they are for.
    public void maxGradient(float[] x, int xo, float[] dy, int dyo, float[] y, int yo) {
        boolean scalar = Vectors.scalar();
        boolean once = !scalar && readsEachOnce() && channels % FloatLanes.L == 0;
        if (!once) {
            Arrays.fill(y, yo, yo + sourceLength(), 0f);
        }
        for (int row = 0; row < rows(); row++) {
            int flow = dyo + row * rowLength();
            int done = scalar ? 0 : VectorPools.maxGradient(this, row, x, xo, dy, flow, y, yo, once);
            ScalarPools.maxGradient(this, row, x, xo, dy, flow, y, yo, done);
        }
    }

    private boolean readsEachOnce() {
        return depth.readsEachOnce() && height.readsEachOnce() && width.readsEachOnce();
    }

    /// Notes the places that result `w` of a row reads, in their order, and gives their number.
    int places(int row, int w, int[] places) {
        int d = row / height.results();
        int h = row % height.results();
        int count = 0;
        for (int i = depth.first[d]; i < depth.first[d + 1]; i++) {
            for (int j = height.first[h]; j < height.first[h + 1]; j++) {
                int line = line(i, j);
                for (int k = width.first[w]; k < width.first[w + 1]; k++) {
                    places[count++] = line + width.sources[k];
                }
            }
        }
        return count;
    }

    /// The most places that one result reads.
    int mostPlaces() {
        return depth.most() * height.most() * width.most();
    }

    /// Where the largest number lies that each result of row `row` reads, as an index into depth, height and
    /// width read as one: the first of equals, the first NaN if there is one.
    public void argMax(int row, float[] x, int xo, int[] y, int yo) {
        if (Vectors.scalar()) {
            ScalarPools.argMax(this, row, x, xo, y, yo);
            return;
        }
        int done = VectorPools.argMax(this, row, x, xo, y, yo);
        if (done < channels) {
            VectorPools.argMaxRest(this, row, x, xo, y, yo, done);
        }
    }
}
