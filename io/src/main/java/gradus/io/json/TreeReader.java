package gradus.io.json;

import gradus.core.tree.Tree;
import gradus.core.type.FormatException;
import gradus.nn.data.NearestName;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Walks a JSON document beside the declared types and gives the values.
final class TreeReader {
    private final RecordJson form;
    private final String what;
    private final Map<Class<?>, Map<String, Class<?>>> members = new HashMap<>();

    TreeReader(RecordJson form, String what) {
        this.form = form;
        this.what = what;
    }

    Object read(String path, Declared declared, JsonNode json) {
        Class<?> raw = declared.raw();
        Optional<LeafCodec<Object>> leaf = form.leaf(raw);
        if (leaf.isPresent()) {
            return guarded(path, () -> leaf.get().read(path, json));
        }
        Optional<Object> plain = Plain.read(raw, json, problem -> wrong(path, problem, json));
        if (plain.isPresent()) {
            return plain.get();
        }
        if (raw == Optional.class) {
            return json.isNull() ? Optional.empty() : Optional.of(read(path, declared.argument(0), json));
        }
        if (raw == List.class) {
            return List.copyOf(elements(path, declared.argument(0), json));
        }
        if (raw == Map.class) {
            return map(path, declared.argument(1), json);
        }
        if (raw.isArray()) {
            return array(path, raw.getComponentType(), json);
        }
        if (raw.isEnum()) {
            return constant(path, raw, json);
        }
        if (raw.isRecord()) {
            return record(path, declared, json, List.of());
        }
        if (raw.isInterface()) {
            return member(path, raw, json);
        }
        throw new IllegalArgumentException("json: " + Names.at(path) + " is declared as " + raw.getName()
                + ", which has no JSON; make it a record or register a leaf for it");
    }

    private List<Object> elements(String path, Declared element, JsonNode json) {
        if (!json.isArray()) {
            throw wrong(path, "a list", json);
        }
        List<Object> elements = new ArrayList<>();
        for (JsonNode value : json.values()) {
            elements.add(read(Names.join(path, Integer.toString(elements.size())), element, value));
        }
        return elements;
    }

