package gradus.explain.chart;

import java.util.ArrayList;
import java.util.List;

/// Draws the marks of a chart between its axes.
final class MarkDrawing {
    private static final int FEW = 30;

    private final Svg svg;
    private final Scale x;
    private final Scale y;
    private int drawn;
    private int rules;

    MarkDrawing(Svg svg, Scale x, Scale y) {
        this.svg = svg;
        this.x = x;
        this.y = y;
    }

    /// Says whether nothing was there to be drawn.
    boolean isEmpty() {
        return drawn == 0;
    }

    void draw(Mark mark) {
        switch (mark) {
            case Mark.Line line -> line(line);
            case Mark.Border(var points) -> border(points);
            case Mark.Dots(var _, int look, var points) -> points.forEach(point -> marker(look, point));
            case Mark.Band band -> band(band);
            case Mark.Bars(var _, int look, var bars) -> bars.forEach(bar -> bar(look, bar));
            case Mark.Rule rule -> rule(rule);
            case Mark.Words words -> words(words.words(), words.look(), words.at());
            case Mark.Surface surface -> surface(surface);
        }
    }

    private boolean hasPlace(Point point) {
        return Double.isFinite(x.at(point.x())) && Double.isFinite(y.at(point.y()));
    }

    private void line(Mark.Line line) {
        List<List<Point>> pieces = pieces(line.points());
        StringBuilder path = new StringBuilder();
        pieces.stream().filter(piece -> piece.size() > 1).forEach(piece -> path.append(path(piece)));
        if (!path.isEmpty()) {
            drawn++;
            svg.add(
                    "path",
                    "class",
                    "line " + Theme.paint("s", line.look()),
                    "stroke-dasharray",
                    Theme.dash(line.look()),
                    "d",
                    path);
        }
        boolean few = pieces.stream().mapToInt(List::size).sum() <= FEW;
        for (List<Point> piece : pieces) {
            if (few || piece.size() == 1) {
                piece.forEach(point -> marker(line.look(), point));
            }
        }
    }

    private void border(List<Point> points) {
        StringBuilder path = new StringBuilder();
        pieces(points).stream().filter(piece -> piece.size() > 1).forEach(piece -> path.append(path(piece)));
        if (!path.isEmpty()) {
            drawn++;
            svg.add("path", "class", "edge", "d", path);
        }
    }

    private List<List<Point>> pieces(List<Point> points) {
        List<List<Point>> pieces = new ArrayList<>();
        boolean broken = true;
        for (Point point : points) {
            if (!hasPlace(point)) {
                broken = true;
                continue;
            }
            if (broken) {
                pieces.add(new ArrayList<>());
            }
            broken = false;
            pieces.getLast().add(point);
        }
        return pieces;
    }

    private String path(List<Point> points) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(path.isEmpty() ? "M" : "L")
                    .append(Svg.place(x.at(point.x())))
                    .append(' ')
                    .append(Svg.place(y.at(point.y())));
        }
        return path.toString();
    }

    private void marker(int look, Point point) {
        if (hasPlace(point)) {
            drawn++;
            svg.addTitled(
                    Numbers.brief(point.x()) + ", " + Numbers.brief(point.y()),
                    "path",
                    "class",
                    "mark " + Theme.paint("f", look),
                    "d",
                    Theme.marker(look),
                    "transform",
                    "translate(" + Svg.place(x.at(point.x())) + " " + Svg.place(y.at(point.y())) + ")");
        }
    }

    private void band(Mark.Band band) {
        List<Point> there = new ArrayList<>();
        List<Point> back = new ArrayList<>();
        for (int i = 0; i < band.edge().size(); i++) {
            if (hasPlace(band.edge().get(i)) && hasPlace(band.other().get(i))) {
                there.add(band.edge().get(i));
                back.addFirst(band.other().get(i));
            }
        }
        if (there.size() > 1) {
            drawn++;
            there.addAll(back);
            svg.add("path", "class", "band " + Theme.paint("f", band.look()), "d", path(there) + "z");
        }
    }

    private void bar(int look, Mark.Bar bar) {
        double left = x.at(bar.from());
        double right = x.at(bar.to());
        double end = y.at(bar.height());
        double zero = y.covers(0) ? y.at(0) : y.from();
        if (Double.isFinite(left) && Double.isFinite(right) && Double.isFinite(end)) {
            drawn++;
            svg.addTitled(
                    Numbers.brief(bar.from()) + " … " + Numbers.brief(bar.to()) + ": " + Numbers.brief(bar.height()),
                    "rect",
                    "class",
                    "bar " + Theme.paint("f", look),
                    "x",
                    Math.min(left, right),
                    "y",
                    Math.min(end, zero),
                    "width",
                    Math.abs(right - left),
                    "height",
                    Math.abs(zero - end));
        }
    }

    private void rule(Mark.Rule rule) {
        boolean upright = rule.across() == Mark.Across.UPRIGHT;
        double at = upright ? x.at(rule.at()) : y.at(rule.at());
        if (!Double.isFinite(at)) {
            return;
        }
        drawn++;
        if (upright) {
            double line = y.to() + 14 + 16 * rules++;
            boolean rightHalf = at > (x.from() + x.to()) / 2;
            svg.add("line", "class", "rule", "x1", at, "x2", at, "y1", y.from(), "y2", y.to());
            note(rule.words(), rightHalf ? at - 6 : at + 6, line, rightHalf ? "end" : "start");
        } else {
            svg.add("line", "class", "rule", "x1", x.from(), "x2", x.to(), "y1", at, "y2", at);
            note(rule.words(), x.from() + 8, at < y.to() + 20 ? at + 14 : at - 5, "start");
        }
    }

    private void note(String words, double left, double line, String anchor) {
        svg.addText("text", words, "class", "small halo ink", "text-anchor", anchor, "x", left, "y", line);
    }

    private void words(String words, int look, Point at) {
        if (hasPlace(at)) {
            svg.addText(
                    "text",
                    words,
                    "class",
                    "halo " + Theme.paint("f", look),
                    "text-anchor",
                    "middle",
                    "x",
                    x.at(at.x()),
                    "y",
                    y.at(at.y()) + 4);
        }
    }

    private void surface(Mark.Surface surface) {
        Mark.Box box = surface.box();
        double left = x.at(box.left());
        double upper = y.at(box.high());
        drawn++;
        Shades.draw(svg, surface.values(), surface.tone(), surface.look(), new double[] {
            left, upper, x.at(box.right()) - left, y.at(box.low()) - upper
        });
    }
}
