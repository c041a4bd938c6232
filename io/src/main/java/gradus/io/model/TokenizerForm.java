package gradus.io.model;

import gradus.core.type.FormatException;
import gradus.io.json.LeafCodec;
import gradus.io.json.RecordJson;
import gradus.nn.data.text.BytePairForm;
import gradus.nn.data.text.BytePairs;
import gradus.nn.data.text.CharacterVocabulary;
import gradus.nn.data.text.Tokenizer;
import gradus.nn.data.text.WordPieces;
import gradus.nn.data.text.WordVocabulary;
import java.util.Comparator;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Tokenizers in documents: vocabularies as the records they are, byte pairs as their form under the type
/// `byte-pairs`, tokens in the order of their numbers.
final class TokenizerForm implements LeafCodec<Tokenizer> {
    private static final RecordJson RECORDS = RecordJson.create();
    private static final String TYPE = "type";
    private static final String BYTE_PAIRS = "byte-pairs";
    private static final String FORM = "form";
    private static final String VOCABULARY = "vocabulary";

    @Override
    public JsonNode write(String path, Tokenizer tokenizer) {
        return switch (tokenizer) {
            case CharacterVocabulary characters -> RECORDS.toJson(Tokenizer.class, characters);
            case WordVocabulary words -> RECORDS.toJson(Tokenizer.class, words);
            case WordPieces pieces -> RECORDS.toJson(Tokenizer.class, pieces);
            case BytePairs pairs -> {
                ObjectNode json = JsonNodeFactory.instance.objectNode();
                json.put(TYPE, BYTE_PAIRS);
                json.set(FORM, written(pairs.form()));
                yield json;
            }
        };
    }

    private static JsonNode written(BytePairForm form) {
        ObjectNode json = (ObjectNode) RECORDS.toJson(BytePairForm.class, form);
        ObjectNode vocabulary = JsonNodeFactory.instance.objectNode();
        form.vocabulary().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .forEach(token -> vocabulary.put(token.getKey(), token.getValue()));
        json.set(VOCABULARY, vocabulary);
        return json;
    }

    @Override
    public Tokenizer read(String path, JsonNode json) {
        if (!json.path(TYPE).asString("").equals(BYTE_PAIRS)) {
            return RECORDS.fromJson(Tokenizer.class, json, "the tokenizer");
        }
        if (json.size() != 2 || !json.has(FORM)) {
            throw new FormatException(
                    "byte pairs are written by 'type' and 'form' alone, got the keys " + json.propertyNames());
        }
        return BytePairs.of(RECORDS.fromJson(BytePairForm.class, json.get(FORM), FORM));
    }
}