    private Object array(String path, Class<?> element, JsonNode json) {
        List<Object> elements = elements(path, Declared.of(element), json);
        Object array = Array.newInstance(element, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, elements.get(i));
        }
        return array;
    }

    private Map<String, Object> map(String path, Declared element, JsonNode json) {
        if (!json.isObject()) {
            throw wrong(path, "an object", json);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        json.forEachEntry((key, value) -> map.put(key, read(Names.join(path, key), element, value)));
        return Collections.unmodifiableMap(map);
    }

    private Object constant(String path, Class<?> type, JsonNode json) {
        List<String> names = new ArrayList<>();
        for (Object candidate : type.getEnumConstants()) {
            Enum<?> constant = (Enum<?>) candidate;
            String name = Names.constant(constant);
            if (json.isString()
                    && (json.stringValue().equals(name) || json.stringValue().equals(constant.name()))) {
                return constant;
            }
            names.add(name);
        }
        throw wrong(path, "one of " + String.join(", ", names), json, names);
    }

    private Object member(String path, Class<?> declared, JsonNode json) {
        Map<String, Class<?>> family = members.computeIfAbsent(declared, form::members);
        if (family.isEmpty()) {
            throw new IllegalArgumentException("json: " + Names.at(path) + " is declared as " + declared.getName()
                    + ", of which no record is allowed; allow some by with(Class...)");
        }
        if (json.isString()) {
            return shortForm(path, family, json);
        }
        JsonNode type = json.isObject() ? json.get(Names.TYPE) : null;
        if (type == null) {
            throw wrong(path, "an object with the key 'type' (" + names(family) + ")", json);
        }
        Class<?> found = type.isString() ? family.get(type.stringValue()) : null;
        if (found == null || found.isEnum()) {
            throw wrong(Names.join(path, Names.TYPE), "one of " + names(family), type, family.keySet());
        }
        return record(path, Declared.of(found), json, List.of(Names.TYPE));
    }

    private Object shortForm(String path, Map<String, Class<?>> family, JsonNode json) {
        String text = json.stringValue();
        Class<?> found = family.get(text);
        if (found != null && found.isRecord()) {
            return record(path, Declared.of(found), JsonNodeFactory.instance.objectNode(), List.of());
        }
        List<String> choices = new ArrayList<>();
        for (var member : family.entrySet()) {
            if (!member.getValue().isEnum()) {
                choices.add(member.getKey());
                continue;
            }
            for (Object constant : member.getValue().getEnumConstants()) {
                if (Names.constant((Enum<?>) constant).equals(text)) {
                    return constant;
                }
                choices.add(Names.constant((Enum<?>) constant));
            }
        }
        throw wrong(path, "one of " + String.join(", ", choices), json, choices);
    }

    private static String names(Map<String, Class<?>> family) {
        return String.join(", ", family.keySet());
    }

    private Object record(String path, Declared declared, JsonNode json, List<String> extra) {
        if (!json.isObject()) {
            throw wrong(path, "an object", json);
        }
        RecordComponent[] components = declared.raw().getRecordComponents();
        List<String> known =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        refuseUnknown(path, json, known, extra);
        Class<? extends Record> type = declared.raw().asSubclass(Record.class);
        Optional<Record> defaults = json.size() - extra.size() < known.size() ? Defaults.of(type) : Optional.empty();
        Object[] values = new Object[components.length];
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            JsonNode value = json.get(known.get(i));
            if (value != null) {
                Declared inner = declared.component(component.getGenericType());
                values[i] = read(Names.join(path, known.get(i)), inner, value);
            } else if (defaults.isPresent()) {
                values[i] = Tree.component(defaults.get(), component);
            } else if (component.getType() == Optional.class) {
                values[i] = Optional.empty();
            } else {
                missing.add(known.get(i));
            }
        }
        refuseMissing(path, json, missing);
        return guarded(path, () -> Tree.rebuilt(type, components, values));
    }

    private void refuseMissing(String path, JsonNode json, List<String> missing) {
        if (!missing.isEmpty()) {
            throw new FormatException(what + ": " + Names.at(path) + " must have the "
                    + (missing.size() == 1 ? "key " : "keys ") + String.join(", ", missing) + "; it has "
                    + (json.isEmpty() ? "none" : String.join(", ", json.propertyNames())));
        }
    }

    private void refuseUnknown(String path, JsonNode json, List<String> known, List<String> extra) {
        Collection<String> unknown = new TreeSet<>(json.propertyNames());
        unknown.removeAll(known);
        unknown.removeAll(extra);
        if (!unknown.isEmpty()) {
            String first = unknown.iterator().next();
            throw new FormatException(what + ": "
                    + (unknown.size() == 1 ? "unknown key " : "unknown keys ")
                    + String.join(
                            ", ",
                            unknown.stream().map(key -> Names.join(path, key)).toList())
                    + "; known there " + (known.isEmpty() ? "is none" : "are " + String.join(", ", known))
                    + NearestName.suggestion(first, known));
        }
    }

    private interface Making {
        Object make();
    }

    /// What a constructor or a leaf refuses is told with its path.
    private Object guarded(String path, Making making) {
        try {
            return making.make();
        } catch (RuntimeException e) {
            throw new FormatException(what + ": " + Names.at(path) + ": " + e.getMessage(), e);
        }
    }

    private FormatException wrong(String path, String expected, JsonNode got) {
        return new FormatException(what + ": " + Names.at(path) + " must be " + expected + ", got " + Kind.of(got));
    }

    private FormatException wrong(String path, String expected, JsonNode got, Collection<String> candidates) {
        String suggestion = got.isString() ? NearestName.suggestion(got.stringValue(), candidates) : "";
        return new FormatException(
                what + ": " + Names.at(path) + " must be " + expected + ", got " + Kind.of(got) + suggestion);
    }
}
