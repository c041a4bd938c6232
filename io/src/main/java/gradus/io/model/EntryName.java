package gradus.io.model;

import java.util.regex.Pattern;

/// Which names entries may have: plain relative ones, so that a file unpacked by any tool stays in its folder.
final class EntryName {
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final int MOST_CHARACTERS = 200;

    private EntryName() {}

    static boolean isPlain(String name) {
        return name.length() <= MOST_CHARACTERS && PLAIN.matcher(name).matches();
    }

    /// Gives the name for a message, without control characters and not too long.
    static String shown(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return "'" + (clean.length() <= MOST_CHARACTERS ? clean : clean.substring(0, MOST_CHARACTERS) + "…") + "'";
    }
}
