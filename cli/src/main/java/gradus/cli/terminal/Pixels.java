package gradus.cli.terminal;

import java.util.BitSet;

/// A grid of dots that lines are drawn on.
final class Pixels {
    private final int width;
    private final int height;
    private final BitSet dots;

    Pixels(int width, int height) {
        this.width = width;
        this.height = height;
        this.dots = new BitSet(width * height);
    }

    /// Draws `curve`, its positions spread over `positions` places, as a line with gaps.
    void draw(Curve curve, int positions, Scale scale) {
        int beforeX = 0;
        int beforeY = -1; // below the grid: no point before
        for (int i = 0; i < curve.values().size(); i++) {
            double value = curve.values().get(i);
            if (!Double.isFinite(value)) {
                beforeY = -1;
                continue;
            }
            int x = positions <= 1 ? 0 : (int) Math.round((double) i / (positions - 1) * (width - 1));
            int y = (int) Math.round(scale.height(value) * (height - 1));
            if (beforeY < 0) {
                dots.set(y * width + x);
            } else {
                line(beforeX, beforeY, x, y);
            }
            beforeX = x;
            beforeY = y;
        }
    }

    private void line(int fromX, int fromY, int toX, int toY) {
        int steps = Math.max(1, Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY)));
        for (int i = 0; i <= steps; i++) {
            int x = fromX + Math.round((float) i / steps * (toX - fromX));
            int y = fromY + Math.round((float) i / steps * (toY - fromY));
            dots.set(y * width + x);
        }
    }

    /// Tells whether the dot at column `x`, row `y` from the top is drawn.
    boolean isDrawn(int x, int y) {
        return dots.get((height - 1 - y) * width + x);
    }
}
