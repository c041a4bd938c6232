package gradus.nn.data.augment;

import gradus.core.type.Key;

/// Turns, scales, shifts and shears an image about its centre, all at once, with bilinear interpolation between
/// pixels.
///
/// A place p of the result shows the place `A⁻¹ (p − centre − shift) + centre` of the image, where
/// `A = scale · rotation · shear`. Every number is drawn anew and uniformly.
///
/// {@snippet file="SampleSnippets.java" region="Augmentation"}
///
/// @param degrees the greatest rotation, either way
/// @param smallest the smallest scale, above 0; 1 is the size as it is
/// @param greatest the greatest scale, at least `smallest`
/// @param shift the greatest shift as a share of height and width, either way
/// @param shear the greatest angle of shear in degrees, either way, below 90
/// @param border what stands beyond the image
public record Affine(double degrees, double smallest, double greatest, double shift, double shear, Border border)
        implements Augmentation {
    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException if one is negative, not finite, or a scale is 0
    public Affine {
        boolean fit = degrees >= 0 && degrees <= 360 && shift >= 0 && shift <= 1 && shear >= 0 && shear < 90;
        if (!fit || !(smallest > 0) || !(greatest >= smallest) || greatest > 1000) {
            throw new IllegalArgumentException("affine augmentation: degrees must lie in 0 … 360, scales in (0, 1000]"
                    + " in rising order, shift in 0 … 1, shear in [0, 90), got degrees " + degrees + ", scales "
                    + smallest + " … " + greatest + ", shift " + shift + ", shear " + shear);
        }
    }

    /// Gives a rotation by at most so many degrees either way.
    public static Affine rotate(double degrees) {
        return new Affine(degrees, 1, 1, 0, 0, Border.BLACK);
    }

    /// Gives a scale between two factors, such as 0.9 and 1.1.
    public static Affine scale(double smallest, double greatest) {
        return new Affine(0, smallest, greatest, 0, 0, Border.BLACK);
    }

    /// Gives a shift by at most this share of height and width either way.
    public static Affine shift(double share) {
        return new Affine(0, 1, 1, share, 0, Border.BLACK);
    }

    /// Gives a shear by at most so many degrees either way.
    public static Affine shear(double degrees) {
        return new Affine(0, 1, 1, 0, degrees, Border.BLACK);
    }

    /// Gives this change with something else beyond the image.
    public Affine withBorder(Border value) {
        return new Affine(degrees, smallest, greatest, shift, shear, value);
    }

    @Override
    public void apply(Raster sample, Key key) {
        double angle = StrictMath.toRadians(degrees * symmetric(key, 0));
        double scale = smallest + (greatest - smallest) * key.uniform(1);
        double down = shift * sample.height() * symmetric(key, 2);
        double right = shift * sample.width() * symmetric(key, 3);
        double slant = StrictMath.tan(StrictMath.toRadians(shear * symmetric(key, 4)));
        double cos = StrictMath.cos(angle) / scale;
        double sin = StrictMath.sin(angle) / scale;
        // the inverse of scale · [cos −sin; sin cos] · [1 slant; 0 1], in (x, y)
        double xx = cos + slant * sin;
        double xy = sin - slant * cos;
        double yx = -sin;
        double yy = cos;
        double centreX = (sample.width() - 1) / 2.0;
        double centreY = (sample.height() - 1) / 2.0;
        for (int row = 0; row < sample.height(); row++) {
            double y = row - centreY - down;
            for (int column = 0; column < sample.width(); column++) {
                double x = column - centreX - right;
                interpolate(sample, xx * x + xy * y + centreX, yx * x + yy * y + centreY, sample.at(row, column));
            }
        }
        sample.swap();
    }

    private static double symmetric(Key key, int draw) {
        return 2 * key.uniform(draw) - 1;
    }

    private void interpolate(Raster sample, double x, double y, int at) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        float toRight = (float) (x - left);
        float toBottom = (float) (y - top);
        int x0 = border.source(left, sample.width());
        int x1 = border.source(left + 1, sample.width());
        int y0 = border.source(top, sample.height());
        int y1 = border.source(top + 1, sample.height());
        float[] to = sample.spare();
        for (int c = 0; c < sample.channels(); c++) {
            float upper = value(sample, y0, x0, c) * (1 - toRight) + value(sample, y0, x1, c) * toRight;
            float lower = value(sample, y1, x0, c) * (1 - toRight) + value(sample, y1, x1, c) * toRight;
            to[at + c] = upper * (1 - toBottom) + lower * toBottom;
        }
    }

    private static float value(Raster sample, int row, int column, int channel) {
        return row < 0 || column < 0 ? 0f : sample.values()[sample.at(row, column) + channel];
    }
}
