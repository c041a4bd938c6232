package gradus.io.jsonlines;

import gradus.core.type.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/// The objects of a stream, one after the other, token by token.
///
/// @param in the stream
/// @param where the file, for messages
record JsonRows(InputStream in, String where) {
    private static final int MOST_DEPTH = 20;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
            .build();

    /// What is done with each object.
    @FunctionalInterface
    interface Visitor {
        /// Takes an object.
        ///
        /// @param row its values as texts, by name
        /// @param line where it begins, counted from 1
        void row(Map<String, String> row, int line);
    }

    void each(Visitor visitor) throws IOException {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
            while (json.nextToken() != null) {
                int line = line(json);
                if (json.currentToken() != JsonToken.START_OBJECT) {
                    throw wrong(line, "every line must be an object, {\"name\": value, …}, got " + shown(json));
                }
                Map<String, String> row = new LinkedHashMap<>();
                object(json, "", row);
                visitor.row(row, line);
            }
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new FormatException(
                    where + ", line " + line + ": every line must be a JSON object: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    private void object(JsonParser json, String prefix, Map<String, String> row) {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix + json.currentName();
            String value = switch (json.nextToken()) {
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> json.getString();
                case VALUE_NULL -> "";
                case START_OBJECT -> {
                    object(json, name + ".", row);
                    yield "";
                }
                default ->
                    throw wrong(
                            line(json),
                            "a cell must be a text, a number, true, false or null, got " + shown(json) + " in '" + name
                                    + "'; give each of its values a key of its own");
            };
            boolean nested = json.currentToken() == JsonToken.END_OBJECT;
            if (!nested && row.put(name, value) != null) {
                throw wrong(line(json), "every column must stand once, but '" + name + "' stands twice");
            }
        }
    }

    private static String shown(JsonParser json) {
        return json.currentToken() == JsonToken.START_ARRAY ? "a list" : json.getString();
    }

    private static int line(JsonParser json) {
        return json.currentTokenLocation().getLineNr();
    }

    private FormatException wrong(int line, String rule) {
        return new FormatException(where + ", line " + line + ": " + rule);
    }
}
