package gradus.cpu.kernel;

import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.I;
import static gradus.cpu.kernel.FloatLanes.L;
import static gradus.cpu.kernel.FloatLanes.all;
import static gradus.cpu.kernel.FloatLanes.first;
import static gradus.cpu.kernel.FloatLanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The loops of [Pools] by vectors: over whole groups of channels, which give how many channels are done, and over the
/// few that are left.
final class VectorPools {
    private VectorPools() {}

    static int max(Pools s, int row, float[] x, int xo, float[] y, int yo) {
        int d = row / s.height.results();
        int h = row % s.height.results();
        int[] ws = s.width.sources;
        int channels = s.channels;
        int end = F.loopBound(channels);
        for (int w = 0; w < s.width.results(); w++) {
            int w0 = s.width.first[w];
            int w1 = s.width.first[w + 1];
            for (int c = 0; c < end; c += L) {
                FloatVector best = all(Float.NEGATIVE_INFINITY);
                for (int i = s.depth.first[d]; i < s.depth.first[d + 1]; i++) {
                    for (int j = s.height.first[h]; j < s.height.first[h + 1]; j++) {
                        int line = s.line(i, j);
                        for (int k = w0; k < w1; k++) {
                            best = best.max(load(x, xo + (line + ws[k]) * channels + c));
                        }
                    }
                }
                best.intoArray(y, yo + w * channels + c);
            }
        }
        return end;
    }

    static int sum(Pools s, int row, float[] x, int xo, float[] y, int yo) {
        int d = row / s.height.results();
        int h = row % s.height.results();
        int[] ws = s.width.sources;
        int channels = s.channels;
        int end = F.loopBound(channels);
        for (int w = 0; w < s.width.results(); w++) {
            int w0 = s.width.first[w];
            int w1 = s.width.first[w + 1];
            for (int c = 0; c < end; c += L) {
                FloatVector sum = all(0);
                for (int i = s.depth.first[d]; i < s.depth.first[d + 1]; i++) {
                    for (int j = s.height.first[h]; j < s.height.first[h + 1]; j++) {
                        int line = s.line(i, j);
                        for (int k = w0; k < w1; k++) {
                            sum = sum.add(load(x, xo + (line + ws[k]) * channels + c));
                        }
                    }
                }
                sum.intoArray(y, yo + w * channels + c);
            }
        }
        return end;
    }

    static int argMax(Pools s, int row, float[] x, int xo, int[] y, int yo) {
        int d = row / s.height.results();
        int h = row % s.height.results();
        int[] ws = s.width.sources;
        int channels = s.channels;
        int end = F.loopBound(channels);
        for (int w = 0; w < s.width.results(); w++) {
            int w0 = s.width.first[w];
            int w1 = s.width.first[w + 1];
            for (int c = 0; c < end; c += L) {
                FloatVector best = all(Float.NEGATIVE_INFINITY);
                IntVector place = IntVector.broadcast(I, s.start(d, h, w));
                for (int i = s.depth.first[d]; i < s.depth.first[d + 1]; i++) {
                    for (int j = s.height.first[h]; j < s.height.first[h + 1]; j++) {
                        int line = s.line(i, j);
                        for (int k = w0; k < w1; k++) {
                            FloatVector value = load(x, xo + (line + ws[k]) * channels + c);
                            VectorMask<Float> better = value.compare(VectorOperators.GT, best)
                                    .or(value.compare(VectorOperators.NE, value)
                                            .and(best.compare(VectorOperators.EQ, best)));
                            best = best.blend(value, better);
                            place = place.blend(line + ws[k], better.cast(I));
                        }
                    }
                }
                place.intoArray(y, yo + w * channels + c);
            }
        }
        return end;
    }

