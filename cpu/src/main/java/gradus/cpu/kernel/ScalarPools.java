package gradus.cpu.kernel;

/// The loops of [Pools] in scalar code.
final class ScalarPools {
    private ScalarPools() {}

    static void max(Pools s, int row, float[] x, int xo, float[] y, int yo) {
        int d = row / s.height.results();
        int h = row % s.height.results();
        int[] ws = s.width.sources;
        int channels = s.channels;
        for (int w = 0; w < s.width.results(); w++) {
            int w0 = s.width.first[w];
            int w1 = s.width.first[w + 1];
            for (int c = 0; c < channels; c++) {
                float best = Float.NEGATIVE_INFINITY;
                for (int i = s.depth.first[d]; i < s.depth.first[d + 1]; i++) {
                    for (int j = s.height.first[h]; j < s.height.first[h + 1]; j++) {
                        int line = s.line(i, j);
                        for (int k = w0; k < w1; k++) {
                            best = Math.max(best, x[xo + (line + ws[k]) * channels + c]);
                        }
                    }
                }
                y[yo + w * channels + c] = best;
            }
        }
    }

    static void sum(Pools s, int row, float[] x, int xo, float[] y, int yo) {
        int d = row / s.height.results();
        int h = row % s.height.results();
        int[] ws = s.width.sources;
        int channels = s.channels;
        for (int w = 0; w < s.width.results(); w++) {
            int w0 = s.width.first[w];
            int w1 = s.width.first[w + 1];
            for (int c = 0; c < channels; c++) {
                float sum = 0;
                for (int i = s.depth.first[d]; i < s.depth.first[d + 1]; i++) {
                    for (int j = s.height.first[h]; j < s.height.first[h + 1]; j++) {
                        int line = s.line(i, j);
                        for (int k = w0; k < w1; k++) {
                            sum += x[xo + (line + ws[k]) * channels + c];
                        }
                    }
                }
                y[yo + w * channels + c] = sum;
            }
        }
    }

    static void argMax(Pools s, int row, float[] x, int xo, int[] y, int yo) {
        int d = row / s.height.results();
        int h = row % s.height.results();
        int channels = s.channels;
        for (int w = 0; w < s.width.results(); w++) {
            for (int c = 0; c < channels; c++) {
                y[yo + w * channels + c] = place(s, d, h, w, x, xo + c);
            }
        }
    }

    /// From channel `from` on.
    static void maxGradient(Pools s, int row, float[] x, int xo, float[] dy, int dyo, float[] y, int yo, int from) {
        int d = row / s.height.results();
        int h = row % s.height.results();
        int channels = s.channels;
        for (int w = 0; w < s.width.results(); w++) {
            for (int c = from; c < channels; c++) {
                y[yo + place(s, d, h, w, x, xo + c) * channels + c] += dy[dyo + w * channels + c];
            }
        }
    }

    /// The place of the first largest number of one window; a NaN counts as larger than any number.
    private static int place(Pools s, int d, int h, int w, float[] x, int xo) {
        int[] ws = s.width.sources;
        float best = Float.NEGATIVE_INFINITY;
        int place = s.start(d, h, w);
        for (int i = s.depth.first[d]; i < s.depth.first[d + 1]; i++) {
            for (int j = s.height.first[h]; j < s.height.first[h + 1]; j++) {
                int line = s.line(i, j);
                for (int k = s.width.first[w]; k < s.width.first[w + 1]; k++) {
                    float value = x[xo + (line + ws[k]) * s.channels];
                    if (value > best || (Float.isNaN(value) && !Float.isNaN(best))) {
                        best = value;
                        place = line + ws[k];
                    }
                }
            }
        }
        return place;
    }
}
