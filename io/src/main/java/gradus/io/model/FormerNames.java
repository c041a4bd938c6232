package gradus.io.model;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Files of earlier builds under the names of today: a convolution was of another type for each number of axes.
final class FormerNames {
    private static final Pattern BY_AXES = Pattern.compile("(conv|conv-transpose)[123]d");

    private FormerNames() {}

    /// Gives the document of a network with the names of today.
    static JsonNode renamed(JsonNode network) {
        JsonNode today = network.deepCopy();
        rename(today);
        return today;
    }

    private static void rename(JsonNode json) {
        JsonNode type = json.path("type");
        if (json instanceof ObjectNode object && type.isString()) {
            var former = BY_AXES.matcher(type.stringValue());
            if (former.matches()) {
                object.put("type", former.group(1));
            }
            if (type.stringValue().equals("depthwise-separable")) {
                List.of("depthwise", "pointwise").forEach(part -> withoutType(object.path(part)));
            }
        }
        json.values().forEach(FormerNames::rename);
    }

    /// Where the record is declared, its name is not said.
    private static void withoutType(JsonNode part) {
        if (part instanceof ObjectNode convolution) {
            convolution.remove("type");
        }
    }
}
