package gradus.io.json;

import gradus.core.tensor.Tensor;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The tensors that lie beside a JSON document: the document says `{"$tensor": "layers.0.weight"}` where the tensor of
/// that name stands.
///
/// A name is the path of the tensor in the tree, behind a prefix where one was given. One store may serve several
/// documents of one file, each with its own prefix.
public final class TensorStore {
    private static final String KEY = "$tensor";

    private final Map<String, Literal> tensors = new LinkedHashMap<>();
    private final Set<String> read = new LinkedHashSet<>();

    private TensorStore() {}

    /// Gives a store to write into.
    public static TensorStore empty() {
        return new TensorStore();
    }

    /// Gives a store to read from.
    public static TensorStore of(Map<String, Literal> tensors) {
        TensorStore store = new TensorStore();
        store.tensors.putAll(tensors);
        return store;
    }

    /// Gives the tensors by name, in the order in which they were written.
    public Map<String, Literal> literals() {
        return Collections.unmodifiableMap(tensors);
    }

    /// Gives the form of leaves of type [Tensor].
    ///
    /// @param prefix what stands before each path in the name: `network.`, or nothing
    public LeafCodec<Tensor> tensors(String prefix) {
        return leaves(prefix, Tensor::literal, Tensor::of);
    }

    /// Gives the form of leaves that hold a literal.
    ///
    /// @param prefix what stands before each path in the name
    public <L> LeafCodec<L> leaves(String prefix, Function<L, Literal> toLiteral, Function<Literal, L> fromLiteral) {
        return new LeafCodec<>() {
            @Override
            public JsonNode write(String path, L leaf) {
                String name = prefix + path;
                if (tensors.putIfAbsent(name, toLiteral.apply(leaf)) != null) {
                    throw new IllegalArgumentException("there are two tensors called " + name + "; give a prefix");
                }
                return JsonNodeFactory.instance.objectNode().put(KEY, name);
            }

            @Override
            public L read(String path, JsonNode json) {
                return fromLiteral.apply(find(json));
            }
        };
    }

    private Literal find(JsonNode json) {
        JsonNode name = json.get(KEY);
        if (name == null || !name.isString() || json.size() != 1) {
            throw new FormatException("a tensor is needed, {\"" + KEY + "\": name}, got " + Kind.of(json));
        }
        Literal literal = tensors.get(name.stringValue());
        if (literal == null) {
            throw new FormatException("there must be a tensor called '" + name.stringValue()
                    + "', but the weights have " + (tensors.isEmpty() ? "none" : String.join(", ", tensors.keySet())));
        }
        read.add(name.stringValue());
        return literal;
    }

    /// Checks that every tensor of this store has been read.
    ///
    /// @param what what holds the tensors, for messages
    /// @throws FormatException if some were not, naming them all
    public void requireAllRead(String what) {
        List<String> left = new ArrayList<>(tensors.keySet());
        left.removeAll(read);
        if (!left.isEmpty()) {
            throw new FormatException(what + ": every tensor must belong somewhere, but nothing names "
                    + String.join(", ", left) + "; do the weights belong to this network?");
        }
    }
}
