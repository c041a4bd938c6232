package gradus.io.json;

import gradus.core.type.FormatException;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Reads truths, numbers and texts.
final class Plain {
    private Plain() {}

    /// Gives the value, or nothing if `type` is not a plain type.
    ///
    /// @param wrong makes the error from what was expected
    static Optional<Object> read(Class<?> type, JsonNode json, Function<String, FormatException> wrong) {
        return switch (type.getName()) {
            case "boolean", "java.lang.Boolean" -> {
                require(json.isBoolean(), "true or false", wrong);
                yield Optional.of(json.booleanValue());
            }
            case "int", "java.lang.Integer" -> {
                boolean whole = json.isIntegralNumber() && json.canConvertToInt();
                require(whole, "a whole number of at most 2147483647", wrong);
                yield Optional.of(json.intValue());
            }
            case "long", "java.lang.Long" -> {
                require(json.isIntegralNumber() && json.canConvertToLong(), "a whole number of 64 bits", wrong);
                yield Optional.of(json.longValue());
            }
            case "double", "java.lang.Double" -> Optional.of(real(json, wrong));
            case "float", "java.lang.Float" -> {
                double number = real(json, wrong);
                require(Double.isInfinite(number) || !Float.isInfinite((float) number), "a number of 32 bits", wrong);
                yield Optional.of((float) number);
            }
            case "java.lang.String" -> {
                require(json.isString(), "a text" + (json.isValueNode() ? " (put it in quotes)" : ""), wrong);
                yield Optional.of(json.stringValue());
            }
            default -> Optional.empty();
        };
    }

    private static double real(JsonNode json, Function<String, FormatException> wrong) {
        if (json.isString()) {
            return switch (json.stringValue()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw wrong.apply("a number");
            };
        }
        require(json.isNumber(), "a number", wrong);
        double number = json.numberValue().doubleValue();
        require(Double.isFinite(number), "a number within ±1.8e308", wrong);
        return number;
    }

    private static void require(boolean rule, String expected, Function<String, FormatException> wrong) {
        if (!rule) {
            throw wrong.apply(expected);
        }
    }
}
