package gradus.io.json;

import gradus.core.type.FormatException;
import gradus.core.type.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Turns trees of records into JSON and back, by the declared types of their components and nothing else.
///
/// | Java | JSON |
/// |---|---|
/// | record | object, keys in the order of components |
/// | interface, of which a record stands there | the record's object, with its name as first key `type` |
/// | enum constant | text: `MEAN_SQUARED` is `mean-squared` |
/// | `List`, `Map<String, …>`, array of numbers, truths or texts | list, object, list |
/// | `Optional` | the value or null; when reading, a missing key is empty too |
/// | `int, long, double, float` | number; NaN and the infinities are texts |
/// | `boolean`, `String`, [Shape] | truth, text, list of sizes |
///
/// The name of a record is its simple name in lower case with hyphens (`LeakyRelu` is `leaky-relu`) unless another was
/// given. A record without components, or whose `defaults()` fills them all, may be written in short as its name
/// alone.
///
/// Reading makes only classes that the declared types name: components, members of sealed interfaces, and the
/// records that were allowed by [#with(Class...)] for open interfaces. No class is found by a name in the document.
/// A key that is missing is taken from the record's static method `defaults()` where it has one. Unknown keys,
/// missing keys, wrong types and values that a record's constructor refuses are errors that say where.
///
/// Instances are immutable; the packages of the records must be exported, or open to `gradus.core`.
public final class RecordJson {
    private final Registry registry;
    private final Map<Class<?>, LeafCodec<?>> leaves;

    private RecordJson(Registry registry, Map<Class<?>, LeafCodec<?>> leaves) {
        this.registry = registry;
        this.leaves = leaves;
    }

    /// Gives the form that allows no members of open interfaces and knows [Shape] as its only leaf.
    public static RecordJson create() {
        return new RecordJson(Registry.EMPTY, Map.of(Shape.class, new ShapeCodec()));
    }

    /// Gives this form with more types allowed where an interface is declared.
    ///
    /// @param types records, enums, and sealed interfaces for all their members
    public RecordJson with(Class<?>... types) {
        Registry more = registry;
        for (Class<?> type : types) {
            more = more.with(type);
        }
        return new RecordJson(more, leaves);
    }

    /// Gives this form with a type allowed under another name than its own.
    public RecordJson named(Class<?> type, String name) {
        return new RecordJson(registry.with(type, name), leaves);
    }

    /// Gives this form with its own JSON for values declared as `type` or as a subtype.
    public <L> RecordJson withLeaf(Class<L> type, LeafCodec<L> codec) {
        Map<Class<?>, LeafCodec<?>> more = new LinkedHashMap<>(leaves);
        more.put(type, codec);
        return new RecordJson(registry, more);
    }

    /// Gives this form with values declared as `type` written as text.
    public <L> RecordJson withText(Class<L> type, Function<L, String> toText, Function<String, L> fromText) {
        return withLeaf(type, new TextCodec<>(toText, fromText));
    }

    /// Gives the JSON of a value.
    ///
    /// @param type the declared type: a record, or an interface so that the record's name is written
    /// @throws IllegalArgumentException if the tree holds a value that has no JSON, naming its path
    public <T> JsonNode toJson(Class<T> type, T value) {
        return new TreeWriter(this).write("", Declared.of(type), value);
    }

    /// Gives the value of the JSON.
    ///
    /// @param type the declared type
    /// @param what what the document is, for messages: `train.yaml`
    /// @throws FormatException if the document does not fit the type
    public <T> T fromJson(Class<T> type, JsonNode json, String what) {
        return type.cast(new TreeReader(this, what).read("", Declared.of(type), json));
    }

    Map<String, Class<?>> members(Class<?> declared) {
        return registry.members(declared);
    }

    @SuppressWarnings("unchecked") // withLeaf pairs each class with the form of its values
    Optional<LeafCodec<Object>> leaf(Class<?> declared) {
        LeafCodec<?> exact = leaves.get(declared);
        if (exact != null) {
            return Optional.of((LeafCodec<Object>) exact);
        }
        for (var entry : leaves.entrySet()) {
            if (entry.getKey().isAssignableFrom(declared)) {
                return Optional.of((LeafCodec<Object>) entry.getValue());
            }
        }
        return Optional.empty();
    }

    private record TextCodec<L>(Function<L, String> toText, Function<String, L> fromText) implements LeafCodec<L> {
        @Override
        public JsonNode write(String path, L leaf) {
            return JsonNodeFactory.instance.stringNode(toText.apply(leaf));
        }

        @Override
        public L read(String path, JsonNode json) {
            if (!json.isString()) {
                throw new FormatException("a text is needed, got " + Kind.of(json));
            }
            return fromText.apply(json.stringValue());
        }
    }

    private record ShapeCodec() implements LeafCodec<Shape> {
        @Override
        public JsonNode write(String path, Shape shape) {
            var list = JsonNodeFactory.instance.arrayNode();
            for (int size : shape.sizes()) {
                list.add(size);
            }
            return list;
        }

        @Override
        public Shape read(String path, JsonNode json) {
            if (!json.isArray()
                    || !json.valueStream().allMatch(size -> size.isIntegralNumber() && size.canConvertToInt())) {
                throw new FormatException("a list of sizes is needed, got " + Kind.of(json));
            }
            return Shape.of(json.valueStream().mapToInt(JsonNode::intValue).toArray());
        }
    }
}
