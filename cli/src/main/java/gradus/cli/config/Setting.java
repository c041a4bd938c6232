package gradus.cli.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One key of the configuration: its path, the form of its value, its short flag and what it means.
///
/// @param path the path in the tree, such as `training.epochs`
/// @param form the form of its value
/// @param flags short flags, such as `--epochs`, most important first; each key has the flag `--` and its path too
/// @param fallback what holds where nothing is said, in words
/// @param example a value that can be written there
/// @param meaning what it is, in one line
public record Setting(String path, Form form, List<String> flags, String fallback, String example, String meaning) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// The form of a value.
    public enum Form {
        /// A text.
        TEXT("a text"),
        /// A whole number.
        WHOLE("a whole number"),
        /// A number.
        NUMBER("a number"),
        /// Whole numbers separated by commas.
        WHOLES("whole numbers separated by commas"),
        /// Texts separated by commas; a flag may stand several times.
        TEXTS("texts separated by commas"),
        /// Pairs `name=value`; a flag may stand several times.
        PAIRS("pairs name=value"),
        /// Pairs `name=number`; a flag may stand several times.
        NUMBERS("pairs name=number");

        private final String words;

        Form(String words) {
            this.words = words;
        }

        /// Gives the form in words.
        public String words() {
            return words;
        }
    }

    /// Gives a key.
    ///
    /// @param flag its short flag, or an empty text
    static Setting setting(
            String path, Setting.Form form, String flag, String fallback, String example, String meaning) {
        return new Setting(path, form, flag.isEmpty() ? List.of() : List.of(flag), fallback, example, meaning);
    }

    /// Gives the section: the path without its last part.
    public String section() {
        return path.substring(0, path.lastIndexOf('.'));
    }

    /// Gives of how many parts the path is.
    int depth() {
        return path.split("\\.").length;
    }

    /// Gives the last part of the path.
    public String key() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /// Gives the words that may stand there, or as values of pairs; empty where any text or number may.
    public List<String> words() {
        return SettingValues.of(this);
    }

    /// Gives the key with its flags, meaning, default and what may stand there, as lines.
    public String explained() {
        String named = flags.isEmpty() ? path : path + "   " + String.join(", ", flags);
        String allowed = words().isEmpty()
                ? form.words()
                : form == Form.PAIRS
                        ? form.words() + " with " + String.join(", ", words())
                        : "one of " + String.join(", ", words());
        return named + "\n  " + meaning + "\n  default: " + fallback + "\n  value: " + allowed + "; for instance "
                + example + "\n";
    }

    /// Gives the value that the texts of a flag say.
    ///
    /// @param flag the flag as it was written, for messages
    /// @throws IllegalArgumentException if it has not the form
    JsonNode value(String flag, List<String> texts) {
        String last = texts.getLast();
        return switch (form) {
            case TEXT -> JSON.stringNode(last);
            case WHOLE -> whole(flag, last);
            case NUMBER -> number(flag, last);
            case WHOLES -> {
                ArrayNode list = JSON.arrayNode();
                if (!last.isBlank() && !last.equals("none")) {
                    for (String part : last.split(",", -1)) {
                        list.add(whole(flag, part.strip()));
                    }
                }
                yield list;
            }
            case TEXTS -> {
                ArrayNode list = JSON.arrayNode();
                for (String text : texts) {
                    for (String part : text.split(",", -1)) {
                        list.add(part.strip());
                    }
                }
                yield list;
            }
            case PAIRS, NUMBERS -> {
                ObjectNode pairs = JSON.objectNode();
                for (String text : texts) {
                    int at = text.lastIndexOf('=');
                    if (at < 1) {
                        throw new IllegalArgumentException(
                                flag + ": it takes pairs such as " + example + ", got '" + text + "'");
                    }
                    String name = text.substring(0, at);
                    String said = text.substring(at + 1);
                    pairs.set(name, form == Form.NUMBERS ? number(flag, said) : JSON.stringNode(said));
                }
                yield pairs;
            }
        };
    }

    private static JsonNode whole(String flag, String text) {
        try {
            return JSON.numberNode(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(flag + ": it takes a whole number, got '" + text + "'", e);
        }
    }

    private static JsonNode number(String flag, String text) {
        return real(text)
                .orElseThrow(() -> new IllegalArgumentException(flag + ": it takes a number, got '" + text + "'"));
    }

    /// Gives the number that a text says in any common form, such as `1e-3`.
    static Optional<JsonNode> real(String text) {
        try {
            double value = new BigDecimal(text.strip()).doubleValue();
            return Double.isFinite(value) ? Optional.of(JSON.numberNode(value)) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
