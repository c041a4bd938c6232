package gradus.explain.chart;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// Draws a chart: axes with ticks, marks, and names at the right.
final class ChartDrawing implements Drawing {
    private static final double BELOW = 42;
    private static final double ABOVE = 20;
    private static final double TICK_EVERY_X = 62;
    private static final double BEYOND = 6;
    private static final double TICK_EVERY_Y = 46;

    private final Chart chart;
    private final Room room;
    private final Scale x;
    private final Scale y;
    private final List<Scale.Tick> xTicks;
    private final List<Scale.Tick> yTicks;
    private final ChartNames names;
    private final double left;
    private final double top;

    ChartDrawing(Chart chart, Room wanted) {
        this.chart = chart;
        this.room = new Room(wanted.width(), Math.max(wanted.height(), ChartNames.height(chart)));
        int across = (int) Math.max(2, room.width() / TICK_EVERY_X);
        int upward = (int) Math.max(2, room.height() / TICK_EVERY_Y);
        Scale flat =
                Scale.of(chart.x(), chart.marks().stream().flatMapToDouble(ChartDrawing::xs), Scale.Ends.EXACT, across);
        Scale steep =
                Scale.of(chart.y(), chart.marks().stream().flatMapToDouble(ChartDrawing::ys), ends(chart), upward);
        this.xTicks = ticks(flat, across, room.width());
        this.yTicks = steep.ticks(upward);
        this.left = Type.widest(yTicks.stream().map(Scale.Tick::text).toList(), Theme.SMALL) + 10;
        this.top = Drawing.head(chart) + ABOVE;
        this.x = flat.on(left, left + room.width());
        this.y = steep.on(top + room.height(), top);
        this.names = new ChartNames(chart, x, y);
    }

    /// Gives the ticks of the horizontal axis: twice as many where there would be only one or two, if they have
    /// room.
    private static List<Scale.Tick> ticks(Scale scale, int wanted, double width) {
        List<Scale.Tick> few = scale.ticks(wanted);
        List<Scale.Tick> more = scale.ticks(2 * wanted);
        double widest = Type.widest(more.stream().map(Scale.Tick::text).toList(), Theme.SMALL);
        return few.size() < 3 && (widest + 8) * more.size() <= width ? more : few;
    }

    /// A surface fills its frame; lines have air above and below.
    private static Scale.Ends ends(Chart chart) {
        return surface(chart).isPresent() ? Scale.Ends.EXACT : Scale.Ends.AT_TICKS;
    }

    private static Optional<Mark.Surface> surface(Chart chart) {
        return chart.marks().stream()
                .filter(Mark.Surface.class::isInstance)
                .map(Mark.Surface.class::cast)
                .findFirst();
    }

    private double key() {
        return surface(chart).map(mark -> Shades.keyWidth(mark.tone())).orElse(0.0);
    }

    @Override
    public double width() {
        return left + room.width() + names.width() + (key() > 0 ? key() + 14 : 0);
    }

    @Override
    public double height() {
        return top + room.height() + BELOW;
    }

    private static DoubleStream xs(Mark mark) {
        return switch (mark) {
            case Mark.Line(var _, var _, var points) -> points.stream().mapToDouble(Point::x);
            case Mark.Border(var points) -> points.stream().mapToDouble(Point::x);
            case Mark.Dots(var _, var _, var points) -> points.stream().mapToDouble(Point::x);
            case Mark.Band band -> band.edge().stream().mapToDouble(Point::x);
            case Mark.Bars(var _, var _, var bars) ->
                bars.stream().flatMapToDouble(bar -> DoubleStream.of(bar.from(), bar.to()));
            case Mark.Rule(var _, var across, double at) ->
                across == Mark.Across.UPRIGHT ? DoubleStream.of(at) : DoubleStream.empty();
            case Mark.Words words -> DoubleStream.of(words.at().x());
            case Mark.Surface surface ->
                DoubleStream.of(surface.box().left(), surface.box().right());
        };
    }

