package gradus.explain.chart;

import java.util.ArrayList;
import java.util.List;

/// Lays the panels of a figure out on a page.
final class Page {
    private static final double MARGIN = 20;
    private static final double GAP = 28;
    private static final double LINE = 17;
    private static final double LEAST = 420;
    private static final double WORDS = 13;

    private final Figure figure;
    private final List<Drawing> drawings;
    private final List<String> words;
    private final double width;
    private final double top;

    private Page(Figure figure) {
        this.figure = figure;
        int columns = Math.min(figure.columns(), figure.panels().size());
        this.drawings = figure.panels().stream()
                .map(panel -> Drawing.of(panel, Room.of(columns)))
                .toList();
        double inner = GAP * (columns - 1);
        for (int column = 0; column < columns; column++) {
            inner += columnWidth(column);
        }
        double titled = Type.width(figure.title(), Theme.LARGE) * 1.05;
        this.width = Math.max(LEAST, Math.max(inner, titled)) + 2 * MARGIN;
        this.words = figure.description().isEmpty()
                ? List.of()
                : Type.lines(figure.description(), WORDS, width - 2 * MARGIN);
        this.top = MARGIN + 24 + LINE * words.size() + (words.isEmpty() ? 2 : 12);
    }

    static String of(Figure figure) {
        return new Page(figure).text();
    }

    private int columns() {
        return Math.min(figure.columns(), drawings.size());
    }

    private double columnWidth(int column) {
        double widest = 0;
        for (int i = column; i < drawings.size(); i += Math.min(figure.columns(), drawings.size())) {
            widest = Math.max(widest, drawings.get(i).width());
        }
        return widest;
    }

    private double rowHeight(int row) {
        double highest = 0;
        for (int i = row * columns(); i < Math.min(drawings.size(), (row + 1) * columns()); i++) {
            highest = Math.max(highest, drawings.get(i).height());
        }
        return highest;
    }

    private String text() {
        int rows = (drawings.size() + columns() - 1) / columns();
        List<Double> tops = new ArrayList<>(List.of(top));
        for (int row = 0; row < rows; row++) {
            tops.add(tops.getLast() + rowHeight(row) + GAP);
        }
        double height = tops.getLast() - GAP + MARGIN;
        Svg svg = new Svg();
        svg.begin(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "gradus-plot",
                "role",
                "img",
                "width",
                Math.ceil(width),
                "height",
                Math.ceil(height),
                "viewBox",
                "0 0 " + Svg.place(Math.ceil(width)) + " " + Svg.place(Math.ceil(height)));
        svg.addText("title", figure.title());
        svg.addText("desc", figure.description());
        svg.style(Theme.style());
        svg.add("rect", "class", "paper", "width", "100%", "height", "100%");
        head(svg);
        for (int i = 0; i < drawings.size(); i++) {
            double left = MARGIN;
            for (int column = 0; column < i % columns(); column++) {
                left += columnWidth(column) + GAP;
            }
            double upper = tops.get(i / columns());
            svg.begin("g", "transform", "translate(" + Svg.place(left) + " " + Svg.place(upper) + ")");
            drawings.get(i).draw(svg);
            svg.end();
        }
        return svg.end().toString();
    }

    private void head(Svg svg) {
        svg.addText("text", figure.title(), "class", "title ink", "x", MARGIN, "y", MARGIN + 15);
        for (int i = 0; i < words.size(); i++) {
            svg.addText(
                    "text",
                    words.get(i),
                    "class",
                    "soft",
                    "style",
                    "font-size:13px",
                    "x",
                    MARGIN,
                    "y",
                    MARGIN + 38 + LINE * i);
        }
    }
}
