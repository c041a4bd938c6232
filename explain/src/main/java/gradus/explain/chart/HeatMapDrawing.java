package gradus.explain.chart;

import java.util.List;

/// Draws a heat map: cells, names at the left and below, and the key.
final class HeatMapDrawing implements Drawing {
    private static final int FEW = 1024;
    private static final double MOST = 48;
    private static final double LEAST = 3;
    private static final double LETTERS = 12;
    private static final double SLANT = Math.sqrt(0.5);

    private final HeatMap map;
    private final double cellWidth;
    private final double cellHeight;
    private final double left;
    private final double top;
    private final List<String> rowNames;
    private final List<String> columnNames;
    private final boolean isSlanted;

    HeatMapDrawing(HeatMap map, Room room) {
        this.map = map;
        this.rowNames = map.rows().names().stream().map(Type::brief).toList();
        this.columnNames = map.columns().names().stream().map(Type::brief).toList();
        double texts = map.texts().stream()
                .flatMap(String::lines)
                .mapToDouble(line -> Type.width(line, Theme.NORMAL) + 10)
                .max()
                .orElse(LEAST);
        double across = room.width() / Math.max(1, map.values().columns());
        double upward = room.height() / Math.max(1, map.values().rows());
        double usual = Math.floor(Math.clamp(Math.min(across, Math.max(upward, LEAST * 2)), LEAST, MOST));
        this.cellWidth = Math.max(usual, texts);
        this.cellHeight = map.texts().isEmpty() ? usual : Math.max(usual, 34);
        this.left = Type.widest(rowNames, Theme.SMALL) + 8;
        this.top = Drawing.head(map) + (map.rows().title().isEmpty() ? 4 : 20);
        this.isSlanted = Type.widest(columnNames, Theme.SMALL) > Math.max(cellWidth, LETTERS) - 2 && !isNumbered();
    }

    /// Numbers in a row stand level, some left out where they would touch.
    private boolean isNumbered() {
        return columnNames.stream().allMatch(name -> name.matches("-?\\d+"));
    }

    private double cellsWidth() {
        return cellWidth * map.values().columns();
    }

    private double cellsHeight() {
        return cellHeight * map.values().rows();
    }

    private double below() {
        double names = isSlanted ? Type.widest(columnNames, Theme.SMALL) * SLANT + 14 : 18;
        return names + (map.columns().title().isEmpty() ? 2 : 14);
    }

    @Override
    public double width() {
        double key = Shades.keyWidth(map.tone());
        double cells = left + cellsWidth() + (key > 0 ? 18 + key : 0);
        double title = Math.max(
                Type.width(map.title(), 13) * 1.1, Type.width(map.rows().title(), Theme.SMALL));
        return Math.max(cells, title);
    }

    @Override
    public double height() {
        return top + Math.max(cellsHeight() + below(), map.tone().label().isEmpty() ? 0 : 76);
    }

    @Override
    public void draw(Svg svg) {
        Drawing.title(svg, map);
        svg.addText("text", map.rows().title(), "class", "small soft", "x", 0.0, "y", top - 8);
        cells(svg);
        svg.add("rect", "class", "frame", "x", left, "y", top, "width", cellsWidth(), "height", cellsHeight());
        rowNames(svg);
        columnNames(svg);
        svg.addText(
                "text",
                map.columns().title(),
                "class",
                "small soft",
                "text-anchor",
                "middle",
                "x",
                left + cellsWidth() / 2,
                "y",
                top + cellsHeight() + below() - 2);
        if (Shades.keyWidth(map.tone()) > 0) {
            double high = Math.clamp(cellsHeight() - 24, 40, 140);
            Shades.key(svg, map.tone(), 0, left + cellsWidth() + 18, top + 12, high);
        }
    }

    private void cells(Svg svg) {
        Grid values = map.values();
        if (values.rows() * values.columns() > FEW) {
            Shades.draw(svg, values, map.tone(), 0, new double[] {left, top, cellsWidth(), cellsHeight()});
            return;
        }
        for (int row = 0; row < values.rows(); row++) {
            for (int column = 0; column < values.columns(); column++) {
                cell(svg, row, column);
            }
        }
    }

    private void cell(Svg svg, int row, int column) {
        double value = map.values().at(row, column);
        double share = map.tone().share(value);
        double x = left + column * cellWidth;
        double y = top + row * cellHeight;
        String title =
                map.rows().names().get(row) + ", " + map.columns().names().get(column) + ": " + Numbers.brief(value);
        boolean shaded = map.tone().palette() == Tone.Palette.SHADE;
        boolean known = !Double.isNaN(share);
        String fill = shaded || !known ? "none" : Shades.colour(map.tone().palette(), share);
        svg.addTitled(
                title,
                "rect",
                "class",
                known ? shaded ? "cell crisp f0" : "cell crisp" : "cell crisp grid",
                shaded && known ? "fill-opacity" : "fill",
                shaded && known ? (Object) share : fill,
                "x",
                x,
                "y",
                y,
                "width",
                cellWidth,
                "height",
                cellHeight);
        if (!map.texts().isEmpty()) {
            text(svg, map.texts().get(row * map.values().columns() + column), share, x, y);
        }
    }

    private void text(Svg svg, String text, double share, double x, double y) {
        List<String> lines = text.lines().toList();
        String[] paint = Shades.words(map.tone(), share);
        for (int i = 0; i < lines.size(); i++) {
            svg.addText(
                    "text",
                    lines.get(i),
                    paint[0],
                    paint[1],
                    "text-anchor",
                    "middle",
                    "x",
                    x + cellWidth / 2,
                    "y",
                    y + cellHeight / 2 + 4 + (i - (lines.size() - 1) / 2.0) * 14);
        }
    }

    private void rowNames(Svg svg) {
        int every = (int) Math.ceil(LETTERS / cellHeight);
        for (int row = 0; row < rowNames.size(); row += every) {
            svg.addText(
                    "text",
                    rowNames.get(row),
                    "class",
                    "small ink",
                    "text-anchor",
                    "end",
                    "x",
                    left - 6,
                    "y",
                    top + (row + 0.5) * cellHeight + 4);
        }
    }

    private void columnNames(Svg svg) {
        double room = isSlanted ? LETTERS + 1 : Type.widest(columnNames, Theme.SMALL) + 6;
        int every = (int) Math.ceil(room / cellWidth);
        for (int column = 0; column < columnNames.size(); column += every) {
            double x = left + (column + 0.5) * cellWidth;
            double y = top + cellsHeight() + 14;
            if (isSlanted) {
                svg.addText(
                        "text",
                        columnNames.get(column),
                        "class",
                        "small ink",
                        "text-anchor",
                        "end",
                        "transform",
                        "translate(" + Svg.place(x + 4) + " " + Svg.place(y - 2) + ") rotate(-45)");
            } else {
                svg.addText(
                        "text", columnNames.get(column), "class", "small ink", "text-anchor", "middle", "x", x, "y", y);
            }
        }
    }
}
