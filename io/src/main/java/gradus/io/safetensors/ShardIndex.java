package gradus.io.safetensors;

import gradus.core.type.FormatException;
import gradus.io.file.FileProblem;
import gradus.io.file.PackedFile;
import gradus.io.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The index of tensors that lie in several files: which file has which.
///
/// @param index the file of the index
/// @param files the name of a file beside it, by name of the tensor
record ShardIndex(Path index, Map<String, String> files) {
    private static final String ENDING = ".safetensors";
    private static final String INDEX_ENDING = ENDING + ".index.json";
    private static final String USUAL = "model";
    private static final int MOST_BYTES = 1 << 28;

    static boolean isIndex(Path file) {
        return String.valueOf(file.getFileName()).endsWith(".json");
    }

    /// Gives the weights or the index in a folder.
    static Path inFolder(Path folder) {
        for (String usual : List.of(USUAL + ENDING, USUAL + INDEX_ENDING)) {
            if (Files.exists(folder.resolve(usual))) {
                return folder.resolve(usual);
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(
                            file -> String.valueOf(file.getFileName()).endsWith(ENDING))
                    .sorted()
                    .toList();
            if (found.size() == 1) {
                return found.getFirst();
            }
            throw new FormatException("read " + folder + ": a folder must hold " + USUAL + ENDING + ", " + USUAL
                    + INDEX_ENDING + " or one file *" + ENDING + ", but it holds "
                    + (found.isEmpty() ? "none" : found.size() + " files") + "; name the file");
        } catch (IOException e) {
            throw FileProblem.reading(folder, e);
        }
    }

    static ShardIndex read(Path index) {
        String where = "read " + index;
        if (!Files.exists(index)) {
            throw FileProblem.reading(index, new NoSuchFileException(index.toString()));
        }
        JsonNode map = Json.parse(PackedFile.of(index).bytes(MOST_BYTES), where).path("weight_map");
        if (!map.isObject()) {
            throw new FormatException(where + ": an index must have an object 'weight_map' of tensors and their files");
        }
        Map<String, String> files = new LinkedHashMap<>();
        map.forEachEntry((name, file) -> {
            if (!file.isString() || !isPlain(file.stringValue())) {
                throw new FormatException(where + ": a tensor must be in a file beside the index, but '" + name
                        + "' is said to be in " + file);
            }
            files.put(name, file.stringValue());
        });
        return new ShardIndex(index, files);
    }

    /// Says whether a name is that of a file in the same folder.
    private static boolean isPlain(String name) {
        return !name.isBlank()
                && !name.contains("/")
                && !name.contains("\\")
                && !name.contains("..")
                && name.chars().noneMatch(Character::isISOControl);
    }

    void open(Map<String, MappedTensor> tensors, Map<String, String> metadata) {
        for (String name : new TreeSet<>(files.values())) {
            Path file = index.resolveSibling(name);
            if (!Files.exists(file)) {
                throw new FormatException("read " + index + ": it says that tensors are in " + name
                        + ", but there is no such file beside it; fetch all files of the model");
            }
            MappedFile one = MappedFile.open(file);
            one.metadata().forEach(metadata::putIfAbsent);
            for (MappedTensor tensor : one.tensors()) {
                if (!name.equals(files.get(tensor.name()))) {
                    throw new FormatException("read " + file + ": it has the tensor '" + tensor.name() + "', but "
                            + index.getFileName() + " says that it is "
                            + (files.containsKey(tensor.name()) ? "in " + files.get(tensor.name()) : "nowhere")
                            + "; the files are of different models");
                }
                tensors.put(tensor.name(), tensor);
            }
        }
        for (Map.Entry<String, String> promised : files.entrySet()) {
            if (!tensors.containsKey(promised.getKey())) {
                throw new FormatException("read " + index + ": it says that '" + promised.getKey() + "' is in "
                        + promised.getValue() + ", but that file has no such tensor; fetch the files again");
            }
        }
    }
}
