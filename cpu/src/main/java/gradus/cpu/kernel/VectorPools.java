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
/// few that are left. The places that a result reads are noted once for all its channels.
///
/// Ladder: milliseconds on one thread of Zen 4, AVX-512, 64 × 28 × 28 × 32 and 64 × 14 × 14 × 64 by 2 × 2, maxima and
/// their gradient: with the three loops over the window within the loop over channels, and zeros before, 0.44, 1.44 and
/// 0.20, 0.46; as now, where windows that part the input set their places instead of adding to zeros, 0.39, 0.71 and
/// 0.14, 0.23.
final class VectorPools {
    private VectorPools() {}

    private static int[] noted(Pools s) {
        return Scratch.integers(Scratch.FROM, s.mostPlaces());
    }

    static int max(Pools s, int row, float[] x, int xo, float[] y, int yo) {
        int channels = s.channels;
        int end = F.loopBound(channels);
        int[] places = noted(s);
        for (int w = 0; w < s.width.results(); w++) {
            int count = s.places(row, w, places);
            for (int c = 0; c < end; c += L) {
                FloatVector best = all(Float.NEGATIVE_INFINITY);
                for (int p = 0; p < count; p++) {
                    best = best.max(load(x, xo + places[p] * channels + c));
                }
                best.intoArray(y, yo + w * channels + c);
            }
        }
        return end;
    }

    static int sum(Pools s, int row, float[] x, int xo, float[] y, int yo) {
        int channels = s.channels;
        int end = F.loopBound(channels);
        int[] places = noted(s);
        for (int w = 0; w < s.width.results(); w++) {
            int count = s.places(row, w, places);
            for (int c = 0; c < end; c += L) {
                FloatVector sum = all(0);
                for (int p = 0; p < count; p++) {
                    sum = sum.add(load(x, xo + places[p] * channels + c));
                }
                sum.intoArray(y, yo + w * channels + c);
            }
        }
        return end;
    }

    static int argMax(Pools s, int row, float[] x, int xo, int[] y, int yo) {
        int channels = s.channels;
        int end = F.loopBound(channels);
        int[] places = noted(s);
        for (int w = 0; w < s.width.results(); w++) {
            int count = s.places(row, w, places);
            for (int c = 0; c < end; c += L) {
                FloatVector best = all(Float.NEGATIVE_INFINITY);
                IntVector place = IntVector.broadcast(I, places[0]);
                for (int p = 0; p < count; p++) {
                    FloatVector value = load(x, xo + places[p] * channels + c);
                    VectorMask<Float> better = value.compare(VectorOperators.GT, best)
                            .or(value.compare(VectorOperators.NE, value).and(best.compare(VectorOperators.EQ, best)));
                    best = best.blend(value, better);
                    place = place.blend(places[p], better.cast(I));
                }
                place.intoArray(y, yo + w * channels + c);
            }
        }
        return end;
    }

    /// Finds the places as [#argMax] does, then goes through the window once more and adds to the lanes of each
    /// place, or sets them if `once`: no other window reads them.
    static int maxGradient(Pools s, int row, float[] x, int xo, float[] dy, int dyo, float[] y, int yo, boolean once) {
        int channels = s.channels;
        int end = F.loopBound(channels);
        int[] places = noted(s);
        for (int w = 0; w < s.width.results(); w++) {
            int count = s.places(row, w, places);
            for (int c = 0; c < end; c += L) {
                FloatVector best = all(Float.NEGATIVE_INFINITY);
                IntVector place = IntVector.broadcast(I, 0);
                for (int p = 0; p < count; p++) {
                    FloatVector value = load(x, xo + places[p] * channels + c);
                    VectorMask<Float> better = value.compare(VectorOperators.GT, best)
                            .or(value.compare(VectorOperators.NE, value).and(best.compare(VectorOperators.EQ, best)));
                    best = best.blend(value, better);
                    place = place.blend(p, better.cast(I));
                }
                // added to 0, as where there are several, so that −0 becomes 0
                FloatVector flow = load(dy, dyo + w * channels + c).add(0f);
                for (int p = 0; p < count; p++) {
                    int at = yo + places[p] * channels + c;
                    FloatVector here = all(0).blend(
                                    flow, place.compare(VectorOperators.EQ, p).cast(F));
                    (once ? here : load(y, at).add(here)).intoArray(y, at);
                }
            }
        }
        return end;
    }

    static void maxRest(Pools s, int row, float[] x, int xo, float[] y, int yo, int c) {
        int channels = s.channels;
        VectorMask<Float> some = first(channels - c);
        int[] places = noted(s);
        for (int w = 0; w < s.width.results(); w++) {
            int count = s.places(row, w, places);
            FloatVector best = all(Float.NEGATIVE_INFINITY);
            for (int p = 0; p < count; p++) {
                best = best.max(FloatVector.fromArray(F, x, xo + places[p] * channels + c, some));
            }
            best.intoArray(y, yo + w * channels + c, some);
        }
    }

    static void sumRest(Pools s, int row, float[] x, int xo, float[] y, int yo, int c) {
        int channels = s.channels;
        VectorMask<Float> some = first(channels - c);
        int[] places = noted(s);
        for (int w = 0; w < s.width.results(); w++) {
            int count = s.places(row, w, places);
            FloatVector sum = all(0);
            for (int p = 0; p < count; p++) {
                sum = sum.add(FloatVector.fromArray(F, x, xo + places[p] * channels + c, some));
            }
            sum.intoArray(y, yo + w * channels + c, some);
        }
    }

    static void argMaxRest(Pools s, int row, float[] x, int xo, int[] y, int yo, int c) {
        int channels = s.channels;
        VectorMask<Float> some = first(channels - c);
        int[] places = noted(s);
        for (int w = 0; w < s.width.results(); w++) {
            int count = s.places(row, w, places);
            FloatVector best = all(Float.NEGATIVE_INFINITY);
            IntVector place = IntVector.broadcast(I, places[0]);
            for (int p = 0; p < count; p++) {
                FloatVector value = FloatVector.fromArray(F, x, xo + places[p] * channels + c, some);
                VectorMask<Float> better = value.compare(VectorOperators.GT, best)
                        .or(value.compare(VectorOperators.NE, value).and(best.compare(VectorOperators.EQ, best)));
                best = best.blend(value, better);
                place = place.blend(places[p], better.cast(I));
            }
            place.intoArray(y, yo + w * channels + c, some.cast(I));
        }
    }
}
