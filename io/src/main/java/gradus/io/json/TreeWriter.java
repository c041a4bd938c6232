package gradus.io.json;

import gradus.core.tree.Tree;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Walks a tree of values beside its declared types and gives its JSON.
final class TreeWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final RecordJson form;
    private final Map<Class<?>, Map<String, Class<?>>> members = new HashMap<>();

    TreeWriter(RecordJson form) {
        this.form = form;
    }

    JsonNode write(String path, Declared declared, @Nullable Object value) {
        if (value == null) {
            throw problem(path, "must not be null; use Optional");
        }
        Optional<LeafCodec<Object>> leaf = form.leaf(declared.raw());
        if (leaf.isPresent()) {
            return leaf.get().write(path, value);
        }
        return switch (value) {
            case Boolean truth -> JSON.booleanNode(truth);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Double number -> real(number);
            case Float number -> real(number);
            case String text -> JSON.stringNode(text);
            case Optional<?> optional ->
                optional.isEmpty() ? JSON.nullNode() : write(path, declared.argument(0), optional.get());
            case List<?> list -> list(path, declared.argument(0), list);
            case Map<?, ?> map -> map(path, declared.argument(1), map);
            case Enum<?> constant -> constant(path, declared, constant);
            case Record record -> record(path, declared, record);
            default -> {
                if (value.getClass().isArray()) {
                    yield array(path, value);
                }
                throw problem(
                        path,
                        "is a " + value.getClass().getName()
                                + ", which has no JSON; make it a record or register a leaf for it");
            }
        };
    }

    private static JsonNode real(double number) {
        return Double.isFinite(number) ? JSON.numberNode(number) : JSON.stringNode(Double.toString(number));
    }

    /// The shortest digits of a float are read back as a double; where that could round twice, all digits are
    /// written.
    private static JsonNode real(float number) {
        double shortest = Double.parseDouble(Float.toString(number));
        return real((float) shortest == number ? shortest : (double) number);
    }

    private JsonNode list(String path, Declared element, List<?> list) {
        ArrayNode json = JSON.arrayNode();
        for (Object value : list) {
            json.add(write(Names.join(path, Integer.toString(json.size())), element, value));
        }
        return json;
    }

    private JsonNode array(String path, Object array) {
        ArrayNode json = JSON.arrayNode();
        Declared element = Declared.of(array.getClass().getComponentType());
        for (int i = 0; i < Array.getLength(array); i++) {
            json.add(write(Names.join(path, Integer.toString(i)), element, Array.get(array, i)));
        }
        return json;
    }

    private JsonNode map(String path, Declared element, Map<?, ?> map) {
        ObjectNode json = JSON.objectNode();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw problem(path, "must have texts as keys, got " + key);
            }
            json.set(name, write(Names.join(path, name), element, value));
        });
        return json;
    }

    private JsonNode constant(String path, Declared declared, Enum<?> constant) {
        Class<?> type = constant.getDeclaringClass();
        if (declared.raw() != type) {
            name(path, declared.raw(), type);
        }
        return JSON.stringNode(Names.constant(constant));
    }

    private JsonNode record(String path, Declared declared, Record record) {
        ObjectNode json = JSON.objectNode();
        Declared exact = declared;
        if (declared.raw() != record.getClass()) {
            json.put(Names.TYPE, name(path, declared.raw(), record.getClass()));
            exact = Declared.of(record.getClass());
        }
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String inner = Names.join(path, component.getName());
            if (json.has(component.getName())) {
                throw problem(
                        inner,
                        "cannot be written: the key 'type' says which "
                                + declared.raw().getSimpleName() + " this is; give the component another name");
            }
            json.set(
                    component.getName(),
                    write(inner, exact.component(component.getGenericType()), Tree.component(record, component)));
        }
        return json;
    }

    private String name(String path, Class<?> declared, Class<?> type) {
        for (var member : members.computeIfAbsent(declared, form::members).entrySet()) {
            if (member.getValue() == type) {
                return member.getKey();
            }
        }
        throw problem(
                path,
                "is a " + type.getName() + ", which is not allowed as a " + declared.getSimpleName()
                        + " and could not be read back; allow it by with(" + type.getSimpleName() + ".class)");
    }

    private static IllegalArgumentException problem(String path, String message) {
        return new IllegalArgumentException("json: " + Names.at(path) + " " + message);
    }
}
