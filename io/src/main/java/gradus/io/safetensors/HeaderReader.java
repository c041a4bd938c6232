package gradus.io.safetensors;

import gradus.core.type.FormatException;
import gradus.core.type.Shape;
import gradus.io.element.ElementType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads the JSON of a header token by token: nothing is built but the entries, and whatever stands where the format
/// has no place for it, deep nesting for instance, is an error at once.
final class HeaderReader {
    private static final String METADATA = SafetensorsFile.METADATA;
    private static final int MOST_AXES = 64;
    private static final int MOST_DEPTH = 8;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
            .build();

    private final JsonParser json;
    private final String where;

    private HeaderReader(JsonParser json, String where) {
        this.json = json;
        this.where = where;
    }

    /// Gives the header that the bytes spell.
    static Header read(byte[] bytes, String where) {
        String text = text(bytes, where);
        if (!text.startsWith("{")) {
            throw new FormatException(where + ": the header must begin with '{', but begins with "
                    + (text.isEmpty() ? "nothing: it is empty" : "'" + text.substring(0, 1) + "'")
                    + "; is it a safetensors file?");
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return new HeaderReader(parser, where).header();
        } catch (JacksonException e) {
            throw new FormatException(
                    where + ": the header must be JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse("") + "; at character "
                            + (e.getLocation() == null ? 0 : e.getLocation().getCharOffset()),
                    e);
        }
    }

    private static String text(byte[] bytes, String where) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FormatException(
                    where + ": the header must be UTF-8 text, but some bytes are no such characters", e);
        }
    }

    private Header header() {
        List<Entry> entries = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        json.nextToken();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            if (!seen.add(name)) {
                throw new FormatException(
                        where + ": every name must stand once in the header, but '" + name + "' stands twice");
            }
            expect(json.nextToken() == JsonToken.START_OBJECT, "'" + name + "' must be an object");
            if (name.equals(METADATA)) {
                metadata(metadata);
            } else {
                entries.add(entry(name));
            }
        }
        expect(json.nextToken() == null, "nothing but white space may follow the closing '}'");
        return new Header(entries, metadata);
    }

    private void metadata(Map<String, String> metadata) {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            expect(json.nextToken() == JsonToken.VALUE_STRING, METADATA + " '" + name + "' must be text");
            expect(metadata.put(name, json.getString()) == null, METADATA + " '" + name + "' stands twice");
        }
    }

    private Entry entry(String name) {
        String tensor = "tensor '" + name + "'";
        String dtype = "";
        List<Long> sizes = List.of();
        List<Long> span = List.of();
        Set<String> seen = new HashSet<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            expect(seen.add(key), tensor + " has '" + key + "' twice");
            JsonToken value = json.nextToken();
            switch (key) {
                case "dtype" -> {
                    expect(value == JsonToken.VALUE_STRING, tensor + ": dtype must be text");
                    dtype = json.getString();
                }
                case "shape" -> sizes = numbers(value, MOST_AXES, tensor + ": shape");
                case "data_offsets" -> span = numbers(value, 2, tensor + ": data_offsets");
                default -> throw problem(tensor + " has the unknown key '" + key + "'");
            }
        }
        expect(
                seen.containsAll(List.of("dtype", "shape", "data_offsets")),
                tensor + " must have dtype, shape and data_offsets, got "
                        + seen.stream().sorted().toList());
        expect(span.size() == 2, tensor + ": data_offsets must be two numbers, got " + span);
        return checked(name, dtype, sizes, span);
    }

    private List<Long> numbers(JsonToken start, int most, String what) {
        expect(start == JsonToken.START_ARRAY, what + " must be a list of whole numbers");
        List<Long> numbers = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            expect(token == JsonToken.VALUE_NUMBER_INT, what + " must hold whole numbers only");
            expect(
                    json.getNumberType() != JsonParser.NumberType.BIG_INTEGER && json.getLongValue() >= 0,
                    what + " must hold numbers from 0 to 2⁶³ − 1");
            expect(numbers.size() < most, what + " must have at most " + most + " numbers");
            numbers.add(json.getLongValue());
        }
        return numbers;
    }

    private Entry checked(String name, String dtype, List<Long> sizes, List<Long> span) {
        String tensor = "tensor '" + name + "'";
        ElementType element = ElementType.named(dtype)
                .orElseThrow(() ->
                        problem(tensor + ": the element type must be one of " + names() + ", got '" + dtype + "'"));
        Shape shape = shape(tensor, sizes);
        long begin = span.get(0);
        long end = span.get(1);
        expect(begin <= end, tensor + ": data_offsets must not run backwards, got " + span);
        long bits = (long) shape.count() * element.bits();
        long bytes = bits / Byte.SIZE;
        expect(
                end - begin == bytes && bits % Byte.SIZE == 0,
                tensor + ": " + dtype + shape + " takes " + bytes + " bytes, but data_offsets " + span + " span "
                        + (end - begin));
        return new Entry(name, element, shape, begin, end);
    }

    private Shape shape(String tensor, List<Long> sizes) {
        long count = 1;
        int[] axes = new int[sizes.size()];
        for (int i = 0; i < axes.length; i++) {
            long size = sizes.get(i);
            boolean fits = size <= Integer.MAX_VALUE && count * size <= Integer.MAX_VALUE;
            expect(fits, tensor + ": at most 2147483647 elements can be held, got shape " + sizes);
            count *= size;
            axes[i] = (int) size;
        }
        return Shape.of(axes);
    }

    private static String names() {
        return Arrays.stream(ElementType.values()).map(ElementType::name).collect(Collectors.joining(", "));
    }

    private void expect(boolean rule, String message) {
        if (!rule) {
            throw problem(message);
        }
    }

    private FormatException problem(String message) {
        return new FormatException(where + ": " + message);
    }
}
