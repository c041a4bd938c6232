package gradus.nn.optim;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A pattern of parameter paths, such as `encoder.**` or `layers.*.bias`: `*` stands for any one name or number
/// between dots (or a piece of one), `**` for any rest of a path; `!` in front means every path that does not fit.
///
/// {@snippet file="OptimizerSnippets.java" region="PathPattern"}
///
/// @param text the pattern
public record PathPattern(String text) {
    /// Checks that there is a pattern.
    public PathPattern {
        if (text.isBlank()) {
            throw new IllegalArgumentException("pattern of paths: it must not be empty; ** means every parameter");
        }
    }

    /// Says whether a path is meant.
    public boolean matches(String path) {
        boolean others = text.startsWith("!");
        return regex(others ? text.substring(1) : text).matcher(path).matches() != others;
    }

    private static Pattern regex(String text) {
        return Pattern.compile(Arrays.stream(text.split("(?<=\\*\\*)|(?=\\*\\*)"))
                .map(piece -> piece.equals("**") ? ".*" : within(piece))
                .collect(Collectors.joining()));
    }

    private static String within(String piece) {
        return Arrays.stream(piece.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^.]*"));
    }

    /// Checks that at least one path is meant.
    ///
    /// @param what what the pattern is for, for the message
    /// @throws IllegalArgumentException if none is
    public void requireSome(String what, Collection<String> paths) {
        if (paths.stream().noneMatch(this::matches)) {
            throw new IllegalArgumentException(what + ": the pattern “" + text
                    + "” must mean at least one parameter, there are " + List.copyOf(paths)
                    + "; * stands for one name, ** for any rest, ! in front for"
                    + " all others");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
