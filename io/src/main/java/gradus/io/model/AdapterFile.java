package gradus.io.model;

import gradus.core.tensor.Tensor;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.io.safetensors.SafetensorsFile;
import gradus.nn.layer.Adapted;
import gradus.nn.layer.Layer;
import gradus.nn.layer.LowRank;
import gradus.nn.layer.Param;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps the adapters of a network without the network, as safetensors: `layers.0.weight.down` and
/// `layers.0.weight.up`, and the factor of each change as text under `layers.0.weight` in the metadata.
public final class AdapterFile {
    private static final String DOWN = ".down";
    private static final String UP = ".up";

    private AdapterFile() {}

    /// Writes the adapters whole or not at all.
    ///
    /// @throws java.io.UncheckedIOException if the file cannot be written
    public static void save(Adapted network, Path file) {
        Map<String, Literal> tensors = new LinkedHashMap<>();
        Map<String, String> factors = new LinkedHashMap<>();
        network.adapters().forEach((path, change) -> {
            tensors.put(path + DOWN, change.down().value().literal());
            tensors.put(path + UP, change.up().value().literal());
            factors.put(path, Double.toString(change.scale()));
        });
        new SafetensorsFile(tensors, factors).write(file);
    }

    /// Puts the adapters of a file on a network.
    ///
    /// @param network the network that they were made for
    /// @throws FormatException if the file cannot be read or does not hold adapters of such a network
    public static Adapted load(Layer network, Path file) {
        SafetensorsFile read = SafetensorsFile.read(file);
        Map<String, LowRank> adapters = new LinkedHashMap<>();
        try {
            read.metadata().forEach((path, factor) -> {
                Literal down = read.tensors().get(path + DOWN);
                Literal up = read.tensors().get(path + UP);
                if (down == null || up == null) {
                    throw new IllegalArgumentException("“" + path + "” needs a tensor down and one up");
                }
                adapters.put(
                        path,
                        new LowRank(new Param(Tensor.of(down)), new Param(Tensor.of(up)), Double.parseDouble(factor)));
            });
            return new Adapted(network, adapters);
        } catch (RuntimeException e) {
            throw new FormatException(
                    "read " + file + ": " + e.getMessage() + "; were these adapters made for this" + " network?", e);
        }
    }
}
