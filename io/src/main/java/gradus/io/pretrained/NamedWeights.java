package gradus.io.pretrained;

import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.ShapeException;
import gradus.io.json.Fields;
import gradus.io.safetensors.Safetensors;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects tensors of a file under the paths of ours.
final class NamedWeights {
    private final Safetensors file;
    private final String prefix;
    private final Map<String, Tensor> found = new LinkedHashMap<>();

    /// Starts without tensors.
    ///
    /// @param one a tensor that every such file has, by which it is found out what stands before all names
    /// @param before what may stand there
    NamedWeights(Safetensors file, String one, String before) {
        this.file = file;
        this.prefix = file.has(one) || !file.has(before + one) ? "" : before;
    }

    boolean has(String name) {
        return file.has(prefix + name);
    }

    /// Gives a tensor as float32 by the first of its names that is there.
    Tensor tensor(String... names) {
        for (String name : names) {
            if (has(name)) {
                return Tensor.of(file.tensor(prefix + name)).as(DType.FLOAT32);
            }
        }
        return Tensor.of(file.tensor(prefix + names[0]));
    }

    /// Gives a tensor that stands outside what all others stand in.
    Tensor outside(String name) {
        return Tensor.of(file.tensor(name)).as(DType.FLOAT32);
    }

    void put(String ours, Tensor value) {
        found.put(ours, value);
    }

    /// Keeps the first of what an axis counts, if a tensor was taken and has more.
    ///
    /// @param before how many there must be
    void cut(String ours, int axis, int before, int kept) {
        Tensor value = found.get(ours);
        if (value != null && value.size(axis) == before && kept < before) {
            found.put(ours, value.slice(axis, 0, kept));
        }
    }

    /// Takes a tensor as it is.
    void plain(String ours, String name) {
        found.put(ours, tensor(name));
    }

    /// Checks that an axis of a tensor that was taken has the size that the configuration says, before a network of
    /// that
    /// size is made.
    ///
    /// @throws FormatException if it has another
    void require(String ours, int axis, Fields config, String key, int size) {
        Tensor value = found.get(ours);
        if (value != null && (value.rank() <= axis || value.size(axis) != size)) {
            throw config.wrong("the weights must be of the sizes that config.json says; '" + key + "' says " + size
                    + ", but " + ours + " is " + value.shape());
        }
    }

    /// Takes matrix and bias of a map whose matrix lies as ours, `[in, out]`.
    void turnedLinear(String ours, String name) {
        plain(ours + ".weight", name + ".weight");
        plain(ours + ".bias", name + ".bias");
    }

    /// Takes matrix and bias of a map `[out, in]`, several side by side.
    void linear(String ours, List<String> names) {
        List<Tensor> weights =
                names.stream().map(name -> tensor(name + ".weight").transpose()).toList();
        List<Tensor> biases = names.stream().map(name -> tensor(name + ".bias")).toList();
        found.put(ours + ".weight", joined(1, weights));
        found.put(ours + ".bias", joined(0, biases));
    }

    private static Tensor joined(int axis, List<Tensor> parts) {
        Tensor[] others = parts.stream().skip(1).toArray(Tensor[]::new);
        return others.length == 0 ? parts.getFirst() : parts.getFirst().concat(axis, others);
    }

    /// Takes scale and shift of a normalisation; old files call them gamma and beta.
    void norm(String ours, String name) {
        found.put(ours + ".scale", tensor(name + ".weight", name + ".gamma"));
        found.put(ours + ".shift", tensor(name + ".bias", name + ".beta"));
    }

    /// Gives the network with these weights and this ε in its normalisations.
    ///
    /// @throws FormatException if a tensor is missing or has another shape than the configuration says
    <L> L into(L network, double epsilon) {
        L normalised =
                Tree.map(network, LayerNorm.class, (_, norm) -> new LayerNorm(norm.scale(), norm.shift(), epsilon));
        try {
            return Parameters.with(normalised, found);
        } catch (ShapeException e) {
            throw new FormatException(
                    "read " + file.path() + ": the weights must be of the sizes that config.json says; "
                            + e.getMessage(),
                    e);
        }
    }
}
