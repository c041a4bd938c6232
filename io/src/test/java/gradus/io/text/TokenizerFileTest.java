package gradus.io.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gradus.core.type.FormatException;
import gradus.nn.data.text.BytePairForm;
import gradus.nn.data.text.BytePairs;
import gradus.nn.data.text.TextCut;
import gradus.nn.data.text.TokenJoin;
import gradus.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Small tokenizers written by hand; the numbers are those of the tokenizers library, version 0.23.
class TokenizerFileTest {
    private static final String BYTE_LEVEL =
            "{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":true,\"use_regex\":true}";
    private static final String GPT2_VOCABULARY =
            vocabulary("Ġ h e l o w r d Ċ Ã © ' s 1 he ll hell hello Ġw or Ġwor Ġhello Ã©".split(" "));
    private static final String TEXT_MERGES =
            "\"h e\",\"l l\",\"he ll\",\"hell o\",\"Ġ w\",\"o r\",\"Ġw or\",\"Ġ hello\",\"Ã ©\"";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("tokenizer.json");
    }

    private static String vocabulary(String... tokens) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < tokens.length; i++) {
            entries.add("\"" + tokens[i] + "\":" + i);
        }
        return "{" + String.join(",", entries) + "}";
    }

    private static String gpt2(String merges) {
        return """
                {"version":"1.0","truncation":null,"padding":null,
                 "added_tokens":[
                  {"id":23,"content":"<|end|>","single_word":false,"lstrip":false,"rstrip":false,"special":true},
                  {"id":24,"content":"<m>","single_word":false,"lstrip":true,"rstrip":false,"special":true}],
                 "normalizer":null,"pre_tokenizer":BYTES,"post_processor":null,"decoder":BYTES,
                 "model":{"type":"BPE","dropout":null,"unk_token":null,"byte_fallback":false,
                          "vocab":VOCABULARY,"merges":[MERGES]}}
                """.replace("BYTES", BYTE_LEVEL)
                .replace("VOCABULARY", GPT2_VOCABULARY)
                .replace("MERGES", merges);
    }

    private BytePairs read(String json) throws IOException {
        Files.writeString(file, json);
        return TokenizerFile.read(file);
    }

    private void refused(String json, String message) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read(json))
                .withMessage("read " + file + ": " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"texts", "pairs"})
    void byte_level_tokens_are_those_of_the_reference_in_both_spellings_of_merges(String spelling) throws IOException {
        String merges = spelling.equals("texts")
                ? TEXT_MERGES
                : TEXT_MERGES.replace("\",\"", "\"],[\"").replace(" ", "\",\"");
        BytePairs tokenizer = read(gpt2(spelling.equals("texts") ? merges : "[" + merges + "]"));
        String text = "hello world's 11\n\n hello<|end|>é  hello";
        int[] tokens = {17, 20, 3, 7, 11, 12, 0, 13, 13, 8, 8, 21, 23, 22, 0, 21};
        assertThat(tokenizer.encode(text)).isEqualTo(tokens);
        assertThat(tokenizer.decode(tokens)).isEqualTo(text);
        assertThat(tokenizer.encode("hello  <m> hello")).containsExactly(17, 24, 21);
        assertThat(tokenizer.encode("hellohello wor")).containsExactly(17, 17, 20);
        assertThat(tokenizer.encode("")).isEmpty();
        assertThat(tokenizer.size()).isEqualTo(25);
        assertThat(tokenizer.token("<|end|>")).isEqualTo(23);
        assertThat(tokenizer.decode(9)).isEqualTo("\uFFFD");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokenizer.decode(25))
                .withMessage("decode: token numbers must lie in 0 … 24, got 25");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> tokenizer.encode("hex"))
                .withMessage("encode: every character needs a token, but 'x' (U+0078) has none and the tokenizer has no"
                        + " token for unknown ones; leave it out");
    }

    @ParameterizedTest
    @CsvSource({"'ab a', '5 4', 'ab a'", "'é\nab', '1 6 7 8 2 3', 'é\nab'", "'xyab', '1 0 2 3', '<unk>ab'"})
    void characters_without_token_fall_back_to_bytes(String text, String tokens, String back) throws IOException {
        BytePairs tokenizer = read("""
                {"normalizer":{"type":"Sequence","normalizers":[{"type":"Prepend","prepend":"▁"},
                  {"type":"Replace","pattern":{"String":" "},"content":"▁"}]},
                 "decoder":{"type":"Sequence","decoders":[
                  {"type":"Replace","pattern":{"String":"▁"},"content":" "},{"type":"ByteFallback"},
                  {"type":"Fuse"},{"type":"Strip","content":" ","start":1,"stop":0}]},
                 "model":{"type":"BPE","unk_token":"<unk>","byte_fallback":true,"fuse_unk":true,
                  "vocab":VOCABULARY,"merges":[["▁","a"],["▁a","b"]]}}
                """.replace(
                        "VOCABULARY", vocabulary("<unk>", "▁", "a", "b", "▁a", "▁ab", "<0xC3>", "<0xA9>", "<0x0A>")));
        assertThat(tokenizer.encode(text)).isEqualTo(numbers(tokens));
        assertThat(tokenizer.decode(numbers(tokens))).isEqualTo(back);
        assertThat(tokenizer.decode(6, 1)).isEqualTo("\uFFFD ");
    }

    @Test
    void unknown_characters_and_numbers_without_a_token_are_never_written() throws IOException {
        BytePairs tokenizer = read("""
                {"added_tokens":[{"id":5,"content":"<end>"}],
                 "model":{"type":"BPE","unk_token":"<unk>","merges":[],"vocab":{"a":0,"<unk>":1,"b":2}}}
                """);
        assertThat(tokenizer.encode("axb<end>")).containsExactly(0, 1, 2, 5);
        assertThat(tokenizer.unwritten()).containsExactly(1, 3, 4);
        assertThat(read(gpt2(TEXT_MERGES)).unwritten()).isEmpty();
    }

    private static int[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    @Test
    void signs_for_blanks_are_those_of_the_reference() throws IOException {
        String meta = "{\"type\":\"Metaspace\",\"replacement\":\"▁\",\"prepend_scheme\":\"first\",\"split\":true}";
        BytePairs tokenizer = read("{\"pre_tokenizer\":" + meta + ",\"decoder\":" + meta
                + ",\"model\":{\"type\":\"BPE\",\"unk_token\":\"<unk>\",\"merges\":[\"▁ a\"],\"vocab\":"
                + vocabulary("<unk>", "▁", "a", "b", "▁a", "ab</w>", "\\n") + "}}");
        assertThat(tokenizer.encode("a  ab")).containsExactly(4, 1, 4, 3);
        assertThat(tokenizer.decode(4, 1, 4, 3)).isEqualTo("a  ab");
        assertThat(tokenizer.encode("aca\na")).containsExactly(4, 0, 2, 6, 2);
        assertThat(tokenizer.decode(4, 0, 2, 6, 2)).isEqualTo("a<unk>a\na");
    }

    @Test
    void a_long_text_without_blanks_is_one_piece_however_wide_its_characters_are() throws IOException {
        BytePairs tokenizer =
                read("{\"pre_tokenizer\":{\"type\":\"Metaspace\",\"replacement\":\"▁\",\"prepend_scheme\":\"never\"},"
                        + "\"model\":{\"type\":\"BPE\",\"unk_token\":\"<unk>\",\"merges\":[],\"vocab\":"
                        + vocabulary("<unk>", "▁", "a", "\uD83D\uDE00") + "}}");
        assertThat(tokenizer.encode("a\uD83D\uDE00".repeat(30_000))).hasSize(60_000);
    }

    @Test
    void ends_of_words_are_those_of_the_reference() throws IOException {
        BytePairs tokenizer = read(
                """
                {"normalizer":{"type":"Lowercase"},
                 "pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Whitespace"},
                  {"type":"Digits","individual_digits":true}]},
                 "decoder":{"type":"BPEDecoder","suffix":"</w>"},
                 "model":{"type":"BPE","unk_token":"<unk>","end_of_word_suffix":"</w>","merges":["a b</w>"],
                  "vocab":VOCABULARY}}
                """.replace("VOCABULARY", vocabulary("<unk>", "a", "b", "b</w>", "ab</w>", "a</w>", "1</w>", "1")));
        assertThat(tokenizer.encode("AB a b11")).containsExactly(4, 5, 3, 6, 6);
        assertThat(tokenizer.decode(4, 5, 3, 6, 6)).isEqualTo("ab a b 1 1");
    }

    @Test
    void every_text_comes_back_from_its_bytes() {
        Map<String, Integer> vocabulary = new HashMap<>();
        int other = 0x100;
        for (int b = 0; b < 256; b++) {
            boolean visible = b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
            vocabulary.put(Character.toString(visible ? b : other++), b);
        }
        vocabulary.put("th", 256);
        BytePairs tokenizer = BytePairs.of(new BytePairForm(
                vocabulary,
                List.of(new BytePairForm.Merge("t", "h")),
                BytePairForm.Rules.defaults(),
                List.of(),
                List.of(),
                List.of(new TextCut.Split(TextCut.Split.GPT2, TextCut.Split.Keep.ALL), new TextCut.Bytes()),
                List.of(new TokenJoin.Bytes())));
        String real = TextFiles.read(Shared.path("data/tinyshakespeare/input.txt"));
        for (String text : List.of("naïve 😀\u0000\r\n\t 日本語  ", "e\u0301\uFFFF", real)) {
            assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
        }
        assertThat(tokenizer.encode("the th")).containsExactly(256, 'e', ' ', 256);
    }

    @Test
    void a_long_piece_is_merged_in_reasonable_time() {
        BytePairs tokenizer = BytePairs.of(new BytePairForm(
                Map.of("a", 0, "aa", 1, "aaaa", 2),
                List.of(new BytePairForm.Merge("a", "a"), new BytePairForm.Merge("aa", "aa")),
                BytePairForm.Rules.defaults(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
        assertThat(tokenizer.encode("a".repeat(200_001))).hasSize(50_001).endsWith(2, 0);
    }

    @Test
    void damaged_or_foreign_files_are_refused() {
        refused("[]", "the document must be an object");
        refused("{}", "'model' must be an object");
        refused(
                "{\"model\":{\"type\":\"WordPiece\"}}",
                "model: the type must be 'BPE', got 'WordPiece'; other tokenizers are not supported");
        refused(
                "{\"model\":{\"type\":\"BPE\",\"vocab\":[],\"merges\":[]}}",
                "model: 'vocab' must be an object of at most 16777216 tokens and their numbers");
        refused(
                "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":-1},\"merges\":[]}}",
                "model: 'vocab' must give each token a whole number of at least 0, got -1 for 'a'");
        refused("{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0}}}", "model: 'merges' must be a list");
        refused(
                "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[\"a b c\"]}}",
                "model: merge 1 must be two tokens, as \"a b\" or [\"a\", \"b\"], got \"a b c\"");
        refused(
                "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[\"a b\"]}}",
                "tokenizer: every merge must be of tokens of the vocabulary and give one, but merge 1 needs 'b', which is"
                        + " not in it");
        refused(
                "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0,\"b\":0},\"merges\":[]}}",
                message -> assertThat(message).contains("tokenizer: every token must have a number of its own"));
        refused(
                "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":2000000000},\"merges\":[]}}",
                "tokenizer: the tokens must be numbered from 0 without great gaps, got number 2000000000 for 'a'");
        refused(
                "{\"model\":{\"type\":\"BPE\",\"vocab\":{},\"merges\":[]}}",
                "tokenizer: the vocabulary needs at least one token, got none");
        refused(
                "{\"model\":{\"type\":\"BPE\",\"dropout\":0.1,\"vocab\":{\"a\":0},\"merges\":[]}}",
                "model: a dropout of merges is for training a tokenizer and not supported; set it to null");
        refused(
                gpt2(TEXT_MERGES).substring(0, 500),
                message -> assertThat(message).startsWith("read " + file + ": the text must be JSON: "));
    }

    private void refused(String json, Consumer<String> check) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read(json))
                .satisfies(problem -> check.accept(problem.getMessage()));
    }

    @Test
    void steps_that_are_not_supported_are_refused() {
        String model = ",\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[]}}";
        refused(
                "{\"normalizer\":{\"type\":\"Nmt\"}" + model,
                "normalizer: the normalizer 'Nmt' is not supported; supported are NFC, NFD, NFKC, NFKD, Lowercase,"
                        + " Prepend, Replace and Sequence");
        refused(
                "{\"pre_tokenizer\":{\"type\":\"BertPreTokenizer\"}" + model,
                "pre_tokenizer: the pre-tokenizer 'BertPreTokenizer' is not supported; supported are ByteLevel, Split,"
                        + " Digits, Whitespace, WhitespaceSplit, Metaspace and Sequence");
        refused(
                "{\"decoder\":{\"type\":\"CTC\"}" + model,
                "decoder: the decoder 'CTC' is not supported; supported are ByteLevel, ByteFallback, Fuse, Replace,"
                        + " Strip, Metaspace, BPEDecoder and Sequence");
        refused(
                "{\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"Regex\":\"(a\"},\"behavior\":\"Isolated\"}"
                        + model,
                "pre_tokenizer: the regular expression of the split must be one, but Unclosed group near position 2: (a");
        refused(
                "{\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"String\":\"a\"},"
                        + "\"behavior\":\"MergedWithNext\"}" + model,
                "pre_tokenizer: a split must be 'Isolated' or 'Removed', got 'MergedWithNext', which is not supported");
        refused(
                "{\"added_tokens\":[{\"id\":1,\"content\":\"x\",\"single_word\":true}]" + model,
                "added_tokens.0: an added token that must stand alone ('single_word') is not supported, got 'x'");
        refused(
                "{\"added_tokens\":[{\"content\":\"x\"}]" + model,
                "added_tokens.0: an added token needs a text 'content' and a whole number 'id', got"
                        + " {\"content\":\"x\"}");
        refused(
                "{\"pre_tokenizer\":{\"type\":\"ByteLevel\",\"use_regex\":3}" + model,
                "pre_tokenizer: 'use_regex' must be true or false, got 3");
    }
}
