package gradus.io.torch;

import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.io.safetensors.Safetensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The tensors of a state dict by name: their shapes, and how one is read.
///
/// @param where the file, for messages
/// @param shapes the shapes by name
/// @param read gives a tensor
record StateDict(String where, Map<String, Shape> shapes, Function<String, Literal> read) {
    /// What PyTorch counts and nothing here needs.
    private static final String COUNTED = "num_batches_tracked";

    static StateDict of(Safetensors file) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        file.names().stream()
                .filter(name -> !isCounter(name))
                .forEach(name -> shapes.put(name, file.type(name).shape()));
        return new StateDict("read " + file.path(), shapes, file::tensor);
    }

    static StateDict of(Map<String, Literal> tensors) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (!isCounter(name)) {
                shapes.put(name, tensor.type().shape());
            }
        });
        return new StateDict("state dict", shapes, name -> tensor(tensors, name));
    }

    private static Literal tensor(Map<String, Literal> tensors, String name) {
        Literal tensor = tensors.get(name);
        if (tensor == null) {
            throw new FormatException("state dict: there is no tensor '" + name + "'");
        }
        return tensor;
    }

    private static boolean isCounter(String name) {
        return name.equals(COUNTED) || name.endsWith("." + COUNTED);
    }

    /// Gives what stands before the names of modules' tensors: empty or ending with a point, in natural order.
    List<String> prefixes() {
        TreeSet<String> prefixes = new TreeSet<>(NaturalOrder.COMPARATOR);
        prefixes.add("");
        for (String name : shapes.keySet()) {
            for (int point = name.indexOf('.'); point >= 0; point = name.indexOf('.', point + 1)) {
                prefixes.add(name.substring(0, point + 1));
            }
        }
        return List.copyOf(prefixes);
    }

    /// Gives the names of the tensors that a module holds itself, not by modules in it.
    List<String> direct(String prefix) {
        return shapes.keySet().stream()
                .filter(name -> name.startsWith(prefix) && name.indexOf('.', prefix.length()) < 0)
                .collect(Collectors.toList());
    }
}
