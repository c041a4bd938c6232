package gradus.explain.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The names at the right of a chart: that of a line where it ends, those of other marks above. None lies on another.
final class ChartNames {
    private static final double LINE = 17;
    private static final double SAMPLE = 24;
    private static final double AWAY = 12;

    private final List<Entry> entries = new ArrayList<>();

    /// A name.
    ///
    /// @param mark what it is the name of
    /// @param name the name
    /// @param wanted where it would best stand
    private record Entry(Mark mark, String name, double wanted) {}

    ChartNames(Chart chart, Scale x, Scale y) {
        for (Mark mark : chart.marks()) {
            String name = name(mark);
            if (!name.isEmpty()) {
                entries.add(new Entry(mark, name, wanted(mark, x, y)));
            }
        }
        entries.sort(Comparator.comparingDouble(Entry::wanted));
    }

    private static String name(Mark mark) {
        return Type.brief(
                switch (mark) {
                    case Mark.Line(String name, int _, List<Point> _) -> name;
                    case Mark.Dots(String name, int _, List<Point> _) -> name;
                    case Mark.Band band -> band.name();
                    case Mark.Bars(String name, int _, List<Mark.Bar> _) -> name;
                    case Mark.Border _, Mark.Rule _, Mark.Words _, Mark.Surface _ -> "";
                });
    }

    /// Gives how high a chart must be so that all names fit.
    static double height(Chart chart) {
        return LINE
                * chart.marks().stream().filter(mark -> !name(mark).isEmpty()).count();
    }

    private static double wanted(Mark mark, Scale x, Scale y) {
        if (mark instanceof Mark.Line line) {
            Optional<Point> last = line.points().reversed().stream()
                    .filter(point -> Double.isFinite(x.at(point.x())) && Double.isFinite(y.at(point.y())))
                    .findFirst();
            return last.map(point -> y.at(point.y())).orElse(Double.MAX_VALUE);
        }
        return 0;
    }

    double width() {
        return entries.isEmpty()
                ? 12
                : AWAY
                        + SAMPLE
                        + 6
                        + Type.widest(entries.stream().map(Entry::name).toList(), Theme.NORMAL);
    }

    /// Gives where the names stand: each as near as can be to where it is wanted, in order, a line apart.
    private List<Double> places(double top, double bottom) {
        List<Double> places = new ArrayList<>();
        double least = top + LINE / 2;
        for (Entry entry : entries) {
            double place = Math.max(least, Math.min(entry.wanted(), bottom));
            places.add(place);
            least = place + LINE;
        }
        double most = bottom;
        for (int i = places.size() - 1; i >= 0; i--) {
            places.set(i, Math.min(places.get(i), most));
            most = places.get(i) - LINE;
        }
        return places;
    }

    void draw(Svg svg, double right, double top, double bottom) {
        List<Double> places = places(top, bottom);
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            double at = places.get(i);
            double left = right + AWAY;
            boolean near = entry.wanted() >= top && entry.wanted() <= bottom;
            if (entry.mark() instanceof Mark.Line && near && Math.abs(entry.wanted() - at) > 3) {
                svg.add("line", "class", "frame", "x1", right + 2, "x2", left - 1, "y1", entry.wanted(), "y2", at);
            }
            sample(svg, entry.mark(), left, at);
            svg.addText("text", entry.name(), "class", "ink name", "x", left + SAMPLE + 6, "y", at + 4);
        }
    }

    private static void sample(Svg svg, Mark mark, double left, double at) {
        switch (mark) {
            case Mark.Line(String _, int look, List<Point> _) ->
                svg.add(
                        "path",
                        "class",
                        "line " + Theme.paint("s", look),
                        "stroke-dasharray",
                        Theme.dash(look),
                        "d",
                        "M" + Svg.place(left) + " " + Svg.place(at) + "h" + Svg.place(SAMPLE));
            case Mark.Dots(String _, int look, List<Point> _) ->
                svg.add(
                        "path",
                        "class",
                        "mark " + Theme.paint("f", look),
                        "d",
                        Theme.marker(look),
                        "transform",
                        "translate(" + Svg.place(left + SAMPLE / 2) + " " + Svg.place(at) + ")");
            case Mark.Band band -> swatch(svg, "band", band.look(), left, at);
            case Mark.Bars(String _, int look, List<Mark.Bar> _) -> swatch(svg, "bar", look, left, at);
            case Mark.Border _, Mark.Rule _, Mark.Words _, Mark.Surface _ -> {}
        }
    }

    private static void swatch(Svg svg, String kind, int look, double left, double at) {
        svg.add(
                "rect",
                "class",
                kind + " " + Theme.paint("f", look),
                "x",
                left + 4,
                "y",
                at - 6,
                "width",
                SAMPLE - 8,
                "height",
                12.0);
    }
}
