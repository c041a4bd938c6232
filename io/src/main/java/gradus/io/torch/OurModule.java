package gradus.io.torch;

import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.Shape;
import gradus.nn.layer.Param;
import gradus.nn.layer.Stat;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A part of our network that is taken over as a whole.
///
/// @param path its path, empty for the whole network
/// @param part the part
/// @param kind its kind
/// @param shapes the shapes of its numbers, by their paths in it
record OurModule(String path, Object part, ModuleKind kind, Map<String, Shape> shapes) {
    /// Gives the parts of a network in the order of its components.
    static List<OurModule> of(Object network) {
        List<OurModule> found = new ArrayList<>();
        collect("", network, found);
        return found;
    }

    private static void collect(String path, @Nullable Object part, List<OurModule> found) {
        Optional<ModuleKind> kind = part == null ? Optional.empty() : ModuleKind.of(part);
        if (part != null && kind.isPresent()) {
            found.add(new OurModule(path, part, kind.get(), shapes(part)));
            return;
        }
        switch (part) {
            case Tensor _ -> {}
            case Optional<?> optional -> optional.ifPresent(inner -> collect(path, inner, found));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    collect(joined(path, String.valueOf(i)), list.get(i), found);
                }
            }
            case Map<?, ?> map -> map.forEach((key, inner) -> collect(joined(path, String.valueOf(key)), inner, found));
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    collect(joined(path, component.getName()), Tree.component(record, component), found);
                }
            }
            case null, default -> {}
        }
    }

    /// Gives the shapes of the numbers of a network by path.
    static Map<String, Shape> shapes(Object network) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        Tree.leaves(network, Param.class)
                .forEach((path, leaf) -> shapes.put(path, leaf.value().shape()));
        Tree.leaves(network, Stat.class)
                .forEach((path, leaf) -> shapes.put(path, leaf.value().shape()));
        return shapes;
    }

    private static String joined(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /// Gives the path of a number in the whole network.
    String whole(String inner) {
        return joined(path, inner);
    }

    /// Gives what a module of theirs becomes as this part, if it fits: all of ours are there and all shapes are
    /// right.
    Optional<Pieces> fitted(StateDict state, String prefix) {
        Pieces pieces = ModuleKind.pieces(part, new Pieces(state, prefix));
        boolean fits = pieces.isWhole() && pieces.found().keySet().equals(shapes.keySet());
        for (Map.Entry<String, Shape> wanted : shapes.entrySet()) {
            Pieces.Piece piece = pieces.found().get(wanted.getKey());
            fits &= piece != null && piece.shape().equals(wanted.getValue());
        }
        return fits ? Optional.of(pieces) : Optional.empty();
    }
}
