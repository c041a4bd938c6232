package gradus.io.safetensors;

import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.NearestName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Named tensors on disk, in one safetensors file or in several that an index joins. The files are mapped: a tensor is
/// read when it is asked for, and nothing has to be closed.
///
/// {@snippet file="FileSnippets.java" region="Safetensors"}
///
/// The files must not change while they are in use. [SafetensorsFile] holds a whole file in memory instead, and reads
/// from streams.
public final class Safetensors {
    private final Path path;
    private final Map<String, MappedTensor> tensors;
    private final Map<String, String> metadata;

    private Safetensors(Path path, Map<String, MappedTensor> tensors, Map<String, String> metadata) {
        this.path = path;
        this.tensors = tensors;
        this.metadata = Collections.unmodifiableMap(metadata);
    }

    /// Opens a file `*.safetensors`, an index `*.safetensors.index.json`, or a folder with one of
    /// `model.safetensors`, `model.safetensors.index.json` and a single file `*.safetensors`.
    ///
    /// Every header is checked in full. A tensor that the index promises and no file has is an error, and so is one
    /// that a file has and the index does not name.
    ///
    /// @throws FormatException if there is no such file or one of them is not what the format demands
    public static Safetensors open(Path path) {
        Path file = Files.isDirectory(path) ? ShardIndex.inFolder(path) : path;
        Map<String, MappedTensor> tensors = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        if (ShardIndex.isIndex(file)) {
            ShardIndex.read(file).open(tensors, metadata);
        } else {
            MappedFile one = MappedFile.open(file);
            one.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
            metadata.putAll(one.metadata());
        }
        return new Safetensors(file, tensors, metadata);
    }

    /// Writes tensors into one file, whole or not at all.
    ///
    /// @throws java.io.UncheckedIOException if it cannot be written; the old file stays
    public static void write(Path file, Map<String, Literal> tensors) {
        SafetensorsFile.of(tensors).write(file);
    }

    /// Gives the file that was opened: weights or index.
    public Path path() {
        return path;
    }

    /// Gives the names, in the order of the headers.
    public List<String> names() {
        return List.copyOf(tensors.keySet());
    }

    /// Says whether there is a tensor of that name.
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /// Gives the text pairs of all files; where two files disagree, that of the first.
    public Map<String, String> metadata() {
        return metadata;
    }

    /// Gives the type that a tensor is read into, without reading it.
    ///
    /// @throws FormatException if there is no such tensor, or no type of ours holds its elements
    public TensorType type(String name) {
        return found(name).type();
    }

    /// Reads a tensor. Its elements are widened as [SafetensorsFile] tells.
    ///
    /// @throws FormatException if there is no such tensor, no type of ours holds its elements, or the file became
    /// shorter
    public Literal tensor(String name) {
        return found(name).read();
    }

    /// Reads all tensors.
    ///
    /// @throws FormatException as [#tensor]
    public Map<String, Literal> tensors() {
        Map<String, Literal> read = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> read.put(name, tensor.read()));
        return read;
    }

    private MappedTensor found(String name) {
        MappedTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new FormatException("read " + path + ": there is no tensor '" + name + "'"
                    + NearestName.suggestion(name, tensors.keySet()));
        }
        return tensor;
    }
}
