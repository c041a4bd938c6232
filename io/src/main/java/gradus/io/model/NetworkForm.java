package gradus.io.model;

import gradus.core.tensor.Tensor;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.io.json.RecordJson;
import gradus.io.json.TensorStore;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Param;
import gradus.nn.layer.Stat;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Turns a network into a document and its tensors, and back. A tensor's name is its path in the network, such as
/// `layers.0.weight`.
final class NetworkForm {
    /// Deeper documents are refused by the reader of JSON.
    private static final int MOST_DEPTH = 200;

    /// Names of classes have a dot or, without a package, begin with a capital; short names of built-in layers do
    /// not.
    private static final Pattern OWN_NAME =
            Pattern.compile("([\\w$]+\\.)+[\\w$]+|\\p{Lu}[\\w$]*", Pattern.UNICODE_CHARACTER_CLASS);

    /// A network apart from its numbers, and the numbers.
    ///
    /// @param network the tree of layers, which names the tensors
    /// @param tensors the tensors by path
    record Parts(JsonNode network, Map<String, Literal> tensors) {}

    private NetworkForm() {}

    /// Gives the parts of a network.
    ///
    /// @throws IllegalArgumentException if a layer holds what has no form in a file
    static Parts parts(Layer network) {
        TensorStore store = TensorStore.empty();
        JsonNode json = form(LayerTypes.usedBy(network), store).toJson(Layer.class, network);
        int depth = depth(json);
        if (depth > MOST_DEPTH) {
            throw new IllegalArgumentException(
                    "network.json: layers may be nested in one another as far as " + MOST_DEPTH
                            + " levels of JSON go, got " + depth + "; put layers one after another in a Sequential");
        }
        return new Parts(json, store.literals());
    }

    /// Gives the network of the parts.
    ///
    /// @param given the user's own records
    /// @param where what is read, for messages
    /// @throws FormatException if the parts are not one network, or a record is not given
    static Layer network(Parts parts, List<Class<? extends Record>> given, String where) {
        Set<Class<?>> own = LayerTypes.declaredBy(given);
        TensorStore store = TensorStore.of(parts.tensors());
        Layer network;
        try {
            network = form(own, store)
                    .fromJson(Layer.class, FormerNames.renamed(parts.network()), where + ": network.json");
        } catch (FormatException e) {
            throw notGiven(parts.network(), own, where, e);
        }
        store.requireAllRead(where + ": weights.safetensors");
        return network;
    }

    private static RecordJson form(Collection<Class<?>> own, TensorStore store) {
        return LayerTypes.form(own)
                .withLeaf(Tensor.class, store.tensors(""))
                .withLeaf(Param.class, store.leaves("", param -> param.value().literal(), n -> new Param(Tensor.of(n))))
                .withLeaf(Stat.class, store.leaves("", stat -> stat.value().literal(), n -> new Stat(Tensor.of(n))));
    }

    /// Gives the error that names all records to be given, or `cause` if that is not what is wrong.
    private static FormatException notGiven(
            JsonNode network, Collection<Class<?>> own, String where, FormatException cause) {
        Set<String> names = new LinkedHashSet<>();
        collectOwnNames(network, names);
        own.forEach(type -> names.remove(type.getName()));
        if (names.isEmpty()) {
            return cause;
        }
        String classes = names.stream().map(NetworkForm::simple).collect(Collectors.joining(", "));
        String got = own.isEmpty()
                ? "none was given"
                : "given were " + own.stream().map(Class::getName).sorted().collect(Collectors.joining(", "));
        return new FormatException(
                where + ": the class of every layer that is not part of Gradus must be given, but of "
                        + String.join(", ", names) + " it was not (" + got + "); load the model by Model.load(path, "
                        + classes + ")",
                cause);
    }

    private static void collectOwnNames(JsonNode json, Set<String> names) {
        JsonNode type = json.isObject() ? json.get("type") : null;
        if (type != null
                && type.isString()
                && OWN_NAME.matcher(type.stringValue()).matches()) {
            names.add(type.stringValue());
        }
        json.values().forEach(inner -> collectOwnNames(inner, names));
    }

    private static String simple(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1) + ".class";
    }

    private static int depth(JsonNode json) {
        int deepest = 0;
        for (JsonNode inner : json.values()) {
            deepest = Math.max(deepest, depth(inner));
        }
        return json.isContainer() ? deepest + 1 : 0;
    }
}