    private static DoubleStream ys(Mark mark) {
        return switch (mark) {
            case Mark.Line(var _, var _, var points) -> points.stream().mapToDouble(Point::y);
            case Mark.Border(var points) -> points.stream().mapToDouble(Point::y);
            case Mark.Dots(var _, var _, var points) -> points.stream().mapToDouble(Point::y);
            case Mark.Band band ->
                Stream.concat(band.edge().stream(), band.other().stream()).mapToDouble(Point::y);
            case Mark.Bars(var _, var _, var bars) ->
                bars.stream().flatMapToDouble(bar -> DoubleStream.of(0, bar.height()));
            case Mark.Rule(var _, var across, double at) ->
                across == Mark.Across.LEVEL ? DoubleStream.of(at) : DoubleStream.empty();
            case Mark.Words words -> DoubleStream.of(words.at().y());
            case Mark.Surface surface ->
                DoubleStream.of(surface.box().low(), surface.box().high());
        };
    }

    @Override
    public void draw(Svg svg) {
        Drawing.title(svg, chart);
        svg.addText("text", chart.y().label(), "class", "small soft", "x", 0.0, "y", top - 9);
        gridLines(svg);
        axes(svg);
        MarkDrawing marks = new MarkDrawing(svg, x, y);
        area(svg, 0);
        chart.marks().stream().filter(Mark.Surface.class::isInstance).forEach(marks::draw);
        svg.end();
        area(svg, BEYOND);
        chart.marks().stream().filter(mark -> !(mark instanceof Mark.Surface)).forEach(marks::draw);
        svg.end();
        if (marks.isEmpty()) {
            svg.addText(
                    "text",
                    "no data",
                    "class",
                    "soft",
                    "text-anchor",
                    "middle",
                    "x",
                    left + room.width() / 2,
                    "y",
                    top + room.height() / 2);
        }
        names.draw(svg, left + room.width(), top, top + room.height());
        surface(chart).filter(_ -> key() > 0).ifPresent(mark -> {
            double at = left + room.width() + names.width() + 14;
            Shades.key(svg, mark.tone(), mark.look(), at, top + 12, Math.min(160, room.height() - 24));
        });
    }

    /// Begins the part of the page that marks are cut to: the axes', and for markers on its edge a little more.
    private void area(Svg svg, double beyond) {
        double wide = room.width() + 2 * beyond;
        double high = room.height() + 2 * beyond;
        svg.begin(
                "svg",
                "class",
                "area",
                "x",
                left - beyond,
                "y",
                top - beyond,
                "width",
                wide,
                "height",
                high,
                "viewBox",
                Svg.place(left - beyond) + " " + Svg.place(top - beyond) + " " + Svg.place(wide) + " "
                        + Svg.place(high));
    }

    private void gridLines(Svg svg) {
        for (Scale.Tick tick : yTicks) {
            double at = y.at(tick.value());
            svg.add("line", "class", "grid", "x1", left, "x2", left + room.width(), "y1", at, "y2", at);
        }
        for (Scale.Tick tick : xTicks) {
            double at = x.at(tick.value());
            svg.add("line", "class", "grid", "x1", at, "x2", at, "y1", top, "y2", top + room.height());
        }
    }

    private void axes(Svg svg) {
        double bottom = top + room.height();
        svg.add("line", "class", "frame", "x1", left, "x2", left + room.width(), "y1", bottom, "y2", bottom);
        svg.add("line", "class", "frame", "x1", left, "x2", left, "y1", top, "y2", bottom);
        for (Scale.Tick tick : yTicks) {
            svg.addText(
                    "text",
                    tick.text(),
                    "class",
                    "small soft",
                    "text-anchor",
                    "end",
                    "x",
                    left - 6,
                    "y",
                    y.at(tick.value()) + 4);
        }
        acrossTexts(svg, bottom);
    }

    private void acrossTexts(Svg svg, double bottom) {
        for (Scale.Tick tick : xTicks) {
            svg.addText(
                    "text",
                    tick.text(),
                    "class",
                    "small soft",
                    "text-anchor",
                    "middle",
                    "x",
                    x.at(tick.value()),
                    "y",
                    bottom + 16);
        }
        svg.addText(
                "text",
                chart.x().label(),
                "class",
                "small soft",
                "text-anchor",
                "middle",
                "x",
                left + room.width() / 2,
                "y",
                bottom + 34);
    }
}
