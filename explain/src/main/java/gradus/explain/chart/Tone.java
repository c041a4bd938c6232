package gradus.explain.chart;

/// How numbers become shades.
///
/// @param palette the shades
/// @param low the number of the first shade; numbers below have it too
/// @param high the number of the last shade; numbers above have it too
/// @param label what the numbers are; it stands at the key, and no key is drawn if it is empty
public record Tone(Palette palette, double low, double high, String label) {
    /// Shades in an order of lightness, so that they can be told apart without colour.
    public enum Palette {
        /// From the background to a full colour: for shares and weights from 0 on.
        SHADE,
        /// From dark blue by grey to light yellow (cividis, Nuñez et al. 2018): for numbers of both signs.
        CIVIDIS,
        /// From black to white: for pictures.
        GREY
    }

    /// Checks the numbers.
    public Tone {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
            throw new IllegalArgumentException(
                    "tone: two finite numbers in order are needed, got " + low + " and " + high);
        }
    }

    /// Gives shades for the numbers of a grid as far as 0 on both sides, so that 0 has the middle shade.
    public static Tone around(Grid grid, String label) {
        double far = Math.max(Math.abs(grid.least()), Math.abs(grid.greatest()));
        return new Tone(Palette.CIVIDIS, -far, far, label);
    }

    /// Gives where a number lies between the ends, in 0 … 1; NaN for one that is not a number.
    double share(double value) {
        if (high == low) {
            return Double.isNaN(value) ? Double.NaN : 0.5;
        }
        return Math.clamp((value / 2 - low / 2) / (high / 2 - low / 2), 0.0, 1.0);
    }
}
