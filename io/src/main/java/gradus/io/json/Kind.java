package gradus.io.json;

import tools.jackson.databind.JsonNode;

/// Says for messages what a JSON value is.
final class Kind {
    private static final int MOST_SHOWN = 40;

    private Kind() {}

    static String of(JsonNode json) {
        if (json.isNull() || json.isMissingNode()) {
            return "nothing (null)";
        }
        if (json.isString()) {
            String text = json.stringValue();
            return "the text \"" + (text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…") + "\"";
        }
        if (json.isArray()) {
            return "a list of " + json.size();
        }
        if (json.isObject()) {
            return "an object with "
                    + (json.isEmpty() ? "no keys" : "the keys " + String.join(", ", json.propertyNames()));
        }
        return json.isNumber() ? "the number " + json : String.valueOf(json);
    }
}
