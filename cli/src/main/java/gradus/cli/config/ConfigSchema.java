package gradus.cli.config;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schema of configurations, made of [Settings]: editors complete keys by it and mark what is wrong.
public final class ConfigSchema {
    /// The name under which `gradus init` looks for it, beside the configuration.
    public static final String FILE = "gradus.schema.json";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ConfigSchema() {}

    /// Gives the schema as text.
    public static String text() {
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(tree())
                        .replace("\r\n", "\n")
                + "\n";
    }

    private static JsonNode tree() {
        ObjectNode root = JSON.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "A configuration of gradus train");
        section(root);
        for (Setting setting : Settings.all()) {
            ObjectNode at = root;
            for (String part : setting.section().split("\\.")) {
                ObjectNode inside = (ObjectNode) at.get("properties");
                JsonNode next = inside.get(part);
                at = next == null ? section(inside.putObject(part)) : (ObjectNode) next;
            }
            ((ObjectNode) at.get("properties")).set(setting.key(), value(setting));
        }
        ObjectNode network = (ObjectNode) root.get("properties").get("network");
        network.putArray("type").add("object").add("null").add("string"); // the words alone
        return root;
    }

    private static ObjectNode section(ObjectNode node) {
        node.putArray("type").add("object").add("null");
        node.put("additionalProperties", false);
        node.putObject("properties");
        return node;
    }

    private static JsonNode value(Setting setting) {
        ObjectNode node = JSON.objectNode();
        node.put("description", setting.meaning() + "; default: " + setting.fallback());
        List<String> words = SettingValues.of(setting);
        switch (setting.form()) {
            case TEXT -> {
                if (words.isEmpty()) {
                    type(node, "string");
                } else {
                    words(node, words).addNull();
                }
            }
            case WHOLE -> type(node, "integer");
            case NUMBER -> type(node, "number");
            case WHOLES -> type(node, "array").putObject("items").put("type", "integer");
            case TEXTS -> type(node, "array").putObject("items").put("type", "string");
            case NUMBERS ->
                type(node, "object").putObject("additionalProperties").put("type", "number");
            case PAIRS -> {
                ObjectNode values = type(node, "object").putObject("additionalProperties");
                if (words.isEmpty()) {
                    values.put("type", "string");
                } else {
                    words(values, words);
                }
            }
        }
        return node;
    }

    private static ObjectNode type(ObjectNode node, String name) {
        node.putArray("type").add(name).add("null");
        return node;
    }

    private static ArrayNode words(ObjectNode node, List<String> words) {
        ArrayNode choices = node.putArray("enum");
        words.forEach(choices::add);
        return choices;
    }
}
