package gradus.explain.chart;

/// A panel that knows its size on the page and draws itself from the corner at 0, 0.
sealed interface Drawing permits ChartDrawing, HeatMapDrawing, RidgesDrawing, PicturesDrawing {
    /// The room above a panel that has a title.
    double HEAD = 22;

    /// Gives the width with all that stands beside.
    double width();

    /// Gives the height with all that stands above and below.
    double height();

    /// Draws the panel.
    void draw(Svg svg);

    /// Gives the drawing of a panel.
    static Drawing of(Panel panel, Room room) {
        return switch (panel) {
            case Chart chart -> new ChartDrawing(chart, room);
            case HeatMap map -> new HeatMapDrawing(map, room);
            case Ridges ridges -> new RidgesDrawing(ridges, room);
            case Pictures pictures -> new PicturesDrawing(pictures);
        };
    }

    /// Gives the room that a title takes.
    static double head(Panel panel) {
        return panel.title().isEmpty() ? 0 : HEAD;
    }

    /// Draws the title of a panel.
    static void title(Svg svg, Panel panel) {
        if (!panel.title().isEmpty()) {
            svg.addText("text", panel.title(), "class", "head ink", "x", 0.0, "y", 13.0);
        }
    }
}
