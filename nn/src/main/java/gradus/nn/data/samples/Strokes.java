package gradus.nn.data.samples;

import gradus.core.type.Key;
import java.util.ArrayList;
import java.util.List;

/// Digits drawn with the seven segments of a display on a grid of pixels.
final class Strokes {
    private static final int SIDE = 8;
    private static final int BRIGHTEST = 16;
    private static final double CENTRE = 3.5;

    /// The strokes of each digit: a letter for a segment, clockwise from the top, g in the middle.
    private static final List<String> DIGITS =
            List.of("abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgecd", "abc", "abcdefg", "abcdfg");

    private Strokes() {}

    /// A straight stroke in pixels.
    private record Stroke(double fromX, double fromY, double toX, double toY) {
        double distance(double x, double y) {
            double alongX = toX - fromX;
            double alongY = toY - fromY;
            double place = ((x - fromX) * alongX + (y - fromY) * alongY) / (alongX * alongX + alongY * alongY);
            double nearest = Math.clamp(place, 0.0, 1.0);
            double offX = fromX + nearest * alongX - x;
            double offY = fromY + nearest * alongY - y;
            return StrictMath.sqrt(offX * offX + offY * offY);
        }
    }

    /// Where the box of strokes lies on the grid.
    private record Frame(double scale, double right, double down, double slant) {
        static Frame drawn(Key key) {
            return new Frame(
                    0.85 + 0.25 * key.uniform(0),
                    1.4 * key.uniform(1) - 0.7,
                    1.4 * key.uniform(2) - 0.7,
                    0.5 * key.uniform(3) - 0.25);
        }

        /// Gives the stroke between two corners of the box, in halves of its sides from its centre.
        Stroke stroke(int fromX, int fromY, int toX, int toY) {
            return new Stroke(x(fromX, fromY), y(fromY), x(toX, toY), y(toY));
        }

        private double x(int halfX, int halfY) {
            return CENTRE + right + scale * (2 * halfX - slant * 3 * halfY);
        }

        private double y(int halfY) {
            return CENTRE + down + scale * 3 * halfY;
        }

        Stroke segment(int letter) {
            return switch (letter) {
                case 'a' -> stroke(-1, -1, 1, -1);
                case 'b' -> stroke(1, -1, 1, 0);
                case 'c' -> stroke(1, 0, 1, 1);
                case 'd' -> stroke(-1, 1, 1, 1);
                case 'e' -> stroke(-1, 0, -1, 1);
                case 'f' -> stroke(-1, -1, -1, 0);
                case 'g' -> stroke(-1, 0, 1, 0);
                default -> throw new IllegalStateException("seven segments are a … g, got " + (char) letter);
            };
        }
    }

    static String header() {
        List<String> columns = new ArrayList<>();
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            columns.add("p" + pixel / SIDE + pixel % SIDE);
        }
        columns.add("digit");
        return String.join(",", columns);
    }

    static List<String> row(int index, Key key) {
        int digit = index % DIGITS.size();
        Frame frame = Frame.drawn(key);
        double pen = 0.5 + 0.3 * key.uniform(4);
        List<Stroke> strokes =
                DIGITS.get(digit).chars().mapToObj(frame::segment).toList();
        List<String> cells = new ArrayList<>();
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            int line = pixel / SIDE;
            double nearest = Double.POSITIVE_INFINITY;
            for (Stroke stroke : strokes) {
                nearest = Math.min(nearest, stroke.distance(pixel % SIDE, line));
            }
            double ink = BRIGHTEST * Math.clamp(1.5 - nearest / pen, 0.0, 1.0);
            long brightness = Math.round(ink + Points.noise(key, pixel));
            cells.add(Long.toString(Math.clamp(brightness, 0, BRIGHTEST)));
        }
        cells.add(Integer.toString(digit));
        return cells;
    }
}
