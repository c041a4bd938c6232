package gradus.io.model;

import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.io.json.Json;
import gradus.io.json.RecordJson;
import gradus.nn.compress.Int8;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps weights that are codes of 8 bits times a scale per channel ([Int8]) as such, a quarter of the bytes. No bit is
/// lost, so nobody needs to say that a model is kept so.
///
/// `codes.bin` has the codes, tensor after tensor, `codes.json` the names and sizes of these tensors; their scales lie
/// among the other weights under the name of the tensor and `.scale`.
final class Int8Form {
    private static final String LIST = "codes.json";
    private static final String CODES = "codes.bin";
    private static final String SCALE = ".scale";

    private Int8Form() {}

    /// What `codes.json` says.
    ///
    /// @param tensors the tensors in the order of their codes
    record Listed(List<Sizes> tensors) {}

    /// One tensor.
    ///
    /// @param name its name
    /// @param sizes its sizes
    record Sizes(String name, List<Integer> sizes) {}

    /// Puts the codes into the entries and gives the tensors that are left, the scales among them.
    static Map<String, Literal> put(Map<String, Literal> tensors, Map<String, byte[]> entries) {
        Map<String, Literal> left = new LinkedHashMap<>();
        List<Sizes> listed = new ArrayList<>();
        var codes = new ByteArrayOutputStream();
        tensors.forEach((name, literal) -> {
            Optional<Int8> found = Int8.exactly(literal);
            if (found.isEmpty()) {
                left.put(name, literal);
                return;
            }
            listed.add(new Sizes(
                    name, Arrays.stream(literal.type().shape().sizes()).boxed().toList()));
            codes.writeBytes(found.get().codes());
            float[] scales = found.get().scales();
            left.put(name + SCALE, Literal.of(scales, scales.length));
        });
        if (!listed.isEmpty()) {
            entries.put(LIST, Json.toBytes(RecordJson.create().toJson(Listed.class, new Listed(listed))));
            entries.put(CODES, codes.toByteArray());
        }
        return left;
    }

    /// Gives all tensors of a container.
    ///
    /// @param plain those that are kept as they are, and scales
    /// @param where what is read, for messages
    /// @throws FormatException if codes, sizes and scales do not belong together
    static Map<String, Literal> all(Container container, Map<String, Literal> plain, String where) {
        if (!container.entries().containsKey(LIST)) {
            return plain;
        }
        Listed listed = RecordJson.create()
                .fromJson(
                        Listed.class,
                        Json.parse(container.entry(LIST, where), where + ": " + LIST),
                        where + ": " + LIST);
        byte[] codes = container.entry(CODES, where);
        Map<String, Literal> all = new LinkedHashMap<>(plain);
        int at = 0;
        for (Sizes tensor : listed.tensors()) {
            Literal scale = all.remove(tensor.name() + SCALE);
            TensorType type = type(tensor, where);
            if (scale == null
                    || scale.type().dtype() != DType.FLOAT32
                    || scale.count() != type.shape().size(-1)
                    || codes.length - at < type.count()) {
                throw damaged(where, tensor.name() + " needs a code for each number and a scale for each channel");
            }
            byte[] own = Arrays.copyOfRange(codes, at, at + type.count());
            if (all.put(tensor.name(), new Int8(own, scale.floats(), type).numbers()) != null) {
                throw damaged(where, tensor.name() + " stands twice");
            }
            at += own.length;
        }
        if (at != codes.length) {
            throw damaged(where, "there are " + (codes.length - at) + " codes too many");
        }
        return all;
    }

    private static TensorType type(Sizes tensor, String where) {
        try {
            int[] sizes = tensor.sizes().stream().mapToInt(Integer::intValue).toArray();
            if (sizes.length < 2) {
                throw damaged(where, tensor.name() + " is no matrix");
            }
            return TensorType.float32().with(Shape.of(sizes));
        } catch (IllegalArgumentException e) {
            throw new FormatException(where + ": " + LIST + ": " + tensor.name() + ": " + e.getMessage(), e);
        }
    }

    private static FormatException damaged(String where, String what) {
        return new FormatException(where + ": " + LIST + " and " + CODES + " must belong together, but " + what
                + "; was the file changed?");
    }
}
