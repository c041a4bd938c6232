package gradus.core.tree;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// Walks and rebuilds trees of records, lists, maps and optionals. A leaf is a value of a chosen type; its path is
/// made of component names, list indices and map keys, joined by dots: `layers.0.weight`.
///
/// {@snippet file="TensorSnippets.java" region="Tree"}
public final class Tree {
    private Tree() {}

    /// Gives the leaves of a type by path, in the order of components.
    ///
    /// @param root the tree
    /// @param leafType the type of the leaves
    /// @throws IllegalArgumentException if two leaves have the same path
    public static <L> Map<String, L> leaves(Object root, Class<L> leafType) {
        Map<String, L> leaves = new LinkedHashMap<>();
        map(root, leafType, (path, leaf) -> {
            if (leaves.put(path, leaf) != null) {
                throw new IllegalArgumentException(
                        "tree: every leaf needs a path of its own, got “" + path + "” twice; rename a map key");
            }
            return leaf;
        });
        return leaves;
    }

    /// Gives a copy of the tree with each leaf replaced; parts without leaves are shared.
    ///
    /// @param root the tree
    /// @param leafType the type of the leaves
    /// @param replacement what stands for the leaf at a path
    @SuppressWarnings("unchecked") // a record, list, map or optional is rebuilt as its own type
    public static <T, L> T map(T root, Class<L> leafType, BiFunction<String, L, ? extends L> replacement) {
        return (T) visit("", root, leafType, replacement);
    }

    private static <L> Object visit(
            String path, Object value, Class<L> leafType, BiFunction<String, L, ? extends L> change) {
        return leafType.isInstance(value)
                ? change.apply(path, leafType.cast(value))
                : parts(path, value, (inner, part) -> visit(inner, part, leafType, change));
    }

    /// Gives a value with each part that lies directly in it replaced; it is shared if all stay.
    ///
    /// @param path the path of the value
    /// @param change what stands for the part at a path
    static Object parts(String path, Object value, BiFunction<String, Object, Object> change) {
        return switch (value) {
            case Record record -> record(path, record, change);
            case List<?> list -> {
                List<Object> changed = new ArrayList<>();
                for (Object element : list) {
                    changed.add(change.apply(join(path, Integer.toString(changed.size())), element));
                }
                yield same(list, changed) ? list : List.copyOf(changed);
            }
            case Map<?, ?> map -> map(path, map, change);
            case Optional<?> optional -> {
                Optional<Object> changed = optional.map(element -> change.apply(path, element));
                yield same(optional.stream().toList(), changed.stream().toList()) ? optional : changed;
            }
            default -> value;
        };
    }

    /// A map without an order of its own, such as [Map#of], is walked by key: its order differs from run to run.
    private static Object map(String path, Map<?, ?> map, BiFunction<String, Object, Object> change) {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        if (!(map instanceof SequencedMap)) {
            entries.sort(Comparator.comparing(entry -> String.valueOf(entry.getKey())));
        }
        LinkedHashMap<Object, Object> changed = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : entries) {
            String inner = join(path, String.valueOf(entry.getKey()));
            changed.put(entry.getKey(), change.apply(inner, entry.getValue()));
        }
        List<Object> before = new ArrayList<>();
        entries.forEach(entry -> before.add(entry.getValue()));
        return same(before, List.copyOf(changed.values())) ? map : Collections.unmodifiableSequencedMap(changed);
    }

    @SuppressWarnings("ReferenceEquality") // a part is shared only if it is the very same object
    private static boolean same(List<?> before, List<?> after) {
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) != after.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    @SuppressWarnings("ReferenceEquality") // a part is shared only if it is the very same object
    private static Object record(String path, Record record, BiFunction<String, Object, Object> change) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        boolean changed = false;
        for (int i = 0; i < components.length; i++) {
            Object before = component(record, components[i]);
            values[i] = change.apply(join(path, components[i].getName()), before);
            changed |= values[i] != before;
        }
        return changed ? rebuilt(record.getClass(), components, values) : record;
    }

    /// Gives the value of a record's component.
    public static Object component(Record record, RecordComponent component) {
        return reflected(record.getClass(), () -> {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        });
    }

    /// Gives a record of a type from the values of its components.
    public static Record rebuilt(Class<? extends Record> type, RecordComponent[] components, Object[] values) {
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
            if (!types[i].isPrimitive() && values[i] != null && !types[i].isInstance(values[i])) {
                throw new IllegalArgumentException("tree: “" + components[i].getName() + "” of " + type.getSimpleName()
                        + " must be a " + types[i].getSimpleName() + ", got a "
                        + values[i].getClass().getSimpleName());
            }
        }
        return reflected(type, () -> {
            Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        });
    }

    @FunctionalInterface
    private interface Reflection<T> {
        T run() throws ReflectiveOperationException;
    }

    private static <T> T reflected(Class<?> type, Reflection<T> action) {
        try {
            return action.run();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("tree: " + type.getName() + " failed", e);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw new IllegalStateException(
                    "tree: the record " + type.getName()
                            + " must be readable by gradus.core, but its module does not open its package; add `opens "
                            + type.getPackageName() + ";` to its module-info",
                    e);
        }
    }

    /// Gives the same tree with each leaf replaced by a function that needs no path.
    public static <T, L> T map(T root, Class<L> leafType, UnaryOperator<L> replacement) {
        return map(root, leafType, (_, leaf) -> replacement.apply(leaf));
    }
}
