package gradus.io.json;

import gradus.core.type.FormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes JSON text strictly: UTF-8, one document, every key once, at most 200 levels deep.
public final class Json {
    private static final int MOST_DEPTH = 200;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");

    private Json() {}

    /// Gives the document that the bytes spell.
    ///
    /// @param what what the bytes are, for messages: a file, or an entry of one
    /// @throws FormatException if they are no UTF-8 or no strict JSON
    public static JsonNode parse(byte[] bytes, String what) {
        try {
            return parse(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString(),
                    what);
        } catch (CharacterCodingException e) {
            throw new FormatException(
                    what + ": JSON must be UTF-8 text, but some bytes are no such characters; save it as UTF-8", e);
        }
    }

    /// Gives the document that the text spells.
    ///
    /// @param what what the text is, for messages
    /// @throws FormatException if it is no strict JSON
    public static JsonNode parse(String text, String what) {
        if (text.isBlank()) {
            throw new FormatException(what + ": a JSON document is needed, but this is empty");
        }
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            throw new FormatException(
                    what + ": the text must be JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse("")
                            + (place == null ? "" : "; line " + place.getLineNr() + ", column " + place.getColumnNr()),
                    e);
        }
    }

    /// Gives the document as text, indented by two spaces, ending with a line feed: the same for every machine.
    public static String toText(JsonNode json) {
        var printer = new DefaultPrettyPrinter().withObjectIndenter(TWO_SPACES);
        return MAPPER.writer().with(printer).writeValueAsString(json) + "\n";
    }

    /// Gives the text of [#toText(JsonNode)] in UTF-8.
    public static byte[] toBytes(JsonNode json) {
        return toText(json).getBytes(StandardCharsets.UTF_8);
    }
}
