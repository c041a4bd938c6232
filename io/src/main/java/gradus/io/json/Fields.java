package gradus.io.json;

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
public record Fields(JsonNode json, String what, String path) {
    /// Checks that it is an object.
    ///
    /// @throws FormatException if it is not
    public Fields {
        if (!json.isObject()) {
            throw new FormatException(
                    what + ": " + (path.isEmpty() ? "the document" : "'" + path + "'") + " must be an object");
        }
    }

    /// Gives the error for what is wrong in this object.
    public FormatException wrong(String rule) {
        return new FormatException(what + ": " + (path.isEmpty() ? "" : path + ": ") + rule);
    }

    /// Says whether there is no such key or its value is null.
    public boolean isAbsent(String key) {
        return json.path(key).isMissingNode() || json.path(key).isNull();
    }

    /// Gives an object in this one.
    ///
    /// @throws FormatException if it is none
    public Fields object(String key) {
        return new Fields(json.path(key), what, path.isEmpty() ? key : path + "." + key);
    }

    /// Gives the objects of a list; none if it is absent.
    ///
    /// @throws FormatException if it is no list of objects
    public List<Fields> list(String key) {
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

    /// Gives a text, empty if it is absent.
    ///
    /// @throws FormatException if it is another value
    public Optional<String> text(String key) {
        if (isAbsent(key)) {
            return Optional.empty();
        }
        if (!json.path(key).isString()) {
            throw wrong("'" + key + "' must be a text, got " + json.path(key));
        }
        return Optional.of(json.path(key).stringValue());
    }

    /// Gives a text.
    ///
    /// @throws FormatException if there is none
    public String needed(String key) {
        return text(key).orElseThrow(() -> wrong("the text '" + key + "' is needed"));
    }

    /// Gives a whole number of at least 0.
    ///
    /// @throws FormatException if there is none
    public int number(String key) {
        JsonNode number = json.path(key);
        if (!number.isIntegralNumber() || !number.canConvertToInt() || number.intValue() < 0) {
            throw wrong("'" + key + "' must be a whole number of at least 0");
        }
        return number.intValue();
    }

    /// Gives a truth, false if it is absent.
    ///
    /// @throws FormatException if it is another value
    public boolean isTrue(String key) {
        return isTrue(key, "false");
    }

    /// Gives a truth, `otherwise` if it is absent.
    ///
    /// @throws FormatException if it is another value
    public boolean isTrue(String key, String otherwise) {
        if (isAbsent(key)) {
            return Boolean.parseBoolean(otherwise);
        }
        if (!json.path(key).isBoolean()) {
            throw wrong("'" + key + "' must be true or false, got " + json.path(key));
        }
        return json.path(key).booleanValue();
    }

    /// Adds an option if a key is true.
    ///
    /// @throws FormatException if it is another value than true or false
    public <T> void flag(String key, List<T> options, T option) {
        if (isTrue(key)) {
            options.add(option);
        }
    }
}
