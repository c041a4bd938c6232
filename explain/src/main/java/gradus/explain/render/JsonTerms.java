package gradus.explain.render;

import gradus.explain.maths.Symbol;
import gradus.explain.maths.Term;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Symbols and formulas as trees of JSON, each object with its `type`.
final class JsonTerms {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonTerms() {}

    static ObjectNode symbol(Symbol symbol) {
        return switch (symbol) {
            case Symbol.Name(var letter, var layer, var indices) -> {
                ObjectNode node = typed("name").put("letter", letter).put("layer", layer);
                ArrayNode array = node.putArray("indices");
                indices.forEach(array::add);
                yield node;
            }
            case Symbol.Derivative(var of, var by) -> {
                ObjectNode node = typed("derivative");
                node.set("of", symbol(of));
                node.set("by", symbol(by));
                yield node;
            }
            case Symbol.Of(var letter, var to) -> {
                ObjectNode node = typed("of").put("letter", letter);
                node.set("to", symbol(to));
                yield node;
            }
            case Symbol.Next(var of) -> {
                ObjectNode node = typed("next");
                node.set("of", symbol(of));
                yield node;
            }
        };
    }

    static ObjectNode term(Term term) {
        return switch (term) {
            case Term.Quantity(var symbol, double value, var line) -> {
                ObjectNode node = typed("quantity");
                node.set("symbol", symbol(symbol));
                number(node, "value", value);
                line.ifPresent(id -> node.put("line", id));
                yield node;
            }
            case Term.Fixed(double value) -> number(typed("fixed"), "value", value);
            case Term.Sum sum -> sum(sum);
            case Term.Product(var factors) -> list(typed("product"), "factors", factors);
            case Term.Quotient(var dividend, var divisor) ->
                pair(typed("quotient"), "dividend", dividend, "divisor", divisor);
            case Term.Power(var base, var exponent) -> pair(typed("power"), "base", base, "exponent", exponent);
            case Term.Negative(var inner) -> {
                ObjectNode node = typed("negative");
                node.set("term", term(inner));
                yield node;
            }
            case Term.Apply(var function, var arguments) ->
                list(typed("apply").put("function", lower(function)), "arguments", arguments);
            case Term.Choice(var condition, var then, var otherwise) -> {
                ObjectNode node = typed("choice");
                node.set("condition", term(condition));
                yield pair(node, "then", then, "otherwise", otherwise);
            }
            case Term.Condition(var left, var comparison, var right) ->
                pair(typed("condition").put("comparison", lower(comparison)), "left", left, "right", right);
        };
    }

    /// Puts a number; what JSON has no number for is a word.
    static ObjectNode number(ObjectNode node, String key, double value) {
        return Double.isFinite(value) ? node.put(key, value) : node.put(key, Double.toString(value));
    }

    private static ObjectNode sum(Term.Sum sum) {
        ObjectNode node = list(typed("sum"), "terms", sum.terms());
        sum.rest().ifPresent(rest -> number(node.putObject("rest").put("count", rest.count()), "total", rest.total()));
        return node;
    }

    private static ObjectNode typed(String type) {
        return JSON.objectNode().put("type", type);
    }

    private static ObjectNode list(ObjectNode node, String key, List<Term> terms) {
        ArrayNode array = node.putArray(key);
        terms.forEach(term -> array.add(term(term)));
        return node;
    }

    private static ObjectNode pair(ObjectNode node, String first, Term one, String second, Term other) {
        node.set(first, term(one));
        node.set(second, term(other));
        return node;
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
