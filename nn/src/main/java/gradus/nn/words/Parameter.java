package gradus.nn.words;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One thing that a word of a network may be told.
///
/// @param name its name, as in `stride=2`
/// @param kind what its values are
/// @param fallback the value that holds where nothing is said; nothing if something must be said
record Parameter(String name, Kind kind, Optional<String> fallback) {
    /// The sizes that the data decide, by name.
    static final List<String> SIZES = List.of("classes", "outputs", "inputs", "channels");

    /// What values a parameter takes.
    enum Kind {
        /// A whole number, or the name of one that the data decide.
        WHOLE("a whole number", "\\d{1,9}|" + String.join("|", SIZES)),
        /// A number.
        NUMBER("a number", "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?"),
        /// A size for all axes, or one for each.
        SIZES_OF_AXES("a size such as 3 or 3x5", "\\d{1,9}(x\\d{1,9})*"),
        /// A size for all axes, one for each, or a word.
        SIZES_OR_NAME("a size such as 1 or 1x2, or a name", "\\d{1,9}(x\\d{1,9})*|[a-zA-Z][\\w-]*"),
        /// A word.
        NAME("a name", "[a-zA-Z][\\w-]*"),
        /// Yes or no; the name alone means yes.
        SWITCH("yes or no", "yes|no|true|false");

        private final String words;
        private final Pattern pattern;

        Kind(String words, String pattern) {
            this.words = words;
            this.pattern = Pattern.compile(pattern);
        }

        String words() {
            return words;
        }

        boolean accepts(String text) {
            return pattern.matcher(text).matches();
        }
    }

    static Parameter whole(String name) {
        return new Parameter(name, Kind.WHOLE, Optional.empty());
    }

    static Parameter number(String name) {
        return new Parameter(name, Kind.NUMBER, Optional.empty());
    }

    static Parameter sizes(String name) {
        return new Parameter(name, Kind.SIZES_OF_AXES, Optional.empty());
    }

    static Parameter sizesOrName(String name) {
        return new Parameter(name, Kind.SIZES_OR_NAME, Optional.empty());
    }

    static Parameter name(String name) {
        return new Parameter(name, Kind.NAME, Optional.empty());
    }

    static Parameter yes(String name) {
        return new Parameter(name, Kind.SWITCH, Optional.of("yes"));
    }

    static Parameter no(String name) {
        return new Parameter(name, Kind.SWITCH, Optional.of("no"));
    }

    Parameter or(String value) {
        return new Parameter(name, kind, Optional.of(value));
    }

    @Override
    public String toString() {
        return fallback.map(value -> name + "=" + value).orElse(name);
    }
}
