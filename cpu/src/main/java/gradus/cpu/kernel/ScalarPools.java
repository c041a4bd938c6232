package gradus.cpu.kernel;

/// The loops of [Pools] in scalar code, from a channel on.
final class ScalarPools {
    private ScalarPools() {}

    static void max(Pools s, int row, float[] x, int xo, float[] y, int yo, int from) {
        int d = row / s.height.results();
        int h = row % s.height.results();
        int[] ds = s.depth.sources;
        int[] hs = s.height.sources;
        int[] ws = s.width.sources;
        int d0 = s.depth.first[d];
        int d1 = s.depth.first[d + 1];
        int h0 = s.height.first[h];
        int h1 = s.height.first[h + 1];
        int channels = s.channels;
        for (int w = 0; w < s.width.results(); w++) {
            int w0 = s.width.first[w];
            int w1 = s.width.first[w + 1];
            for (int c = from; c < channels; c++) {
                float best = Float.NEGATIVE_INFINITY;
                for (int i = d0; i < d1; i++) {
                    for (int j = h0; j < h1; j++) {
                        int line = (ds[i] * s.height.size + hs[j]) * s.width.size;
                        for (int k = w0; k < w1; k++) {
                            best = Math.max(best, x[xo + (line + ws[k]) * channels + c]);
                        }
                    }
                }
                y[yo + w * channels + c] = best;
            }
        }
    }

    static void sum(Pools s, int row, float[] x, int xo, float[] y, int yo, int from) {
        int d = row / s.height.results();
        int h = row % s.height.results();
        int[] ds = s.depth.sources;
        int[] hs = s.height.sources;
        int[] ws = s.width.sources;
        int d0 = s.depth.first[d];
        int d1 = s.depth.first[d + 1];
        int h0 = s.height.first[h];
        int h1 = s.height.first[h + 1];
        int channels = s.channels;
        for (int w = 0; w < s.width.results(); w++) {
            int w0 = s.width.first[w];
            int w1 = s.width.first[w + 1];
            for (int c = from; c < channels; c++) {
                float sum = 0;
                for (int i = d0; i < d1; i++) {
                    for (int j = h0; j < h1; j++) {
                        int line = (ds[i] * s.height.size + hs[j]) * s.width.size;
                        for (int k = w0; k < w1; k++) {
                            sum += x[xo + (line + ws[k]) * channels + c];
                        }
                    }
                }
                y[yo + w * channels + c] = sum;
            }
        }
    }

    static void argMax(Pools s, int row, float[] x, int xo, int[] y, int yo, int from) {
        int d = row / s.height.results();
        int h = row % s.height.results();
        int[] ds = s.depth.sources;
        int[] hs = s.height.sources;
        int[] ws = s.width.sources;
        int d0 = s.depth.first[d];
        int d1 = s.depth.first[d + 1];
        int h0 = s.height.first[h];
        int h1 = s.height.first[h + 1];
        int channels = s.channels;
        for (int w = 0; w < s.width.results(); w++) {
            int w0 = s.width.first[w];
            int w1 = s.width.first[w + 1];
            for (int c = from; c < channels; c++) {
                float best = Float.NEGATIVE_INFINITY;
                int place = (ds[d0] * s.height.size + hs[h0]) * s.width.size + ws[w0];
                for (int i = d0; i < d1; i++) {
                    for (int j = h0; j < h1; j++) {
                        int line = (ds[i] * s.height.size + hs[j]) * s.width.size;
                        for (int k = w0; k < w1; k++) {
                            float value = x[xo + (line + ws[k]) * channels + c];
                            if (value > best || (Float.isNaN(value) && !Float.isNaN(best))) {
                                best = value;
                                place = line + ws[k];
                            }
                        }
                    }
                }
                y[yo + w * channels + c] = place;
            }
        }
    }
}
