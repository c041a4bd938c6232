package gradus.explain.chart;

/// Draws small pictures in rows with their names below, and the key.
final class PicturesDrawing implements Drawing {
    private static final double SIDE = 72;
    private static final double GAP = 10;
    private static final double NAME = 17;

    private final Pictures pictures;
    private final double scale;
    private final double cellWidth;
    private final double cellHeight;
    private final double top;

    PicturesDrawing(Pictures pictures) {
        this.pictures = pictures;
        int high = pictures.pictures().stream()
                .mapToInt(picture -> picture.values().rows())
                .max()
                .orElse(1);
        int wide = pictures.pictures().stream()
                .mapToInt(picture -> picture.values().columns())
                .max()
                .orElse(1);
        this.scale = Math.max(1, Math.floor(SIDE / Math.max(1, Math.max(high, wide))));
        double named = Type.widest(
                pictures.pictures().stream()
                        .map(picture -> Type.brief(picture.name()))
                        .toList(),
                Theme.SMALL);
        this.cellWidth = Math.max(named, wide * scale) + GAP;
        this.cellHeight = high * scale + NAME + GAP;
        this.top = Drawing.head(pictures);
    }

    private int rows() {
        return (pictures.pictures().size() + pictures.columns() - 1) / pictures.columns();
    }

    private int across() {
        return Math.min(pictures.columns(), pictures.pictures().size());
    }

    @Override
    public double width() {
        double key = Shades.keyWidth(pictures.tone());
        return Math.max(Type.width(pictures.title(), 13) * 1.1, across() * cellWidth + (key > 0 ? 12 + key : 0));
    }

    @Override
    public double height() {
        return top + Math.max(rows() * cellHeight, 96);
    }

    @Override
    public void draw(Svg svg) {
        Drawing.title(svg, pictures);
        for (int i = 0; i < pictures.pictures().size(); i++) {
            Pictures.Picture picture = pictures.pictures().get(i);
            double x = i % pictures.columns() * cellWidth;
            int row = i / pictures.columns();
            double y = top + row * cellHeight;
            double wide = picture.values().columns() * scale;
            double high = picture.values().rows() * scale;
            svg.begin("g", "class", "picture");
            svg.addText("title", picture.name());
            Shades.draw(svg, picture.values(), pictures.tone(), 0, new double[] {x, y, wide, high});
            svg.add("rect", "class", "frame", "x", x, "y", y, "width", wide, "height", high);
            svg.addText("text", Type.brief(picture.name()), "class", "small soft", "x", x, "y", y + high + 13);
            svg.end();
        }
        if (Shades.keyWidth(pictures.tone()) > 0) {
            double high = Math.clamp(rows() * cellHeight - 40, 48, 140);
            Shades.key(svg, pictures.tone(), 0, across() * cellWidth + 12, top + 14, high);
        }
    }
}
