package gradus.cli.config;

import gradus.explain.derivation.Numeral;
import gradus.io.file.FileProblem;
import gradus.nn.data.NearestName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A place in a file of a derivation; numbers keep the digits with which they were written.
final class DerivationNode {
    private final String where;
    private final JsonNode node;

    private DerivationNode(String where, JsonNode node) {
        this.where = where;
        this.node = node;
    }

    /// What is done with a file.
    @FunctionalInterface
    interface Reading<T> {
        T read();
    }

    static DerivationNode of(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw FileProblem.reading(file, e);
        }
        return of(file.toString(), text);
    }

    static DerivationNode of(String where, String text) {
        try {
            JsonNode read = YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build()
                    .readTree(text);
            DerivationNode root = new DerivationNode(where, read);
            if (!read.isObject()) {
                throw root.problem(
                        "a derivation must be keys and values, as network, sample, target, loss and derived");
            }
            return root;
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw new IllegalArgumentException(
                    where + ": the text must be YAML: "
                            + e.getOriginalMessage().lines().findFirst().orElse("")
                            + (place == null ? "" : "; line " + place.getLineNr()),
                    e);
        }
    }

    /// Puts the file before what is wrong with what it says.
    <T> T located(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(where) ? e : new IllegalArgumentException(where + ": " + message, e);
        }
    }

    IllegalArgumentException problem(String what) {
        return new IllegalArgumentException(where + ": " + what);
    }

    boolean has(String key) {
        return node.has(key) && !node.get(key).isNull();
    }

    /// Gives what is at a key, nothing for a key that is not there.
    DerivationNode at(String key) {
        return new DerivationNode(where + ": " + key, has(key) ? node.get(key) : MissingNode.getInstance());
    }

    DerivationNode required(String key) {
        if (!has(key)) {
            throw problem("the key " + key + " is missing");
        }
        return at(key);
    }

    void requireKeys(String... known) {
        if (node.isMissingNode()) {
            return;
        }
        if (!node.isObject()) {
            throw problem("there must be keys and values: " + String.join(", ", known));
        }
        for (String key : node.propertyNames()) {
            if (!List.of(known).contains(key)) {
                throw problem("there is no key '" + key + "', there are " + String.join(", ", known)
                        + NearestName.suggestion(key, List.of(known)));
            }
        }
    }

    String text() {
        if (!node.isValueNode()) {
            throw problem("there must be one text");
        }
        return node.asString();
    }

    double number() {
        return numeral(node).value();
    }

    Map<String, DerivationNode> entries() {
        Map<String, DerivationNode> entries = new LinkedHashMap<>();
        if (!node.isMissingNode() && !node.isObject()) {
            throw problem("there must be names and what they mean, as z1: 0.3");
        }
        node.propertyStream().forEach(entry -> entries.put(entry.getKey(), at(entry.getKey())));
        return entries;
    }

    /// Gives the elements of a list; of one thing itself.
    List<DerivationNode> elements() {
        if (node.isMissingNode()) {
            return List.of();
        }
        List<DerivationNode> elements = new ArrayList<>();
        if (!node.isArray()) {
            elements.add(this);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            elements.add(new DerivationNode(where + "[" + (i + 1) + "]", node.get(i)));
        }
        return elements;
    }

    /// Gives numbers in rows: one number is a row of one, a list is one row.
    List<List<Numeral>> rows() {
        List<List<Numeral>> rows = new ArrayList<>();
        boolean isMatrix = node.isArray() && node.size() > 0 && node.get(0).isArray();
        for (JsonNode row : isMatrix ? node : List.of(node)) {
            List<Numeral> numbers = new ArrayList<>();
            for (JsonNode each : row.isArray() ? row : List.of(row)) {
                numbers.add(numeral(each));
            }
            rows.add(numbers);
        }
        return rows;
    }

    private Numeral numeral(JsonNode value) {
        if (value.isNumber()) {
            return Numeral.of(value.decimalValue());
        }
        if (value.isString()) {
            try {
                return Numeral.parse(value.stringValue());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
            }
        }
        throw problem("there must be a number, or lists of numbers, got " + value);
    }
}
