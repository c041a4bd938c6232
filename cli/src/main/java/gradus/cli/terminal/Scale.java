package gradus.cli.terminal;

import java.util.List;
import java.util.Locale;

/// How values become heights: the range of a plot, linear or logarithmic.
///
/// @param low the value at the bottom, its logarithm where the scale is logarithmic
/// @param high the same at the top, above `low`
/// @param kind linear or logarithmic
record Scale(double low, double high, Kind kind) {
    private static final double WIDE = 100;

    enum Kind {
        LINEAR,
        LOGARITHMIC
    }

    /// Gives the scale of all finite values, at least one: logarithmic where all are above 0 and they span a
    /// factor of 100.
    static Scale of(List<Curve> curves) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Curve curve : curves) {
            for (double value : curve.values()) {
                if (Double.isFinite(value)) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
        }
        if (least > 0 && most / least >= WIDE) {
            return new Scale(Math.log10(least), Math.log10(most), Kind.LOGARITHMIC);
        }
        if (least == most) {
            double margin = least == 0 ? 1 : Math.abs(least) / 10;
            return new Scale(least - margin, most + margin, Kind.LINEAR);
        }
        return new Scale(least, most, Kind.LINEAR);
    }

    /// Gives how high `value` lies, from 0 (bottom) to 1 (top).
    double height(double value) {
        double place = kind == Kind.LOGARITHMIC ? Math.log10(value) : value;
        return Math.clamp((place / 2 - low / 2) / (high / 2 - low / 2), 0.0, 1.0); // halves: no overflow
    }

    /// Gives the text of the value at `height`.
    String label(double height) {
        double place = low * (1 - height) + high * height;
        double value = kind == Kind.LOGARITHMIC ? Math.pow(10, place) : place;
        double size = Math.abs(value);
        boolean plain = size == 0 || size >= 1e-3 && size < 1e5;
        return String.format(Locale.ROOT, plain ? (size < 10 ? "%.3f" : "%.1f") : "%.1e", value);
    }
}
