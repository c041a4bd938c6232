package gradus.cli.terminal;

/// Which characters may be drawn with.
public enum Glyphs {
    /// Lines, dots and ellipses of Unicode.
    UNICODE("━", "╸", "─", "…", "│", "└", "•∘×+"),
    /// The printable characters of ASCII.
    ASCII("=", ">", "-", "~", "|", "+", "*o+x");

    private final String full;
    private final String tip;
    private final String empty;
    private final String ellipsis;
    private final String side;
    private final String corner;
    private final String markers;

    Glyphs(String full, String tip, String empty, String ellipsis, String side, String corner, String markers) {
        this.full = full;
        this.tip = tip;
        this.empty = empty;
        this.ellipsis = ellipsis;
        this.side = side;
        this.corner = corner;
        this.markers = markers;
    }

    /// Gives a bar of `width` characters, filled up to `fraction` of it.
    String bar(double fraction, int width) {
        int halves = (int) Math.floor(Math.clamp(fraction, 0.0, 1.0) * width * 2);
        String done = full.repeat(halves / 2) + (halves % 2 == 1 ? tip : "");
        return done + empty.repeat(width - done.length());
    }

    /// Gives `text` cut to `width` columns, with a mark where something is missing.
    String cut(String text, int width) {
        if (TextWidth.of(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            used += TextWidth.of(c);
            if (used > width - 1) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return width < 1 ? "" : kept + ellipsis;
    }

    String line() {
        return empty;
    }

    String side() {
        return side;
    }

    String corner() {
        return corner;
    }

    /// Gives the marker of curve `index`.
    String marker(int index) {
        return markers.substring(index % markers.length(), index % markers.length() + 1);
    }
}
