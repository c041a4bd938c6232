package gradus.cpu.kernel;

/// The places of a convolution's result cut into bands: some whole planes of it, or some whole lines of one plane, or a
/// piece of one line, so that the rows of a band follow one another in the result.
final class Bands {
    private final Slide slide;
    private final int planes;
    private final int lines;
    private final int columns;

    /// Cuts into bands of at most `rows` places, each within a plane if not `several`.
    Bands(Slide slide, int rows, boolean several) {
        this.slide = slide;
        int width = slide.width().places();
        int plane = slide.height().places() * width;
        columns = equal(width, rows);
        lines = width > rows ? 1 : equal(slide.height().places(), rows / Math.max(1, width));
        planes = several ? Math.max(1, rows / Math.max(1, plane)) : 1;
    }

    /// The size of the nearly equal parts that an axis is cut into, no part above `most`.
    private static int equal(int axis, int most) {
        int parts = Math.max(1, (axis + most - 1) / most);
        return Math.max(1, (axis + parts - 1) / parts);
    }

    private int allPlanes() {
        return slide.batch() * slide.depth().places();
    }

    private static int parts(int axis, int part) {
        return (axis + part - 1) / part;
    }

    private int columnParts() {
        return parts(slide.width().places(), columns);
    }

    private int lineParts() {
        return parts(slide.height().places(), lines);
    }

    /// How many bands there are.
    int count() {
        return parts(allPlanes(), planes) * lineParts() * columnParts();
    }

    /// Sets `shifts` to the band numbered `index`, which lies within a plane.
    void take(int index, Shifts shifts) {
        int column = index % columnParts() * columns;
        int line = index / columnParts() % lineParts() * lines;
        int plane = index / columnParts() / lineParts();
        int count = Math.min(lines, slide.height().places() - line);
        shifts.take(
                slide,
                plane,
                line,
                count,
                column,
                Math.min(columns, slide.width().places() - column));
    }

    /// Sets `band` to the one numbered `index`.
    void take(int index, Band band) {
        int column = index % columnParts() * columns;
        int line = index / columnParts() % lineParts() * lines;
        int plane = index / columnParts() / lineParts() * planes;
        band.take(
                slide,
                plane,
                Math.min(planes, allPlanes() - plane),
                line,
                Math.min(lines, slide.height().places() - line),
                column,
                Math.min(columns, slide.width().places() - column));
    }
}
