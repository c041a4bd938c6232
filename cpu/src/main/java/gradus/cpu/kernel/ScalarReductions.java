package gradus.cpu.kernel;

import java.util.Arrays;

/// Reductions of one run of float32 numbers, in scalar code.
final class ScalarReductions {
    private ScalarReductions() {}

    /// Adds `x[xo + 16·j + l]` to lane `l`, for whole groups of sixteen.
    static void addGroups(float[] x, int xo, int groups, float[] lanes) {
        Arrays.fill(lanes, 0, 16, 0f);
        for (int i = xo; i < xo + 16 * groups; i += 16) {
            for (int l = 0; l < 16; l++) {
                lanes[l] += x[i + l];
            }
        }
    }

    static float max(float[] x, int xo, int n, float start) {
        float max = start;
        for (int i = xo; i < xo + n; i++) {
            max = Math.max(max, x[i]);
        }
        return max;
    }

    static float min(float[] x, int xo, int n, float start) {
        float min = start;
        for (int i = xo; i < xo + n; i++) {
            min = Math.min(min, x[i]);
        }
        return min;
    }
}
