package gradus.io.pretrained;

import gradus.core.type.FormatException;
import gradus.io.file.PackedFile;
import gradus.io.json.Fields;
import gradus.io.json.Json;
import gradus.io.text.TextFiles;
import gradus.io.text.TokenizerFile;
import gradus.nn.data.text.BytePairs;
import gradus.nn.data.text.WordPieces;
import gradus.nn.data.text.WordPieces.Letters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads the tokenizer in the folder of a model: `tokenizer.json`, or the older `vocab.json` with `merges.txt` and
/// `vocab.txt`.
final class TokenizerFolder {
    private static final int MOST_BYTES = 1 << 28;
    private static final String WHOLE = "tokenizer.json";
    private static final String END_OF_TEXT = "<|endoftext|>";

    private TokenizerFolder() {}

    /// Gives byte pairs as GPT-2 has them.
    static BytePairs bytePairs(Path folder) {
        Path whole = folder.resolve(WHOLE);
        Path vocabulary = folder.resolve("vocab.json");
        Path merges = folder.resolve("merges.txt");
        if (Files.exists(whole)) {
            return TokenizerFile.read(whole);
        }
        if (!Files.exists(vocabulary) || !Files.exists(merges)) {
            throw missing(folder, "vocab.json with merges.txt");
        }
        ObjectNode model = JsonNodeFactory.instance.objectNode();
        JsonNode tokens = json(vocabulary);
        model.put("type", "BPE");
        model.set("vocab", tokens);
        ArrayNode pairs = model.putArray("merges");
        TextFiles.read(merges)
                .lines()
                .filter(line -> !line.startsWith("#version") && !line.isBlank())
                .forEach(pairs::add);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("model", model);
        document.putObject("pre_tokenizer").put("type", "ByteLevel").put("add_prefix_space", false);
        document.putObject("decoder").put("type", "ByteLevel");
        if (tokens.path(END_OF_TEXT).isIntegralNumber()) {
            document.putArray("added_tokens")
                    .addObject()
                    .put("content", END_OF_TEXT)
                    .put("id", tokens.path(END_OF_TEXT).intValue());
        }
        return TokenizerFile.parse(document, "read " + vocabulary);
    }

    /// Gives word pieces as BERT has them.
    static WordPieces wordPieces(Path folder) {
        Path list = folder.resolve("vocab.txt");
        Path whole = folder.resolve(WHOLE);
        if (Files.exists(list)) {
            List<String> pieces = TextFiles.read(list).lines().toList();
            return new WordPieces(pieces, letters(folder));
        }
        if (!Files.exists(whole)) {
            throw missing(folder, "vocab.txt");
        }
        Fields top = new Fields(json(whole), "read " + whole, "");
        Fields model = top.object("model");
        if (!model.needed("type").equals("WordPiece")) {
            throw model.wrong("the type must be 'WordPiece', got '" + model.needed("type") + "'");
        }
        String prefix = model.text("continuing_subword_prefix").orElse("##");
        String unknown = model.text("unk_token").orElse(WordPieces.UNKNOWN);
        if (!prefix.equals("##") || !unknown.equals(WordPieces.UNKNOWN)) {
            throw model.wrong("pieces inside words must begin with '##' and unknown words be " + WordPieces.UNKNOWN
                    + ", got '" + prefix + "' and '" + unknown + "'; the other form is not supported");
        }
        return new WordPieces(
                pieces(model),
                top.isAbsent("normalizer")
                        ? Letters.KEPT
                        : letters(top.object("normalizer"), "lowercase", "false", "handle_chinese_chars"));
    }

    private static List<String> pieces(Fields model) {
        JsonNode vocabulary = model.json().path("vocab");
        List<String> pieces = new ArrayList<>(Collections.nCopies(vocabulary.size(), ""));
        vocabulary.forEachEntry((piece, number) -> {
            int at = number.isIntegralNumber() && number.canConvertToInt() ? number.intValue() : -1;
            if (at < 0 || at >= pieces.size()) {
                throw model.wrong("'vocab' must number " + pieces.size() + " pieces from 0 on, got " + number + " for '"
                        + piece + "'");
            }
            pieces.set(at, piece);
        });
        return pieces;
    }

    /// An uncased model is one unless its configuration says otherwise.
    private static Letters letters(Path folder) {
        Path config = folder.resolve("tokenizer_config.json");
        return Files.exists(config)
                ? letters(
                        new Fields(json(config), "read " + config, ""),
                        "do_lower_case",
                        "true",
                        "tokenize_chinese_chars")
                : Letters.SMALL_WITHOUT_ACCENTS;
    }

    /// Accents go where letters become small, and Chinese signs are words of their own: other forms are refused.
    private static Letters letters(Fields config, String lowerCase, String otherwise, String chinese) {
        boolean small = config.isTrue(lowerCase, otherwise);
        ConfigWords.require(config, "strip_accents", small);
        ConfigWords.require(config, chinese, true);
        return small ? Letters.SMALL_WITHOUT_ACCENTS : Letters.KEPT;
    }

    private static JsonNode json(Path file) {
        return Json.parse(PackedFile.of(file).bytes(MOST_BYTES), "read " + file);
    }

    private static FormatException missing(Path folder, String other) {
        return new FormatException(
                "read " + folder + ": a tokenizer is needed, " + WHOLE + " or " + other + ", but there is none");
    }
}
