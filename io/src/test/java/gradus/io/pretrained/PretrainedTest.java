package gradus.io.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.io.safetensors.Safetensors;
import gradus.nn.data.text.Tokenizer;
import gradus.nn.data.text.WordPieces.Letters;
import gradus.nn.generation.Generation;
import gradus.nn.layer.Context;
import gradus.nn.train.TextModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Folders of models that another library wrote give its tokens and its numbers.
final class PretrainedTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("gradus.root", "..")).resolve("golden/pretrained");

    @TempDir
    private Path folder;

    private static JsonNode expected(String model) throws IOException {
        return new JsonMapper().readTree(Files.readString(GOLDEN.resolve(model).resolve("expected.json")));
    }

    private static int[] whole(JsonNode numbers) {
        return numbers.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    private static void close(double[] got, JsonNode wanted) {
        assertThat(got).hasSize(wanted.size());
        for (int i = 0; i < got.length; i++) {
            assertThat(got[i]).as("number %d", i).isCloseTo(wanted.get(i).asDouble(), within(2e-5));
        }
    }

    private static TextModel gpt2(Path at) {
        return switch (Pretrained.load(at)) {
            case Pretrained.Writing(TextModel model) -> model;
            case Pretrained.Reading reading -> throw new AssertionError(reading);
        };
    }

    private static TextEncoder bert(Path at) {
        return switch (Pretrained.load(at)) {
            case Pretrained.Reading(TextEncoder encoder) -> encoder;
            case Pretrained.Writing writing -> throw new AssertionError(writing);
        };
    }

    private static void writes(TextModel model, JsonNode expected) {
        Tokenizer tokenizer = model.input().tokenizer();
        String prompt = expected.get("prompt").asString();
        int[] tokens = whole(expected.get("tokens"));
        assertThat(tokenizer.encode(prompt)).containsExactly(tokens);
        assertThat(tokenizer.size()).isEqualTo(expected.get("vocabulary").asInt());
        float[] input = new float[tokens.length];
        for (int i = 0; i < input.length; i++) {
            input[i] = tokens[i];
        }
        Tensor logits = model.network().forward(Tensor.of(input).reshape(1, input.length), Context.inference());
        close(logits.slice(1, input.length - 2, input.length).toDoubles(), expected.get("logits"));
        String greedy = expected.get("greedy_text").asString();
        assertThat(prompt + model.generate(prompt, 8, Generation.greedy(), Key.of(1)))
                .isEqualTo(greedy);
    }

    @Test
    void a_folder_of_gpt2_gives_its_tokens_its_logits_and_what_it_writes() throws IOException {
        writes(gpt2(GOLDEN.resolve("gpt2")), expected("gpt2"));
    }

    private Path copied(String model) throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN.resolve(model))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        return folder;
    }

    private void changed(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    @Test
    void weights_in_several_files_with_bare_names_and_a_head_of_their_own_are_read() throws IOException {
        copied("gpt2");
        Map<String, Literal> all = Safetensors.open(folder).tensors();
        Files.delete(folder.resolve("model.safetensors"));
        Map<String, Literal> first = new LinkedHashMap<>();
        Map<String, Literal> second = new LinkedHashMap<>();
        all.forEach((name, value) -> (first.size() < 9 ? first : second).put(name.replace("transformer.", ""), value));
        second.put("lm_head.weight", all.get("transformer.wte.weight"));
        Safetensors.write(folder.resolve("model-00001-of-00002.safetensors"), first);
        Safetensors.write(folder.resolve("model-00002-of-00002.safetensors"), second);
        StringBuilder index = new StringBuilder("{\"weight_map\": {");
        first.keySet().forEach(name -> index.append("\"" + name + "\": \"model-00001-of-00002.safetensors\",\n"));
        second.keySet().forEach(name -> index.append("\"" + name + "\": \"model-00002-of-00002.safetensors\",\n"));
        index.replace(index.length() - 2, index.length(), "}}");
        Files.writeString(folder.resolve("model.safetensors.index.json"), index);
        changed("config.json", "\"tie_word_embeddings\": true", "\"tie_word_embeddings\": false");
        writes(gpt2(folder), expected("gpt2"));
    }

    @Test
    void a_model_that_was_read_can_be_saved_and_writes_the_same() throws IOException {
        Path file = folder.resolve("gpt2.gradus");
        gpt2(GOLDEN.resolve("gpt2")).save(file);
        writes(TextModel.load(file), expected("gpt2"));
    }

    @Test
    void a_folder_of_bert_gives_its_tokens_and_its_vectors() throws IOException {
        TextEncoder encoder = bert(GOLDEN.resolve("bert"));
        JsonNode expected = expected("bert");
        List<String> texts =
                expected.get("texts").valueStream().map(JsonNode::asString).toList();
        for (int i = 0; i < texts.size(); i++) {
            assertThat(encoder.tokenizer().encode(texts.get(i)))
                    .as(texts.get(i))
                    .containsExactly(whole(expected.get("tokens").get(i)));
        }
        TextEncoder.States states =
                encoder.encode(List.of(texts.get(0), texts.get(2)), List.of(texts.get(1), texts.get(0)));
        assertThat(states.lengths())
                .containsExactly(whole(expected.get("lengths"))[0], whole(expected.get("lengths"))[1]);
        close(states.pooled().orElseThrow().toDoubles(), expected.get("pooled"));
        int longest = states.lengths().getFirst();
        int width = states.places().size(2);
        double[] got = states.places().toDoubles();
        for (int i = 0; i < got.length; i++) {
            if (i / width % longest < states.lengths().get(i / width / longest)) {
                assertThat(got[i]).isCloseTo(expected.get("states").get(i).asDouble(), within(2e-5));
            }
        }
        assertThat(encoder.encode(texts.subList(0, 1)).means().shape().sizes()).containsExactly(1, width);
    }

    @Test
    void old_names_of_normalisations_a_prefix_and_no_pooler_are_read() throws IOException {
        copied("bert");
        Map<String, Literal> old = new LinkedHashMap<>();
        Safetensors.open(folder).tensors().forEach((name, value) -> {
            if (!name.startsWith("pooler")) {
                old.put(
                        "bert."
                                + name.replace("LayerNorm.weight", "LayerNorm.gamma")
                                        .replace("LayerNorm.bias", "LayerNorm.beta"),
                        value);
            }
        });
        Safetensors.write(folder.resolve("model.safetensors"), old);
        TextEncoder before = bert(GOLDEN.resolve("bert"));
        TextEncoder.States states = bert(folder).encode(List.of("the cat"));
        assertThat(states.places().toDoubles())
                .containsExactly(before.encode(List.of("the cat")).places().toDoubles());
        assertThat(states.pooled()).isEmpty();
    }

    @Test
    void words_come_back_from_pieces() {
        var pieces = bert(GOLDEN.resolve("bert")).tokenizer();
        assertThat(pieces.decode(pieces.encode("The mats, unable dogs"))).isEqualTo("the mats , unable [UNK]");
        assertThat(pieces.unseen("the dogs and cat")).containsExactly("'dogs'", "'and'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "\"gpt2\";\"mamba\";'model_type' must be gpt2 or bert",
                "gelu_new;quick_gelu;'activation_function' must be gelu",
                "\"n_embd\": 8;\"n_embd\": 16;the weights must be of the sizes that config.json says",
                "\"n_embd\": 8;\"n_embd\": 1000000000;'n_embd' says 1000000000, but tokens.table is",
                "\"n_positions\": 24;\"n_positions\": 2000000000;'n_positions' says 2000000000, but",
                "\"n_layer\": 2;\"n_layer\": 3;there is no tensor 'transformer.h.2.ln_1.weight'",
                "\"scale_attn_weights\": true;\"scale_attn_weights\": false;'scale_attn_weights' must be true",
                "\"vocab_size\": 272;\"vocab_size\": 100;'vocab_size' must be at least the 268 tokens",
                "\"n_head\": 2;\"n_head\": \"two\";'n_head' must be a whole number"
            })
    void a_configuration_that_cannot_be_followed_is_refused(String from, String to, String why) throws IOException {
        copied("gpt2");
        changed("config.json", from, to);
        assertThatThrownBy(() -> Pretrained.load(folder))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "hidden_size;1000000000;'hidden_size' says 1000000000, but tokens.table is",
                "intermediate_size;1000000000;'intermediate_size' says 1000000000, but",
                "type_vocab_size;1000000000;'type_vocab_size' says 1000000000, but types.table is"
            })
    void sizes_of_bert_are_checked_before_memory_is_taken(String key, String to, String why) throws IOException {
        copied("bert");
        Path config = folder.resolve("config.json");
        Files.writeString(
                config, Files.readString(config).replaceAll("\"" + key + "\": \\d+", "\"" + key + "\": " + to));
        assertThatThrownBy(() -> Pretrained.load(folder))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(why);
    }

    @Test
    void ways_to_cut_words_that_are_not_known_here_are_refused() throws IOException {
        copied("bert");
        Path config = folder.resolve("tokenizer_config.json");
        Files.writeString(config, "{\"do_lower_case\": true, \"strip_accents\": false}");
        assertThatThrownBy(() -> Pretrained.load(folder)).hasMessageContaining("'strip_accents' must be true");
        Files.writeString(config, "{\"tokenize_chinese_chars\": false}");
        assertThatThrownBy(() -> Pretrained.load(folder)).hasMessageContaining("'tokenize_chinese_chars' must be true");
        Files.writeString(config, "{\"do_lower_case\": false, \"strip_accents\": null}");
        assertThat(bert(folder).tokenizer().letters()).isEqualTo(Letters.KEPT);
    }

    @Test
    void missing_files_are_named() throws IOException {
        assertThatThrownBy(() -> Pretrained.load(folder)).hasMessageContaining("config.json: there is no such file");
        copied("gpt2");
        Files.delete(folder.resolve("merges.txt"));
        assertThatThrownBy(() -> Pretrained.load(folder))
                .hasMessageContaining("a tokenizer is needed, tokenizer.json or vocab.json with merges.txt");
        assertThatThrownBy(() -> Pretrained.load(folder.resolve("config.json"))).hasMessageContaining("no folder");
    }
}