    /// Finds the places as [#argMax] does, then goes through the window once more and adds to the lanes of each
    /// place.
    static int maxGradient(Pools s, int row, float[] x, int xo, float[] dy, int dyo, float[] y, int yo) {
        int d = row / s.height.results();
        int h = row % s.height.results();
        int[] ws = s.width.sources;
        int channels = s.channels;
        for (int w = 0; w < s.width.results(); w++) {
            int w0 = s.width.first[w];
            int w1 = s.width.first[w + 1];
            for (int c = 0; c < F.loopBound(channels); c += L) {
                FloatVector best = all(Float.NEGATIVE_INFINITY);
                IntVector place = IntVector.broadcast(I, s.start(d, h, w));
                for (int i = s.depth.first[d]; i < s.depth.first[d + 1]; i++) {
                    for (int j = s.height.first[h]; j < s.height.first[h + 1]; j++) {
                        int line = s.line(i, j);
                        for (int k = w0; k < w1; k++) {
                            FloatVector value = load(x, xo + (line + ws[k]) * channels + c);
                            VectorMask<Float> better = value.compare(VectorOperators.GT, best)
                                    .or(value.compare(VectorOperators.NE, value)
                                            .and(best.compare(VectorOperators.EQ, best)));
                            best = best.blend(value, better);
                            place = place.blend(line + ws[k], better.cast(I));
                        }
                    }
                }
                FloatVector flow = load(dy, dyo + w * channels + c);
                for (int i = s.depth.first[d]; i < s.depth.first[d + 1]; i++) {
                    for (int j = s.height.first[h]; j < s.height.first[h + 1]; j++) {
                        int line = s.line(i, j);
                        for (int k = w0; k < w1; k++) {
                            int at = yo + (line + ws[k]) * channels + c;
                            VectorMask<Float> here = place.compare(VectorOperators.EQ, line + ws[k])
                                    .cast(F);
                            load(y, at).add(all(0).blend(flow, here)).intoArray(y, at);
                        }
                    }
                }
            }
        }
        return F.loopBound(channels);
    }

    static void maxRest(Pools s, int row, float[] x, int xo, float[] y, int yo, int c) {
        int d = row / s.height.results();
        int h = row % s.height.results();
        int[] ws = s.width.sources;
        int channels = s.channels;
        VectorMask<Float> some = first(channels - c);
        for (int w = 0; w < s.width.results(); w++) {
            int w0 = s.width.first[w];
            int w1 = s.width.first[w + 1];
            FloatVector best = all(Float.NEGATIVE_INFINITY);
            for (int i = s.depth.first[d]; i < s.depth.first[d + 1]; i++) {
                for (int j = s.height.first[h]; j < s.height.first[h + 1]; j++) {
                    int line = s.line(i, j);
                    for (int k = w0; k < w1; k++) {
                        best = best.max(FloatVector.fromArray(F, x, xo + (line + ws[k]) * channels + c, some));
                    }
                }
            }
            best.intoArray(y, yo + w * channels + c, some);
        }
    }

    static void sumRest(Pools s, int row, float[] x, int xo, float[] y, int yo, int c) {
        int d = row / s.height.results();
        int h = row % s.height.results();
        int[] ws = s.width.sources;
        int channels = s.channels;
        VectorMask<Float> some = first(channels - c);
        for (int w = 0; w < s.width.results(); w++) {
            int w0 = s.width.first[w];
            int w1 = s.width.first[w + 1];
            FloatVector sum = all(0);
            for (int i = s.depth.first[d]; i < s.depth.first[d + 1]; i++) {
                for (int j = s.height.first[h]; j < s.height.first[h + 1]; j++) {
                    int line = s.line(i, j);
                    for (int k = w0; k < w1; k++) {
                        sum = sum.add(FloatVector.fromArray(F, x, xo + (line + ws[k]) * channels + c, some));
                    }
                }
            }
            sum.intoArray(y, yo + w * channels + c, some);
        }
    }

    static void argMaxRest(Pools s, int row, float[] x, int xo, int[] y, int yo, int c) {
        int d = row / s.height.results();
        int h = row % s.height.results();
        int[] ws = s.width.sources;
        int channels = s.channels;
        VectorMask<Float> some = first(channels - c);
        for (int w = 0; w < s.width.results(); w++) {
            int w0 = s.width.first[w];
            int w1 = s.width.first[w + 1];
            FloatVector best = all(Float.NEGATIVE_INFINITY);
            IntVector place = IntVector.broadcast(I, s.start(d, h, w));
            for (int i = s.depth.first[d]; i < s.depth.first[d + 1]; i++) {
                for (int j = s.height.first[h]; j < s.height.first[h + 1]; j++) {
                    int line = s.line(i, j);
                    for (int k = w0; k < w1; k++) {
                        FloatVector value = FloatVector.fromArray(F, x, xo + (line + ws[k]) * channels + c, some);
                        VectorMask<Float> better = value.compare(VectorOperators.GT, best)
                                .or(value.compare(VectorOperators.NE, value)
                                        .and(best.compare(VectorOperators.EQ, best)));
                        best = best.blend(value, better);
                        place = place.blend(line + ws[k], better.cast(I));
                    }
                }
            }
            place.intoArray(y, yo + w * channels + c, some.cast(I));
        }
    }
}
