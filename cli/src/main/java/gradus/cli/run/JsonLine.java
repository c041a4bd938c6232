package gradus.cli.run;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// One line of JSON, built key by key; numbers that are not finite become null.
public final class JsonLine {
    private final StringBuilder text = new StringBuilder("{");

    private JsonLine() {}

    /// Starts a line that tells an event.
    public static JsonLine of(String event) {
        return new JsonLine().put("event", event);
    }

    /// Starts an object that lies in another.
    static JsonLine inner() {
        return new JsonLine();
    }

    /// Adds an object.
    JsonLine put(String key, JsonLine value) {
        return raw(key, value.toString());
    }

    /// Adds objects.
    JsonLine lines(String key, List<JsonLine> values) {
        return raw(key, values.toString());
    }

    /// Adds a text.
    public JsonLine put(String key, String value) {
        return raw(key, quoted(value));
    }

    /// Adds a whole number.
    public JsonLine put(String key, long value) {
        return raw(key, Long.toString(value));
    }

    /// Adds a number.
    public JsonLine put(String key, double value) {
        return raw(key, number(value));
    }

    /// Adds texts.
    public JsonLine put(String key, List<String> values) {
        return raw(
                key,
                "[" + String.join(",", values.stream().map(JsonLine::quoted).toList()) + "]");
    }

    /// Adds numbers by name.
    public JsonLine put(String key, Map<String, Double> values) {
        List<String> entries = values.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + number(entry.getValue()))
                .toList();
        return raw(key, "{" + String.join(",", entries) + "}");
    }

    /// Adds texts by name.
    public JsonLine texts(String key, Map<String, String> values) {
        List<String> entries = values.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
                .toList();
        return raw(key, "{" + String.join(",", entries) + "}");
    }

    /// Adds a tree.
    public JsonLine put(String key, JsonNode value) {
        return raw(key, value.toString());
    }

    /// Adds a truth.
    public JsonLine truth(String key, boolean value) {
        return raw(key, Boolean.toString(value));
    }

    private JsonLine raw(String key, String value) {
        text.append(text.length() == 1 ? "" : ",")
                .append(quoted(key))
                .append(':')
                .append(value);
        return this;
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "null";
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < 0x20) {
                        quoted.append(String.format("\\u%04x", c));
                    } else {
                        quoted.append((char) c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
