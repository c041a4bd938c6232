package gradus.cpu.kernel;

/// Convolutions of each channel alone, directly: sums of products of runs of channels, one fused multiply-add per term.
///
/// Each element of the result sums the positions of the window that do not fall on padding, row-major; each of the
/// weight the places of the result in order. The bits are the same by vectors and without them.
final class Depthwise {
    private Depthwise() {}

    /// Adds to the result: `rows` places of it, from number `first` on.
    static void forward(Slide s, float[] x, int xo, float[] w, int wo, float[] y, int yo, int first, int rows) {
        SlideAxis width = s.width();
        int channels = s.in();
        int[] from = Scratch.integers(Scratch.FROM, s.positions());
        int[] kernel = Scratch.integers(Scratch.WITH, s.positions());
        for (int o = first; o < first + rows; o++) {
            int iw = o % width.places() * width.stride() - width.low();
            int oh = o / width.places() % s.height().places();
            int od = o / (width.places() * s.height().places()) % s.depth().places();
            int n = o / s.places();
            int terms = 0;
            for (int p = 0; p < s.positions(); p += width.size()) {
                int line = Patches.line(s, n, od, oh, p);
                for (int kw = 0, i = iw; line >= 0 && kw < width.size(); kw++, i += width.dilation()) {
                    if (i >= 0 && i < width.input()) {
                        from[terms] = xo + (line * width.input() + i) * channels;
                        kernel[terms++] = wo + (p + kw) * channels;
                    }
                }
            }
            sum(x, from, w, kernel, terms, y, yo + o * channels, channels);
        }
    }

    /// Adds to the gradient of the weight what `rows` places of the result give, from number `first` on.
    static void weight(Slide s, float[] x, int xo, float[] dy, int dyo, float[] dw, int dwo, int first, int rows) {
        SlideAxis width = s.width();
        int channels = s.in();
        int[] from = Scratch.integers(Scratch.FROM, width.places());
        int[] with = Scratch.integers(Scratch.WITH, width.places());
        for (int o = first, run; o < first + rows; o += run) {
            int ow = o % width.places();
            int oh = o / width.places() % s.height().places();
            int od = o / (width.places() * s.height().places()) % s.depth().places();
            run = Math.min(width.places() - ow, first + rows - o);
            for (int p = 0; p < s.positions(); p++) {
                int line = Patches.line(s, o / s.places(), od, oh, p);
                int iw = ow * width.stride() - width.low() + p % width.size() * width.dilation();
                int terms = 0;
                for (int q = 0; line >= 0 && q < run; q++, iw += width.stride()) {
                    if (iw >= 0 && iw < width.input()) {
                        from[terms] = xo + (line * width.input() + iw) * channels;
                        with[terms++] = dyo + (o + q) * channels;
                    }
                }
                sum(x, from, dy, with, terms, dw, dwo + p * channels, channels);
            }
        }
    }

    /// Adds to the gradient of the input what `rows` places of the result give, from number `first` on.
    static void input(Slide s, float[] dx, int dxo, float[] w, int wo, float[] dy, int dyo, int first, int rows) {
        SlideAxis width = s.width();
        int channels = s.in();
        for (int o = first; o < first + rows; o++) {
            int iw = o % width.places() * width.stride() - width.low();
            int oh = o / width.places() % s.height().places();
            int od = o / (width.places() * s.height().places()) % s.depth().places();
            for (int p = 0; p < s.positions(); p += width.size()) {
                int line = Patches.line(s, o / s.places(), od, oh, p);
                for (int kw = 0, i = iw; line >= 0 && kw < width.size(); kw++, i += width.dilation()) {
                    if (i >= 0 && i < width.input()) {
                        int at = dxo + (line * width.input() + i) * channels;
                        multiplyAdd(dy, dyo + o * channels, w, wo + (p + kw) * channels, dx, at, channels);
                    }
                }
            }
        }
    }

    private static void sum(float[] a, int[] ai, float[] b, int[] bi, int terms, float[] y, int to, int channels) {
        if (!Vectors.scalar()) {
            VectorDepthwise.sum(a, ai, b, bi, terms, y, to, channels);
            return;
        }
        for (int q = 0; q < terms; q++) {
            multiplyAdd(a, ai[q], b, bi[q], y, to, channels);
        }
    }

    private static void multiplyAdd(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n) {
        for (int i = 0; i < n; i++) {
            c[ci + i] = Math.fma(a[ai + i], b[bi + i], c[ci + i]);
        }
    }
}
