package gradus.io.json;

import java.util.Locale;

/// How types and constants are spelt in documents.
final class Names {
    /// The key that says which member of a family an object is.
    static final String TYPE = "type";

    private Names() {}

    /// Gives `leaky-relu` for `LeakyRelu`, `l1-penalty` for `L1Penalty`.
    static String kebab(String simpleName) {
        return simpleName
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /// Gives `mean-squared` for `MEAN_SQUARED`.
    static String constant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /// Gives the path for messages.
    static String at(String path) {
        return path.isEmpty() ? "the document" : path;
    }
}
