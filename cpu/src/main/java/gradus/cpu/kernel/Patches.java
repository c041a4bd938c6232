package gradus.cpu.kernel;

import java.util.Arrays;

/// What a window reads at places of the result, as rows of numbers, a tile at a time; zeros stand for padding.
final class Patches {
    /// Runs shorter than this are copied by a loop.
    private static final int SHORT = 12;

    private Patches() {}

    /// Fills `patches[row, p, channel]` with what positions `p0 … p1 − 1` of the window read for a block of
    /// channels.
    static void gather(Slide s, float[] x, int xo, int group, int first, int rows, int p0, int p1, float[] patches) {
        move(s, x, xo, group, first, rows, p0, p1, patches, true);
    }

    /// Adds `patches[row, p, channel]` to where the window reads: the adjoint of [#gather].
    static void scatter(Slide s, float[] x, int xo, int group, int first, int rows, int p0, int p1, float[] patches) {
        move(s, x, xo, group, first, rows, p0, p1, patches, false);
    }

    private static void move(
            Slide s,
            float[] x,
            int xo,
            int group,
            int first,
            int rows,
            int p0,
            int p1,
            float[] patches,
            boolean gather) {
        int channels = s.groupIn();
        int from = xo + group * channels;
        SlideAxis width = s.width();
        int lines = s.height().places() * s.depth().places();
        for (int row = 0, at = 0; row < rows; row++) {
            int ow = (first + row) % width.places();
            int oh = (first + row) / width.places();
            for (int p = p0, count; p < p1; p += count, at += count * channels) {
                int kw = p % width.size();
                count = Math.min(width.size() - kw, p1 - p);
                int line = line(
                        s,
                        oh / lines,
                        oh / s.height().places() % s.depth().places(),
                        oh % s.height().places(),
                        p);
                int iw = ow * width.stride() - width.low() + kw * width.dilation();
                if (gather) {
                    read(s, x, from, line, iw, count, patches, at);
                } else if (line >= 0) {
                    add(s, x, from, line, iw, count, patches, at);
                }
            }
        }
    }

    /// The number of the input's line that position `p` of the window lies on, or −1 on padding.
    static int line(Slide s, int n, int od, int oh, int p) {
        SlideAxis depth = s.depth();
        SlideAxis height = s.height();
        int q = p / s.width().size();
        int ih = oh * height.stride() - height.low() + q % height.size() * height.dilation();
        int id = od * depth.stride() - depth.low() + q / height.size() * depth.dilation();
        boolean outside = ih < 0 || ih >= height.input() || id < 0 || id >= depth.input();
        return outside ? -1 : (n * depth.input() + id) * height.input() + ih;
    }

    private static void read(Slide s, float[] x, int from, int line, int iw, int count, float[] patches, int at) {
        int channels = s.groupIn();
        int width = s.width().input();
        if (line < 0) {
            Arrays.fill(patches, at, at + count * channels, 0f);
            return;
        }
        int start = from + line * width * s.in();
        if (s.width().dilation() == 1 && s.groups() == 1) {
            int a = Math.clamp(-iw, 0, count);
            int b = Math.clamp(width - iw, a, count);
            Arrays.fill(patches, at, at + a * channels, 0f);
            copy(x, start + (iw + a) * channels, patches, at + a * channels, (b - a) * channels);
            Arrays.fill(patches, at + b * channels, at + count * channels, 0f);
            return;
        }
        for (int q = 0, i = iw; q < count; q++, i += s.width().dilation()) {
            if (i >= 0 && i < width) {
                copy(x, start + i * s.in(), patches, at + q * channels, channels);
            } else {
                Arrays.fill(patches, at + q * channels, at + (q + 1) * channels, 0f);
            }
        }
    }

    private static void copy(float[] x, int from, float[] y, int to, int n) {
        if (n >= SHORT) {
            System.arraycopy(x, from, y, to, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            y[to + i] = x[from + i];
        }
    }

    private static void add(Slide s, float[] x, int from, int line, int iw, int count, float[] patches, int at) {
        int channels = s.groupIn();
        int width = s.width().input();
        int start = from + line * width * s.in();
        if (s.width().dilation() == 1 && s.groups() == 1) {
            int a = Math.clamp(-iw, 0, count);
            int b = Math.clamp(width - iw, a, count);
            addRun(patches, at + a * channels, x, start + (iw + a) * channels, (b - a) * channels);
            return;
        }
        for (int q = 0, i = iw; q < count; q++, i += s.width().dilation()) {
            if (i >= 0 && i < width) {
                addRun(patches, at + q * channels, x, start + i * s.in(), channels);
            }
        }
    }

    private static void addRun(float[] x, int from, float[] y, int to, int n) {
        for (int i = 0; i < n; i++) {
            y[to + i] += x[from + i];
        }
    }
}
