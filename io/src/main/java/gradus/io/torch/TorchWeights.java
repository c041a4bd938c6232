package gradus.io.torch;

import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.io.safetensors.Safetensors;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Param;
import gradus.nn.layer.Stat;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The weights of a PyTorch module, as `safetensors.torch.save_file(module.state_dict(), file)` writes them, for
/// networks of ours.
///
/// {@snippet file="FileSnippets.java" region="TorchWeights"}
///
/// Taken over are linear maps, convolutions, normalisations, embeddings, recurrent networks, attention and transformer
/// blocks; matrices are turned, kernels brought into our order, the two biases of RNN and LSTM added, and behind a
/// [Flatten] of images or convolutions rows are reordered, because channels come last here. Modules are found by
/// kind and shape: those that are alike and differ in numbers only, such as `layers.0` and `layers.1`, in the order
/// of the numbers. Where that does not decide, it is an error, and [#withNames] tells which is which.
///
/// What tensors cannot say must be the same by the user's care: activations, strides and padding, the place of
/// normalisations, ε. PyTorch's `TransformerEncoderLayer` normalises behind its parts and uses ReLU unless told
/// otherwise.
public final class TorchWeights {
    private final StateDict state;
    private final Map<String, String> names;

    private TorchWeights(StateDict state, Map<String, String> names) {
        this.state = state;
        this.names = names;
    }

    /// Opens a file `*.safetensors`, an index of several, or a folder with either; see [Safetensors#open].
    ///
    /// @throws FormatException if there is no such file or it is not what the format demands
    public static TorchWeights open(Path path) {
        return new TorchWeights(StateDict.of(Safetensors.open(path)), Map.of());
    }

    /// Gives the weights of a state dict in memory.
    public static TorchWeights of(Map<String, Literal> state) {
        return new TorchWeights(StateDict.of(state), Map.of());
    }

    /// Gives these weights with modules named for parts of our network.
    ///
    /// @param modules the name of a module of theirs, such as `encoder.fc1`, by the path of a part of ours, such as
    ///     `layers.0`
    public TorchWeights withNames(Map<String, String> modules) {
        return new TorchWeights(state, new LinkedHashMap<>(modules));
    }

    /// Gives the network with these weights. It must not flatten anything: then the shape of a sample is needed
    /// too.
    ///
    /// @param network any tree of records with layers
    /// @throws FormatException if something of the network is missing or several modules could be the same part;
    /// the
    ///     message has the table of all tensors
    public <L> Imported<L> into(L network) {
        if (!Tree.leaves(network, Flatten.class).isEmpty()) {
            throw new FormatException(state.where() + ": flattened images have another order of numbers here, and the"
                    + " order depends on their sizes; say the shape of a sample too");
        }
        return into(network, Map.of());
    }

    /// Gives the network with these weights.
    ///
    /// @param sample the shape of a sample, channels last
    /// @throws FormatException if something of the network is missing or several modules could be the same part;
    /// the
    ///     message has the table of all tensors
    public <L extends Layer> Imported<L> into(L network, Shape sample) {
        DType dtype = Tree.leaves(network, Param.class).values().stream()
                .findFirst()
                .map(param -> param.value().dtype())
                .orElse(DType.FLOAT32);
        return into(network, FlattenedShapes.of(network, sample, dtype));
    }

    private <L> Imported<L> into(L network, Map<String, Shape> flattened) {
        List<OurModule> ours = OurModule.of(network);
        Map<String, Pieces> found = Matching.of(state, names, ours);
        Map<String, Shape> wanted = OurModule.shapes(network);
        List<Fit> fits = Matching.fits(state, wanted, ours, found);
        String table = Fit.table(fits, state);
        long missing =
                fits.stream().filter(fit -> fit.state() == Fit.State.MISSING).count();
        if (missing > 0) {
            throw new FormatException(state.where()
                    + ": each tensor of the network must have a counterpart in the file,"
                    + " but " + missing + " of " + wanted.size() + " have none of their kind and shape; change the"
                    + " network, or name the modules:\n" + table);
        }
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (OurModule part : ours) {
            Pieces pieces = found.get(part.path());
            if (pieces != null) {
                pieces.found()
                        .forEach((path, piece) -> values.put(
                                part.whole(path), placed(piece.value().get(), part, flattened)));
            }
        }
        L withParameters = Tree.map(network, Param.class, (path, leaf) -> new Param(value(values, path, leaf.value())));
        L whole = Tree.map(withParameters, Stat.class, (path, leaf) -> new Stat(value(values, path, leaf.value())));
        return new Imported<>(whole, fits, table);
    }

    /// The numbers of a part that reads flattened places, in our order.
    private static Tensor placed(Tensor value, OurModule part, Map<String, Shape> flattened) {
        Shape places = flattened.get(part.path());
        return places != null && value.size(0) == places.count() ? FlattenedShapes.reordered(value, places) : value;
    }

    private static Tensor value(Map<String, Tensor> values, String path, Tensor before) {
        Tensor value = values.get(path);
        if (value == null) {
            throw new AssertionError(path);
        }
        return value.as(before.dtype());
    }
}
