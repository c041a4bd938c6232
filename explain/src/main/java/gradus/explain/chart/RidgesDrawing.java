package gradus.explain.chart;

import java.util.List;
import java.util.stream.DoubleStream;

/// Draws histograms one before the other, the earliest farthest back.
final class RidgesDrawing implements Drawing {
    private static final double BELOW = 42;
    private static final double HILL = 58;
    private static final double LETTERS = 13;

    private final Ridges ridges;
    private final Scale x;
    private final double width;
    private final double step;
    private final double top;

    RidgesDrawing(Ridges ridges, Room room) {
        this.ridges = ridges;
        this.width = Math.min(room.width(), 360);
        this.x = Scale.of(
                        Axis.of(ridges.axis()),
                        ridges.ridges().stream()
                                .map(Ridges.Ridge::histogram)
                                .flatMapToDouble(h -> DoubleStream.of(h.low(), h.high())),
                        Scale.Ends.EXACT,
                        ticks())
                .on(0, width);
        this.step = Math.clamp(180.0 / Math.max(1, ridges.ridges().size()), 5, 22);
        this.top = Drawing.head(ridges) + 6;
    }

    private int ticks() {
        return (int) Math.max(2, width / 80);
    }

    private double base(int ridge) {
        return top + HILL + step * ridge;
    }

    @Override
    public double width() {
        List<String> names = ridges.ridges().stream().map(Ridges.Ridge::name).toList();
        double titled = Type.width(ridges.title(), 13) * 1.1;
        double beside = Math.max(Type.widest(names, Theme.SMALL), Type.width(ridges.steps(), Theme.SMALL));
        return Math.max(titled, width + 10 + beside);
    }

    @Override
    public double height() {
        return base(Math.max(0, ridges.ridges().size() - 1)) + BELOW;
    }

    @Override
    public void draw(Svg svg) {
        Drawing.title(svg, ridges);
        double bottom = height() - BELOW;
        for (Scale.Tick tick : x.ticks(ticks())) {
            double at = x.at(tick.value());
            svg.add("line", "class", "grid", "x1", at, "x2", at, "y1", top, "y2", bottom + 4);
            svg.addText("text", tick.text(), "class", "small soft", "text-anchor", "middle", "x", at, "y", bottom + 18);
        }
        svg.addText(
                "text",
                ridges.axis(),
                "class",
                "small soft",
                "text-anchor",
                "middle",
                "x",
                width / 2,
                "y",
                bottom + 35);
        svg.addText("text", ridges.steps(), "class", "small soft", "x", width + 8, "y", base(0) - 10);
        for (int i = 0; i < ridges.ridges().size(); i++) {
            hill(svg, i);
        }
        names(svg);
    }

    private void hill(Svg svg, int index) {
        Ridges.Ridge ridge = ridges.ridges().get(index);
        StringBuilder path = new StringBuilder();
        List<Point> outline = ridge.histogram().outline();
        double peak = outline.stream().mapToDouble(Point::y).max().orElse(0);
        for (Point point : outline) {
            double high = peak > 0 ? point.y() / peak * HILL : 0;
            path.append(path.isEmpty() ? "M" : "L")
                    .append(Svg.place(x.at(point.x())))
                    .append(' ')
                    .append(Svg.place(base(index) - high));
        }
        svg.add("path", "class", "paper", "d", path + "z");
        svg.addTitled(
                ridges.steps() + " " + ridge.name() + ": "
                        + Numbers.brief(ridge.histogram().low()) + " … "
                        + Numbers.brief(ridge.histogram().high()),
                "path",
                "class",
                "hill s0 f0",
                "d",
                path + "z");
    }

    /// The last name is always there; others where they do not touch it.
    private void names(Svg svg) {
        int every = (int) Math.ceil(LETTERS / step);
        int last = ridges.ridges().size() - 1;
        for (int i = last; i >= 0; i -= every) {
            svg.addText("text", ridges.ridges().get(i).name(), "class", "small ink", "x", width + 8, "y", base(i) + 4);
        }
    }
}
