package gradus.cpu.kernel;

/// Convolutions of each channel alone, directly: every product of a place, a position of the window and all channels is
/// one run of fused multiply-adds.
final class Depthwise {
    /// Which of the three operands is summed; the other two are multiplied.
    enum Sum {
        /// The result: a convolution.
        RESULT,
        /// The input: its gradient.
        INPUT,
        /// The weight: its gradient.
        WEIGHT
    }

    private Depthwise() {}

    /// Adds the products of `rows` places of the result, from number `first` on.
    static void add(Slide s, Sum sum, float[] x, int xo, float[] w, int wo, float[] y, int yo, int first, int rows) {
        SlideAxis width = s.width();
        int channels = s.in();
        for (int o = first; o < first + rows; o++) {
            int ow = o % width.places();
            int oh = o / width.places() % s.height().places();
            int od = o / (width.places() * s.height().places()) % s.depth().places();
            int to = yo + o * channels;
            for (int p = 0; p < s.positions(); p += width.size()) {
                int line = Patches.line(s, o / s.places(), od, oh, p);
                for (int kw = 0; line >= 0 && kw < width.size(); kw++) {
                    int iw = ow * width.stride() - width.low() + kw * width.dilation();
                    if (iw >= 0 && iw < width.input()) {
                        int from = xo + (line * width.input() + iw) * channels;
                        int kernel = wo + (p + kw) * channels;
                        switch (sum) {
                            case RESULT -> multiplyAdd(x, from, w, kernel, y, to, channels);
                            case INPUT -> multiplyAdd(y, to, w, kernel, x, from, channels);
                            case WEIGHT -> multiplyAdd(x, from, y, to, w, kernel, channels);
                        }
                    }
                }
            }
        }
    }

    private static void multiplyAdd(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n) {
        for (int i = 0; i < n; i++) {
            c[ci + i] = Math.fma(a[ai + i], b[bi + i], c[ci + i]);
        }
    }
}
