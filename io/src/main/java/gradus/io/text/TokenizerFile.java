package gradus.io.text;

import gradus.core.type.FormatException;
import gradus.io.file.PackedFile;
import gradus.io.json.Fields;
import gradus.io.json.Json;
import gradus.nn.data.text.BytePairForm;
import gradus.nn.data.text.BytePairForm.Added;
import gradus.nn.data.text.BytePairForm.Merge;
import gradus.nn.data.text.BytePairForm.Rules;
import gradus.nn.data.text.BytePairForm.Rules.Option;
import gradus.nn.data.text.BytePairs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads byte-pair tokenizers from `tokenizer.json`, the format of the Hugging Face tokenizers library.
///
/// Merges may be texts (`"a b"`) or pairs (`["a", "b"]`). What would change tokens and is not supported is an error;
/// truncation, padding and the post-processor, which put tokens around a text, are not applied.
///
/// {@snippet file="FileSnippets.java" region="TokenizerFile"}
public final class TokenizerFile {
    private static final int MOST_BYTES = 1 << 28;
    private static final int MOST_TOKENS = 1 << 24;

    private TokenizerFile() {}

    /// Gives the tokenizer of a file.
    ///
    /// @throws FormatException if there is no such file, it is no such JSON, or it holds what is not supported
    public static BytePairs read(Path file) {
        String what = "read " + file;
        return parse(Json.parse(PackedFile.of(file).bytes(MOST_BYTES), what), what);
    }

    /// Gives the tokenizer of a document.
    ///
    /// @param what what the document is, for messages
    /// @throws FormatException if it is no tokenizer or holds what is not supported
    public static BytePairs parse(JsonNode json, String what) {
        Fields top = new Fields(json, what, "");
        Fields model = top.object("model");
        String type = model.text("type").orElse(json.path("model").has("merges") ? "BPE" : "none");
        if (!type.equals("BPE")) {
            throw model.wrong("the type must be 'BPE', got '" + type + "'; other tokenizers are not supported");
        }
        Map<String, Integer> vocabulary = vocabulary(model);
        BytePairForm form = new BytePairForm(
                vocabulary,
                merges(model),
                rules(model),
                added(top),
                TokenizerSteps.changes(top),
                TokenizerSteps.cuts(top),
                TokenizerSteps.joins(top));
        try {
            return BytePairs.of(form);
        } catch (FormatException e) {
            throw new FormatException(what + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Integer> vocabulary(Fields model) {
        JsonNode json = model.json().path("vocab");
        if (!json.isObject() || json.size() > MOST_TOKENS) {
            throw model.wrong("'vocab' must be an object of at most " + MOST_TOKENS + " tokens and their numbers");
        }
        Map<String, Integer> vocabulary = new HashMap<>();
        json.forEachEntry((token, number) -> {
            if (!number.isIntegralNumber() || !number.canConvertToInt() || number.intValue() < 0) {
                throw model.wrong("'vocab' must give each token a whole number of at least 0, got " + number + " for '"
                        + token + "'");
            }
            vocabulary.put(token, number.intValue());
        });
        return vocabulary;
    }

    private static List<Merge> merges(Fields model) {
        JsonNode json = model.json().path("merges");
        if (!json.isArray()) {
            throw model.wrong("'merges' must be a list");
        }
        List<Merge> merges = new ArrayList<>();
        for (JsonNode merge : json) {
            merges.add(merge(merge)
                    .orElseThrow(() -> model.wrong("merge " + (merges.size() + 1)
                            + " must be two tokens, as \"a b\" or [\"a\", \"b\"], got " + merge)));
        }
        return merges;
    }

    private static Optional<Merge> merge(JsonNode merge) {
        if (merge.isArray()
                && merge.size() == 2
                && merge.get(0).isString()
                && merge.get(1).isString()) {
            return Optional.of(
                    new Merge(merge.get(0).stringValue(), merge.get(1).stringValue()));
        }
        if (!merge.isString()) {
            return Optional.empty();
        }
        String[] parts = merge.stringValue().split(" ", -1);
        return parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()
                ? Optional.of(new Merge(parts[0], parts[1]))
                : Optional.empty();
    }

    private static Rules rules(Fields model) {
        if (model.json().path("dropout").isNumber()
                && model.json().path("dropout").doubleValue() != 0) {
            throw model.wrong("a dropout of merges is for training a tokenizer and not supported; set it to null");
        }
        List<Option> options = new ArrayList<>();
        model.flag("byte_fallback", options, Option.BYTES);
        model.flag("fuse_unk", options, Option.FUSE_UNKNOWN);
        model.flag("ignore_merges", options, Option.WHOLE_PIECES);
        return new Rules(
                model.text("unk_token"),
                options,
                model.text("continuing_subword_prefix").orElse(""),
                model.text("end_of_word_suffix").orElse(""));
    }

    private static List<Added> added(Fields top) {
        List<Added> added = new ArrayList<>();
        for (Fields token : top.list("added_tokens")) {
            String text = token.text("content").orElse("");
            JsonNode number = token.json().path("id");
            if (text.isEmpty() || !number.isIntegralNumber() || !number.canConvertToInt()) {
                throw token.wrong("an added token needs a text 'content' and a whole number 'id', got " + token.json());
            }
            if (token.isTrue("single_word")) {
                throw token.wrong(
                        "an added token that must stand alone ('single_word') is not supported, got '" + text + "'");
            }
            boolean left = token.isTrue("lstrip");
            boolean right = token.isTrue("rstrip");
            Added.Trim trim =
                    left ? right ? Added.Trim.BOTH : Added.Trim.LEFT : right ? Added.Trim.RIGHT : Added.Trim.NONE;
            added.add(new Added(number.intValue(), text, trim));
        }
        return added;
    }
}
