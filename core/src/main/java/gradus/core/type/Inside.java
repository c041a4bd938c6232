package gradus.core.type;

import java.io.Serializable;

/// Where in a tree of parts an error happened, and what it says.
///
/// @param place the path and the innermost part, as `layers.4, Linear 128 → 10`; empty for an error outside all parts
/// @param facts the message without the place
record Inside(String place, String facts) implements Serializable {
    private static final int LONGEST = 80;

    /// Gives the place one part further out: its name goes in front of the path.
    Inside of(String name, Object part) {
        return new Inside(place.isEmpty() ? name + ", " + title(part) : name + "." + place, facts);
    }

    private static String title(Object part) {
        String line = part.toString().lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    String message() {
        return place.isEmpty() ? facts : place + ": " + facts;
    }
}
