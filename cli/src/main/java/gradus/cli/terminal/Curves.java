package gradus.cli.terminal;

import gradus.cli.terminal.Style.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Curves drawn with characters, with axes, labels and a legend.
///
/// With colours and Unicode a curve is drawn with braille dots (2 × 4 for each character), else with one marker
/// for each curve. The scale is logarithmic where all values are above 0 and the largest is at least 100 times
/// the smallest.
public final class Curves {
    private static final int LEAST_HEIGHT = 4;
    private static final int MOST_WIDTH = 100;
    private static final int[][] BRAILLE = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    private static final List<Ink> INKS = List.of(Ink.CYAN, Ink.MAGENTA, Ink.YELLOW, Ink.GREEN);

    private Curves() {}

    /// Gives the plot, at most as wide as the terminal and 100 columns, with `height` lines for the curves
    /// themselves.
    ///
    /// @param curves the curves, drawn in this order, the later over the earlier
    /// @param across what the horizontal axis counts from 1, such as "epoch"
    /// @param height lines for the curves, at least 4
    public static String text(List<Curve> curves, String across, int height, Terminal terminal) {
        if (height < LEAST_HEIGHT) {
            throw new IllegalArgumentException(
                    "curves: the height must be at least " + LEAST_HEIGHT + " lines, got " + height);
        }
        int positions =
                curves.stream().mapToInt(curve -> curve.values().size()).max().orElse(0);
        boolean empty =
                curves.stream().flatMap(curve -> curve.values().stream()).noneMatch(Double::isFinite);
        if (empty) {
            return "no values to draw\n";
        }
        Scale scale = Scale.of(curves);
        List<String> labels = labels(scale, height);
        int margin = labels.stream().mapToInt(String::length).max().orElse(0);
        int width = Math.min(MOST_WIDTH, terminal.width()) - margin - 3;
        List<String> rows = isBraille(terminal)
                ? braille(curves, positions, scale, width, height)
                : markers(curves, positions, scale, new Canvas(width, height, terminal));
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < height; row++) {
            String label = " ".repeat(margin - labels.get(row).length()) + labels.get(row);
            text.append(label)
                    .append(' ')
                    .append(terminal.glyphs().side())
                    .append(rows.get(row))
                    .append('\n');
        }
        text.append(" ".repeat(margin + 1)).append(terminal.glyphs().corner());
        text.append(terminal.glyphs().line().repeat(width)).append('\n');
        text.append(" ".repeat(margin + 2))
                .append(foot(across, positions, width))
                .append('\n');
        text.append(" ".repeat(margin + 2))
                .append(legend(curves, scale, terminal))
                .append('\n');
        return text.toString();
    }

    /// The room for markers.
    private record Canvas(int width, int height, Terminal terminal) {}

    /// Gives a label for the top, the middle and the bottom row, nothing for the others.
    private static List<String> labels(Scale scale, int height) {
        List<String> labels = new ArrayList<>();
        for (int row = 0; row < height; row++) {
            boolean shown = row == 0 || row == height - 1 || row == height / 2;
            labels.add(shown ? scale.label(1 - (double) row / (height - 1)) : "");
        }
        return labels;
    }

    private static List<String> braille(List<Curve> curves, int positions, Scale scale, int width, int height) {
        List<Pixels> layers = layers(curves, positions, scale, new Grid(2 * width, 4 * height));
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < height; row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < width; column++) {
                int pattern = 0;
                int top = -1;
                for (int layer = 0; layer < layers.size(); layer++) {
                    int own = pattern(layers.get(layer), column, row);
                    pattern |= own;
                    top = own == 0 ? top : layer;
                }
                String cell = Character.toString(0x2800 + pattern);
                line.append(top < 0 ? " " : Style.COLOUR.paint(INKS.get(top % INKS.size()), cell));
            }
            rows.add(line.toString().stripTrailing());
        }
        return rows;
    }

    private static int pattern(Pixels pixels, int column, int row) {
        int pattern = 0;
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 2; x++) {
                pattern |= pixels.isDrawn(2 * column + x, 4 * row + y) ? BRAILLE[y][x] : 0;
            }
        }
        return pattern;
    }

    private static List<String> markers(List<Curve> curves, int positions, Scale scale, Canvas canvas) {
        List<Pixels> layers = layers(curves, positions, scale, new Grid(canvas.width(), canvas.height()));
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < canvas.height(); row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < canvas.width(); column++) {
                int top = -1;
                for (int layer = 0; layer < layers.size(); layer++) {
                    top = layers.get(layer).isDrawn(column, row) ? layer : top;
                }
                line.append(top < 0 ? " " : marker(top, canvas.terminal()));
            }
            rows.add(line.toString().stripTrailing());
        }
        return rows;
    }

    /// The size of a grid of dots.
    private record Grid(int width, int height) {}

    private static List<Pixels> layers(List<Curve> curves, int positions, Scale scale, Grid size) {
        List<Pixels> layers = new ArrayList<>();
        for (Curve curve : curves) {
            Pixels pixels = new Pixels(size.width(), size.height());
            pixels.draw(curve, positions, scale);
            layers.add(pixels);
        }
        return layers;
    }

    private static String marker(int layer, Terminal terminal) {
        return ink(layer, terminal, terminal.glyphs().marker(layer));
    }

    private static String ink(int layer, Terminal terminal, String text) {
        return terminal.style().paint(INKS.get(layer % INKS.size()), text);
    }

    private static boolean isBraille(Terminal terminal) {
        return terminal.style() == Style.COLOUR && terminal.glyphs() == Glyphs.UNICODE;
    }

    private static String foot(String across, int positions, int width) {
        String right = Integer.toString(positions);
        String middle = TextWidth.clean(across);
        int rest = width - 1 - middle.length() - right.length();
        if (positions < 2 || rest < 2) {
            return "1 " + middle;
        }
        return "1" + " ".repeat(rest / 2) + middle + " ".repeat(rest - rest / 2) + right;
    }

    private static String legend(List<Curve> curves, Scale scale, Terminal terminal) {
        List<String> parts = new ArrayList<>();
        long gaps = 0;
        for (int i = 0; i < curves.size(); i++) {
            parts.add((isBraille(terminal) ? ink(i, terminal, "━") : marker(i, terminal)) + " "
                    + TextWidth.clean(curves.get(i).name()));
            gaps += curves.get(i).values().stream()
                    .filter(value -> !Double.isFinite(value))
                    .count();
        }
        String legend = parts.stream().collect(Collectors.joining("   "));
        String log = scale.kind() == Scale.Kind.LOGARITHMIC ? "   (logarithmic)" : "";
        return legend + log + (gaps == 0 ? "" : "   (not finite and left out: " + gaps + ")");
    }
}
