package gradus.explain.render;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Judges JSON by the part of JSON Schema that our schema uses.
final class JsonSchema {
    private final JsonNode root;

    JsonSchema(JsonNode root) {
        this.root = root;
    }

    /// Gives what is wrong, each with its place; nothing if the document is as the schema says.
    List<String> judge(JsonNode document) {
        return judge(document, root, "$");
    }

    private List<String> judge(JsonNode node, JsonNode schema, String place) {
        var wrong = new ArrayList<String>();
        if (schema.has("$ref")) {
            String name = schema.get("$ref").stringValue().substring("#/$defs/".length());
            wrong.addAll(judge(node, root.get("$defs").required(name), place));
        }
        if (schema.has("oneOf")) {
            long fitting = schema.get("oneOf")
                    .valueStream()
                    .filter(each -> judge(node, each, place).isEmpty())
                    .count();
            if (fitting != 1) {
                wrong.add(place + ": fits " + fitting + " of the alternatives, not one: " + node);
            }
        }
        if (schema.has("const") && !schema.get("const").equals(node)) {
            wrong.add(place + ": must be " + schema.get("const"));
        }
        if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(node::equals)) {
            wrong.add(place + ": must be one of " + schema.get("enum"));
        }
        if (schema.has("type")) {
            typed(node, schema, place, wrong);
        }
        return wrong;
    }

    private void typed(JsonNode node, JsonNode schema, String place, List<String> wrong) {
        boolean fits = switch (schema.get("type").stringValue()) {
            case "object" -> node.isObject();
            case "array" -> node.isArray();
            case "string" -> node.isString();
            case "integer" -> node.isIntegralNumber();
            case "number" -> node.isNumber();
            case "boolean" -> node.isBoolean();
            default -> throw new IllegalArgumentException("schema of an unknown type: " + schema);
        };
        if (!fits) {
            wrong.add(place + ": must be of type " + schema.get("type") + ", is " + node);
        } else if (node.isObject()) {
            object(node, schema, place, wrong);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                wrong.addAll(judge(node.get(i), schema.get("items"), place + "[" + i + "]"));
            }
        }
    }

    private void object(JsonNode node, JsonNode schema, String place, List<String> wrong) {
        JsonNode keys = schema.get("properties");
        schema.get("required")
                .valueStream()
                .map(JsonNode::stringValue)
                .filter(key -> !node.has(key))
                .forEach(key -> wrong.add(place + ": lacks " + key));
        node.propertyStream().forEach(entry -> {
            if (keys.has(entry.getKey())) {
                wrong.addAll(judge(entry.getValue(), keys.get(entry.getKey()), place + "." + entry.getKey()));
            } else {
                wrong.add(place + ": no key " + entry.getKey() + " is documented");
            }
        });
    }
}
