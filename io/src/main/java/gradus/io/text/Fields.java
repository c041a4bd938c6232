package gradus.io.text;

import gradus.core.type.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An object of a document and where it stands, for messages.
///
/// @param json the object
/// @param what what the document is
/// @param path where the object stands, empty at the top
record Fields(JsonNode json, String what, String path) {
    Fields {
        if (!json.isObject()) {
            throw new FormatException(what + ": " + (path.isEmpty() ? "the document" : "'" + path + "'")
                    + " must be an object; is it a tokenizer.json?");
        }
    }

    FormatException wrong(String rule) {
        return new FormatException(what + ": " + (path.isEmpty() ? "" : path + ": ") + rule);
    }

    boolean isAbsent(String key) {
        return json.path(key).isMissingNode() || json.path(key).isNull();
    }

    Fields object(String key) {
        return new Fields(json.path(key), what, path.isEmpty() ? key : path + "." + key);
    }

    /// The objects of a list; none if it is absent.
    List<Fields> list(String key) {
        List<Fields> objects = new ArrayList<>();
        if (isAbsent(key)) {
            return objects;
        }
        if (!json.path(key).isArray()) {
            throw wrong("'" + key + "' must be a list");
        }
        String own = path.isEmpty() ? key : path + "." + key;
        for (JsonNode item : json.path(key)) {
            objects.add(new Fields(item, what, own + "." + objects.size()));
        }
        return objects;
    }

    /// A text, empty if it is absent.
    Optional<String> text(String key) {
        if (isAbsent(key)) {
            return Optional.empty();
        }
        if (!json.path(key).isString()) {
            throw wrong("'" + key + "' must be a text, got " + json.path(key));
        }
        return Optional.of(json.path(key).stringValue());
    }

    String needed(String key) {
        return text(key).orElseThrow(() -> wrong("the text '" + key + "' is needed"));
    }

    int number(String key) {
        JsonNode number = json.path(key);
        if (!number.isIntegralNumber() || !number.canConvertToInt() || number.intValue() < 0) {
            throw wrong("'" + key + "' must be a whole number of at least 0");
        }
        return number.intValue();
    }

    boolean isTrue(String key) {
        return isTrue(key, "false");
    }

    /// A truth, `otherwise` if it is absent.
    boolean isTrue(String key, String otherwise) {
        if (isAbsent(key)) {
            return Boolean.parseBoolean(otherwise);
        }
        if (!json.path(key).isBoolean()) {
            throw wrong("'" + key + "' must be true or false, got " + json.path(key));
        }
        return json.path(key).booleanValue();
    }

    <T> void flag(String key, List<T> options, T option) {
        if (isTrue(key)) {
            options.add(option);
        }
    }
}
