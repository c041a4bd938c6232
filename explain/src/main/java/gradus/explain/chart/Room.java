package gradus.explain.chart;

/// How much room the axes of a panel enclose.
///
/// @param width the width
/// @param height the height
record Room(double width, double height) {
    /// Gives the room of each of so many panels in a row.
    static Room of(int columns) {
        return switch (columns) {
            case 1 -> new Room(560, 320);
            case 2 -> new Room(330, 200);
            default -> new Room(230, 150);
        };
    }
}
