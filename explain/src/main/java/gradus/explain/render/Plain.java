package gradus.explain.render;

/// Text from outside that may hold anything: what would steer a terminal or break a line is replaced.
final class Plain {
    private Plain() {}

    /// Gives text as a part of one line: control characters, among them line ends, become a visible sign or a
    /// space.
    static String line(String text) {
        if (text.codePoints().noneMatch(Plain::steers)) {
            return text;
        }
        var clean = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isWhitespace(c)) {
                clean.append(' ');
            } else if (steers(c)) {
                clean.append('�');
            } else {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString().strip();
    }

    /// Control characters, and those that change the direction of what follows or end a line.
    private static boolean steers(int c) {
        return Character.isISOControl(c)
                || c == 0x2028
                || c == 0x2029
                || c >= 0x202a && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069
                || c >= 0xd800 && c <= 0xdfff;
    }
}
