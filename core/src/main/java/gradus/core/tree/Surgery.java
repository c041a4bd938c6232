package gradus.core.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// Takes parts out of a tree of records and puts others in their place. The tree itself does not change: what comes
/// is a copy that shares all parts that stay.
///
/// {@snippet file="EngineSnippets.java" region="Surgery"}
///
/// Paths are those of [Tree]: names of components, numbers in lists and keys of maps, joined by dots. The empty path is
/// the whole tree. A list is a part as well, so layers are added or left out by another list at `layers`.
public final class Surgery {
    private Surgery() {}

    /// Gives the part at a path; of an optional that holds something, what it holds.
    ///
    /// @throws IllegalArgumentException if nothing lies there, with the paths that lie beside it
    public static Object at(Object root, String path) {
        List<Object> found = new ArrayList<>();
        walk("", root, new Place(path, false), part -> {
            found.add(part);
            return part;
        });
        return found.stream().findFirst().orElseThrow(() -> absent(root, path));
    }

    /// Gives a copy of the tree with another part at a path.
    ///
    /// @param part the new part; an optional in place of an optional, or what one shall hold
    /// @throws IllegalArgumentException if nothing lies there, or the component cannot hold the part
    @SuppressWarnings("unchecked") // below the root a record, list, map or optional is rebuilt as its own type
    public static <T> T replace(T root, String path, Object part) {
        if (path.isEmpty()) {
            return (T) root.getClass().cast(part);
        }
        boolean[] found = {false};
        Object changed = walk("", root, new Place(path, part instanceof Optional), before -> {
            found[0] = true;
            return before instanceof Optional && !(part instanceof Optional) ? Optional.of(part) : part;
        });
        if (!found[0]) {
            throw absent(root, path);
        }
        return (T) changed;
    }

    /// Gives a copy of the tree with all parts of a type changed, however deep they lie. A part that is
    /// changed is not looked into; one that the change leaves as it is, is.
    ///
    /// @param type the type of the parts
    /// @param change what stands for the part at a path, the part itself to keep it
    /// @throws IllegalArgumentException if a component cannot hold what was put into it
    @SuppressWarnings("unchecked") // below the root a record, list, map or optional is rebuilt as its own type
    public static <T, P> T replaceAll(T root, Class<P> type, BiFunction<String, P, ?> change) {
        return (T) all("", root, type, change);
    }

    @SuppressWarnings("ReferenceEquality") // a part is left as it is only if it is the very same object
    private static <P> Object all(String path, Object value, Class<P> type, BiFunction<String, P, ?> change) {
        Object changed = type.isInstance(value) ? change.apply(path, type.cast(value)) : value;
        return changed == value ? Tree.parts(path, value, (inner, part) -> all(inner, part, type, change)) : changed;
    }

    /// Gives all parts of a type by path, however deep they lie, outer ones first.
    public static <P> Map<String, P> parts(Object root, Class<P> type) {
        Map<String, P> parts = new LinkedHashMap<>();
        replaceAll(root, type, (path, part) -> {
            parts.putIfAbsent(path, part);
            return part;
        });
        return parts;
    }

    /// Where a part lies.
    ///
    /// @param path its path
    /// @param isOptional whether an optional is meant rather than what it holds, which has the same path
    private record Place(String path, boolean isOptional) {
        boolean leadsThrough(String outer) {
            return outer.isEmpty() || outer.equals(path) || path.startsWith(outer + ".");
        }
    }

    private interface Change {
        Object of(Object part);
    }

    private static Object walk(String path, Object value, Place place, Change change) {
        boolean holds = value instanceof Optional<?> optional && optional.isPresent();
        if (path.equals(place.path()) && (!holds || place.isOptional())) {
            return change.of(value);
        }
        return place.leadsThrough(path)
                ? Tree.parts(path, value, (inner, part) -> walk(inner, part, place, change))
                : value;
    }

    private static IllegalArgumentException absent(Object root, String path) {
        int dot = path.lastIndexOf('.');
        String outer = dot < 0 ? "" : path.substring(0, dot);
        List<String> beside = new ArrayList<>();
        walk(
                "",
                root,
                new Place(outer, false),
                part -> Tree.parts(outer, part, (inner, value) -> {
                    beside.add(inner);
                    return value;
                }));
        if (beside.isEmpty() && !outer.isEmpty()) {
            return absent(root, outer);
        }
        return new IllegalArgumentException("surgery: there is nothing at “" + path + "”"
                + (beside.isEmpty() ? "" : "; there are " + String.join(", ", beside)));
    }
}
