package gradus.nn.data.samples;

import gradus.core.type.Key;
import java.util.List;

/// The formulas of the point sets. `StrictMath`, so that the files are the same on every machine.
final class Points {
    private static final double PI = StrictMath.PI;
    private static final long DIGITS = 10_000;

    private Points() {}

    static List<String> spiral(int index, Key key) {
        int arm = index % 3;
        double t = key.uniform(0);
        double radius = 0.1 + 0.9 * t;
        double angle = 2 * PI * (arm / 3.0 + t);
        double x = radius * StrictMath.cos(angle);
        double y = radius * StrictMath.sin(angle);
        return point(x, y, 0.03, key, List.of("a", "b", "c").get(arm));
    }

    static List<String> moon(int index, Key key) {
        double angle = PI * key.uniform(0);
        double x = StrictMath.cos(angle);
        double y = StrictMath.sin(angle);
        return index % 2 == 0 ? point(x, y, 0.1, key, "upper") : point(1 - x, 0.5 - y, 0.1, key, "lower");
    }

    static List<String> circle(int index, Key key) {
        double angle = 2 * PI * key.uniform(0);
        double radius = index % 2 == 0 ? 1 : 0.5;
        double x = radius * StrictMath.cos(angle);
        double y = radius * StrictMath.sin(angle);
        return point(x, y, 0.08, key, index % 2 == 0 ? "outer" : "inner");
    }

    static List<String> xor(Key key) {
        double a = 2 * key.uniform(0) - 1;
        double b = 2 * key.uniform(1) - 1;
        return point(a, b, 0.05, key, a * b >= 0 ? "same" : "different");
    }

    static List<String> sine(Key key) {
        double x = 2 * PI * (2 * key.uniform(0) - 1);
        return List.of(number(x), number(StrictMath.sin(x) + 0.1 * noise(key, 0)));
    }

    static List<String> polynomial(Key key) {
        double x = 6 * key.uniform(0) - 3;
        double y = 2 + x * (0.5 + x * (-1 + 0.2 * x));
        return List.of(number(x), number(y + 0.3 * noise(key, 0)));
    }

    private static List<String> point(double x, double y, double spread, Key key, String label) {
        return List.of(number(x + spread * noise(key, 0)), number(y + spread * noise(key, 1)), label);
    }

    /// Gives normal draw `index` of a stream apart from the uniform draws of the row.
    static double noise(Key key, long index) {
        return key.fold("noise").normal(index);
    }

    /// Gives a number with four digits after the point, never "-0.0000".
    static String number(double value) {
        long scaled = Math.round(value * DIGITS);
        long size = Math.abs(scaled);
        String fraction = Long.toString(DIGITS + size % DIGITS).substring(1);
        return (scaled < 0 ? "-" : "") + size / DIGITS + "." + fraction;
    }
}
