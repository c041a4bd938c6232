package gradus.io.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The records and enums that may stand where an interface is declared, each under its name. No other class is ever
/// made from a document.
///
/// @param types records, enums and sealed interfaces that were allowed
/// @param names names that differ from those that [Names] gives
record Registry(List<Class<?>> types, Map<Class<?>, String> names) {
    static final Registry EMPTY = new Registry(List.of(), Map.of());

    Registry with(Class<?> type) {
        if (!type.isRecord() && !type.isEnum() && !type.isSealed()) {
            throw new IllegalArgumentException("json: only records, enums and sealed interfaces can be allowed, got "
                    + type.getName() + "; register a leaf for it");
        }
        List<Class<?>> more = new ArrayList<>(types);
        more.add(type);
        return new Registry(List.copyOf(more), names);
    }

    Registry with(Class<?> type, String name) {
        Map<Class<?>, String> more = new LinkedHashMap<>(names);
        more.put(type, name);
        return new Registry(types, Map.copyOf(more)).with(type);
    }

    String name(Class<?> type) {
        return names.getOrDefault(type, Names.kebab(type.getSimpleName()));
    }

    /// Gives the records and enums that may stand for `declared`, by name: those that it permits, and those
    /// allowed.
    Map<String, Class<?>> members(Class<?> declared) {
        Map<String, Class<?>> members = new LinkedHashMap<>();
        collect(declared, declared, members);
        types.forEach(type -> collect(type, declared, members));
        return members;
    }

    private void collect(Class<?> type, Class<?> declared, Map<String, Class<?>> members) {
        if (type.isRecord() || type.isEnum()) {
            if (declared.isAssignableFrom(type)) {
                put(type, declared, members);
            }
        } else if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, declared, members);
            }
        }
    }

    private void put(Class<?> type, Class<?> declared, Map<String, Class<?>> members) {
        Class<?> other = members.putIfAbsent(name(type), type);
        if (other != null && other != type) {
            throw new IllegalArgumentException("json: each member of " + declared.getSimpleName()
                    + " must have its own name, but " + other.getName() + " and " + type.getName() + " are both '"
                    + name(type) + "'; give one another name by named(type, name)");
        }
    }
}
