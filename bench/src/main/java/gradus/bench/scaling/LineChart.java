package gradus.bench.scaling;

import java.util.List;
import java.util.Locale;

/// A small picture of one line in SVG, both axes logarithmic, with a dashed line of slope one for comparison: time
/// that grows faster than the size leaves it upwards.
///
/// @param title what is shown
/// @param across the name of the horizontal axis
/// @param up the name of the vertical axis
/// @param points the values, all above 0, ascending in x
record LineChart(String title, String across, String up, List<Dot> points) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int LEFT = 80;
    private static final int RIGHT = 620;
    private static final int TOP = 40;
    private static final int BOTTOM = 340;

    /// A place.
    record Dot(double x, double y) {}

    /// Checks the points.
    ///
    /// @throws IllegalArgumentException if there are none, or a logarithm does not exist
    LineChart {
        points = List.copyOf(points);
        if (points.isEmpty() || points.stream().anyMatch(dot -> !(dot.x() > 0) || !(dot.y() > 0))) {
            throw new IllegalArgumentException(
                    "line chart: logarithmic axes need points whose numbers are above 0, got " + points);
        }
    }

    /// Gives the picture.
    String svg() {
        return frame() + grid() + slopeOne() + curve() + "</svg>\n";
    }

    private String frame() {
        return String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="%d" height="%d" fill="white"/>
                <text x="%d" y="22" font-size="14">%s</text>
                <text x="%d" y="%d" text-anchor="middle">%s</text>
                <text x="16" y="%d" text-anchor="middle" transform="rotate(-90 16 %d)">%s</text>
                """,
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT,
                LEFT,
                escaped(title),
                (LEFT + RIGHT) / 2,
                HEIGHT - 14,
                escaped(across),
                (TOP + BOTTOM) / 2,
                (TOP + BOTTOM) / 2,
                escaped(up));
    }

    private String grid() {
        StringBuilder text = new StringBuilder();
        for (Dot dot : points) {
            text.append(String.format(Locale.ROOT, """
                    <line x1="%1$.1f" y1="%2$d" x2="%1$.1f" y2="%3$d" stroke="#ddd"/>
                    <text x="%1$.1f" y="%4$d" text-anchor="middle">%5$s</text>
                    """, x(dot.x()), TOP, BOTTOM, BOTTOM + 18, number(dot.x())));
        }
        for (double power = low(); power <= high() * 1.001; power *= 10) {
            text.append(String.format(Locale.ROOT, """
                    <line x1="%1$d" y1="%3$.1f" x2="%2$d" y2="%3$.1f" stroke="#ddd"/>
                    <text x="%4$d" y="%5$.1f" text-anchor="end">%6$s</text>
                    """, LEFT, RIGHT, y(power), LEFT - 8, y(power) + 4, number(power)));
        }
        return text.toString();
    }

    private String curve() {
        StringBuilder text =
                new StringBuilder("<polyline fill=\"none\" stroke=\"crimson\" stroke-width=\"2\" points=\"");
        points.forEach(dot -> text.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(dot.x()), y(dot.y()))));
        text.append("\"/>\n");
        points.forEach(dot -> text.append(String.format(
                Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"crimson\"/>%n", x(dot.x()), y(dot.y()))));
        return text.toString();
    }

    /// The line of slope one that ends in the last point, as far as it lies in the picture.
    private String slopeOne() {
        Dot last = points.getLast();
        double first = Math.max(points.getFirst().x(), last.x() * low() / last.y());
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"gray\" stroke-dasharray=\"5 4\"/>%n",
                x(first),
                y(last.y() * first / last.x()),
                x(last.x()),
                y(last.y()));
    }

    private double low() {
        return Math.pow(
                10,
                Math.floor(Math.log10(points.stream().mapToDouble(Dot::y).min().orElseThrow())));
    }

    private double high() {
        return 10
                * Math.pow(
                        10,
                        Math.floor(Math.log10(
                                points.stream().mapToDouble(Dot::y).max().orElseThrow())));
    }

    /// Gives the horizontal place of a value in the picture.
    double x(double value) {
        double first = points.getFirst().x();
        double range = Math.log(points.getLast().x() / first);
        return range == 0 ? LEFT : LEFT + (RIGHT - LEFT) * Math.log(value / first) / range;
    }

    /// Gives the vertical place of a value in the picture.
    double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * Math.log(value / low()) / Math.log(high() / low());
    }

    private static String number(double value) {
        return value < 1 ? String.format(Locale.ROOT, "%.3g", value) : String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
