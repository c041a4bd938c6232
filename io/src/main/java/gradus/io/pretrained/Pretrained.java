package gradus.io.pretrained;

import gradus.core.type.FormatException;
import gradus.io.file.PackedFile;
import gradus.io.json.Fields;
import gradus.io.json.Json;
import gradus.io.safetensors.Safetensors;
import gradus.nn.train.TextModel;
import java.nio.file.Files;
import java.nio.file.Path;

/// A trained model in a folder: `config.json`, weights as safetensors in one file or several, and the files of a
/// tokenizer.
///
/// {@snippet file="FileSnippets.java" region="Pretrained"}
///
/// Read are the architectures of GPT-2 and BERT. What a configuration says and these layers do not have is an error,
/// never passed over.
public sealed interface Pretrained {
    /// A model that writes texts on, such as GPT-2.
    ///
    /// @param model network and tokenizer; it can be saved as a model file of ours
    record Writing(TextModel model) implements Pretrained {}

    /// A model that gives vectors for texts, such as BERT.
    ///
    /// @param encoder network and tokenizer
    record Reading(TextEncoder encoder) implements Pretrained {}

    /// Reads the model in a folder.
    ///
    /// @throws FormatException if a file is missing or not what it must be, the architecture is another, or weights
    /// do
    ///     not fit the configuration
    static Pretrained load(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new FormatException("read " + folder + ": a folder with config.json, weights and the files of a"
                    + " tokenizer is needed, but this is no folder");
        }
        Path file = folder.resolve("config.json");
        String where = "read " + file;
        Fields config = new Fields(Json.parse(PackedFile.of(file).bytes(1 << 24), where), where, "");
        Safetensors weights = Safetensors.open(folder);
        String type = config.needed("model_type");
        return switch (type) {
            case "gpt2" -> new Writing(Gpt2Folder.model(folder, config, weights));
            case "bert" -> new Reading(BertFolder.encoder(folder, config, weights));
            default ->
                throw config.wrong(
                        "'model_type' must be gpt2 or bert, whose layers are known here, got '" + type + "'");
        };
    }
}
