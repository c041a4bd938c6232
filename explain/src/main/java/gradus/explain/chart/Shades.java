package gradus.explain.chart;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Cells in shades. Cells of one shade that lie side by side become one rectangle, and all of a shade one path.
final class Shades {
    private static final int LEVELS = 48;
    private static final double CLEAR = 0.55;

    /// Nine colours of the map cividis, from dark blue to light yellow.
    private static final int[] CIVIDIS = {
        0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678, 0xa59c74, 0xc3b369, 0xfee838
    };

    private Shades() {}

    /// Draws the cells of a grid into a rectangle of the page.
    static void draw(Svg svg, Grid grid, Tone tone, int look, double[] box) {
        if (grid.rows() == 0 || grid.columns() == 0) {
            return;
        }
        svg.begin(
                "g",
                "class",
                "crisp",
                "transform",
                "translate(" + Svg.place(box[0]) + " " + Svg.place(box[1]) + ") scale(" + fine(box[2] / grid.columns())
                        + " " + fine(box[3] / grid.rows()) + ")");
        paths(grid, tone).forEach((level, path) -> {
            double share = (double) level / LEVELS;
            if (tone.palette() == Tone.Palette.SHADE) {
                svg.add("path", "class", Theme.paint("f", look), "fill-opacity", share, "d", path);
            } else {
                svg.add("path", "fill", colour(tone.palette(), share), "d", path);
            }
        });
        svg.end();
    }

    private static String fine(double factor) {
        return String.format(Locale.ROOT, "%.5f", factor);
    }

    private static Map<Integer, StringBuilder> paths(Grid grid, Tone tone) {
        Map<Integer, StringBuilder> paths = new TreeMap<>();
        for (int row = 0; row < grid.rows(); row++) {
            int column = 0;
            while (column < grid.columns()) {
                int level = level(grid.at(row, column), tone);
                int start = column;
                while (column < grid.columns() && level(grid.at(row, column), tone) == level) {
                    column++;
                }
                if (level >= 0) {
                    int run = column - start;
                    paths.computeIfAbsent(level, _ -> new StringBuilder())
                            .append("M" + start + " " + row + "h" + run + "v1h-" + run + "z");
                }
            }
        }
        return paths;
    }

    private static int level(double value, Tone tone) {
        double share = tone.share(value);
        return Double.isNaN(share) ? -1 : (int) Math.rint(share * LEVELS);
    }

    /// Gives a colour as `#rrggbb`; for the shades of a look, which go by the style, grey stands in.
    static String colour(Tone.Palette palette, double share) {
        return switch (palette) {
            case GREY, SHADE -> {
                int level = (int) Math.rint(share * 255);
                yield String.format(Locale.ROOT, "#%02x%02x%02x", level, level, level);
            }
            case CIVIDIS -> {
                double place = share * (CIVIDIS.length - 1);
                int first = Math.min(CIVIDIS.length - 2, (int) place);
                double rest = place - first;
                yield String.format(
                        Locale.ROOT,
                        "#%02x%02x%02x",
                        mixed(first, rest, 16),
                        mixed(first, rest, 8),
                        mixed(first, rest, 0));
            }
        };
    }

    private static int mixed(int first, double rest, int shift) {
        int low = CIVIDIS[first] >> shift & 0xff;
        int high = CIVIDIS[first + 1] >> shift & 0xff;
        return (int) Math.rint(low + rest * (high - low));
    }

    /// Gives the class or colour of words on a shade, so that they can be read on it.
    static String[] words(Tone tone, double share) {
        if (tone.palette() == Tone.Palette.SHADE || Double.isNaN(share)) {
            return new String[] {"class", share > CLEAR ? "paper" : "ink"};
        }
        return new String[] {"fill", share > CLEAR ? "#101010" : "#ffffff"};
    }

    /// Draws the key of a tone, upright, with its numbers at the right; words above it.
    static void key(Svg svg, Tone tone, int look, double x, double y, double height) {
        svg.addText("text", tone.label(), "class", "small soft", "x", x, "y", y - 8);
        int steps = 24;
        double[] values = new double[steps];
        for (int i = 0; i < steps; i++) {
            values[i] = tone.high() - (tone.high() / 2 - tone.low() / 2) / (steps - 1) * 2 * i;
        }
        draw(svg, Grid.of(steps, 1, values), tone, look, new double[] {x, y, KEY_WIDTH, height});
        svg.add("rect", "class", "frame", "x", x, "y", y, "width", KEY_WIDTH, "height", height);
        double middle = tone.low() / 2 + tone.high() / 2;
        keyNumber(svg, tone.high(), x, y + 4);
        keyNumber(svg, middle, x, y + height / 2 + 4);
        keyNumber(svg, tone.low(), x, y + height + 4);
    }

    private static final double KEY_WIDTH = 12;

    private static void keyNumber(Svg svg, double value, double x, double y) {
        svg.addText("text", Numbers.brief(value), "class", "small soft", "x", x + KEY_WIDTH + 5, "y", y);
    }

    /// Gives how wide a key is, 0 for a tone without one.
    static double keyWidth(Tone tone) {
        if (tone.label().isEmpty()) {
            return 0;
        }
        double numbers = Math.max(
                Type.width(Numbers.brief(tone.low()), Theme.SMALL),
                Type.width(Numbers.brief(tone.high()), Theme.SMALL));
        return Math.max(KEY_WIDTH + 9 + numbers, Type.width(tone.label(), Theme.SMALL)) + 4;
    }
}
