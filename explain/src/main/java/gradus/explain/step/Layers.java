package gradus.explain.step;

import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.tree.Tree;
import gradus.nn.layer.LayerTrace;
import gradus.nn.layer.Param;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The layers of a network in the order of the forward pass, numbered as books do: each layer that has parameters and
/// holds no other layer begins a new number, and what follows without parameters (activation, pooling) shares it.
final class Layers {
    /// A layer at work.
    ///
    /// @param path its path
    /// @param part the layer
    /// @param number its number, from 1; 0 before the first layer with parameters
    /// @param output the node of what it gives
    record Place(String path, Object part, int number, Node output) {
        /// Gives the layer in words; of layers that are not part of Gradus with the line that made a node.
        String words(Node node) {
            String text = part.toString().lines().findFirst().orElse("");
            boolean isOwn = !part.getClass().getName().startsWith("gradus.");
            String line = isOwn ? node.origin().at() : "";
            return (path.isEmpty() ? text : path + ", " + text) + line;
        }
    }

    private static final int MOST_WORDS = 8;

    private final List<Place> places = new ArrayList<>();
    private final Map<Node, Place> byNode = new HashMap<>();

    /// Reads the passes of a trace.
    ///
    /// @param passes the passes, inner ones first
    /// @param network the whole network, for one that is a single layer
    /// @param answer what the network gives, if the goal tells
    /// @param inputs the inputs of the graph, which belong to no layer
    Layers(List<LayerTrace.Pass> passes, Object network, Optional<Node> answer, Set<Node> inputs) {
        Set<String> holders = new HashSet<>();
        passes.forEach(pass -> addHolders(pass.path(), holders));
        Set<String> numbered = new HashSet<>();
        int number = 0;
        for (LayerTrace.Pass pass : passes) {
            boolean isLeaf = !holders.contains(pass.path());
            if (isLeaf && hasParameters(pass.part()) && numbered.add(pass.path())) {
                number++;
            }
            if (pass.output().isPresent()) {
                add(
                        new Place(
                                pass.path(),
                                pass.part(),
                                number,
                                pass.output().get().node()),
                        inputs);
            }
        }
        if (answer.isPresent()) {
            add(new Place("", network, passes.isEmpty() ? 1 : number, answer.get()), inputs);
        }
    }

    private static void addHolders(String path, Set<String> holders) {
        for (int dot = path.lastIndexOf('.'); dot >= 0; dot = path.lastIndexOf('.', dot - 1)) {
            holders.add(path.substring(0, dot));
        }
    }

    private static boolean hasParameters(Object part) {
        return part instanceof Record && !Tree.leaves(part, Param.class).isEmpty();
    }

    private void add(Place place, Set<Node> inputs) {
        places.add(place);
        for (Node node : Graph.order(List.of(place.output()))) {
            if (!inputs.contains(node)) {
                byNode.putIfAbsent(node, place);
            }
        }
    }

    /// Gives the layers, inner ones before those that hold them.
    List<Place> places() {
        return places;
    }

    /// Says whether a layer holds no others.
    boolean isLeaf(Place place) {
        return places.stream().noneMatch(other -> other.path().startsWith(place.path() + "."));
    }

    /// Gives the layers that hold no others, in words.
    String words() {
        List<String> words = new ArrayList<>();
        for (Place place : places) {
            boolean whole = place.path().isEmpty() && places.size() > 1;
            if (isLeaf(place) && !whole) {
                words.add(place.part().toString().lines().findFirst().orElse(""));
            }
        }
        int more = words.size() - MOST_WORDS;
        return more <= 0
                ? String.join(", ", words)
                : String.join(", ", words.subList(0, MOST_WORDS)) + " and " + more + " layers more";
    }

    /// Gives the layer that made a node.
    Optional<Place> of(Node node) {
        return Optional.ofNullable(byNode.get(node));
    }

    /// Gives the number of the layer that has a parameter: that of the innermost one whose path begins the
    /// parameter's.
    int number(String parameter) {
        return places.stream()
                .filter(place -> !place.path().isEmpty() && parameter.startsWith(place.path() + "."))
                .max(Comparator.comparingInt(place -> place.path().length()))
                .or(() ->
                        places.stream().filter(place -> place.path().isEmpty()).findFirst())
                .map(Place::number)
                .orElse(0);
    }
}
