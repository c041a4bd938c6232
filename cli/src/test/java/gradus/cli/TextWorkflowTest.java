package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A text that repeats itself, learned and written on from the command line.
class TextWorkflowTest {
    @TempDir
    private static Path folder;

    private static Path text;
    private static Path model;
    private static Cli.Outcome trained;

    @BeforeAll
    static void train() {
        text = Cli.write(folder, "abc.txt", "abcdef\n".repeat(120));
        model = folder.resolve("abc.gradus");
        trained = train("embedding(16) conv(32,3, padding=causal) relu dense(classes)", model, "run");
    }

    @Test
    void a_language_model_learns_what_comes_next_and_writes_on() {
        assertThat(trained.err()).isEmpty();
        assertThat(trained.code()).isZero();
        assertThat(trained.out())
                .contains("a text, 756 characters for training, 84 for validation")
                .contains("Next: gradus generate " + model);
        Cli.Outcome written =
                Cli.run("generate", model, "--prompt", "ab", "--length", 12, "--temperature", 0, "--quiet");
        assertThat(written.code()).isZero();
        assertThat(written.out().strip()).isEqualTo("abcdef\nabcdef");
        assertThat(Cli.run("generate", model, "--prompt", "ab", "--top-k", 2, "--seed", 3)
                        .out())
                .isEqualTo(Cli.run("generate", model, "--prompt", "ab", "--top-k", 2, "--seed", 3)
                        .out());
    }

    @Test
    void evaluate_summary_and_resume_work_on_language_models() {
        assertThat(Cli.run("evaluate", model, text).out()).contains("nats per token 0.", "perplexity 1.");
        assertThat(Cli.run("summary", model).out())
                .contains("Embedding 8 → 16", "of 8 different tokens, 8 seen at once");
        byte[] before = Cli.bytes(folder.resolve("run").resolve("model.gradus"));
        assertThat(Cli.run("resume", folder.resolve("run")).code()).isZero();
        assertThat(Cli.bytes(folder.resolve("run").resolve("model.gradus"))).isEqualTo(before);
    }

    @Test
    void the_default_is_a_small_transformer() {
        Path small = folder.resolve("small.gradus");
        Cli.Outcome out = Cli.run(
                "train",
                text,
                "--task",
                "language-model",
                "--context",
                8,
                "--steps",
                2,
                "--out",
                small,
                "--run-dir",
                folder.resolve("run2"));
        assertThat(out.code()).isZero();
        assertThat(out.out()).contains("Network: causal transformer, 2 blocks of width 64 with 4 heads");
        assertThat(Cli.run("generate", small, "--prompt", "a", "--length", 20).code())
                .isZero();
    }

    @Test
    void a_transformer_in_words_is_a_language_model_if_it_is_causal() {
        String words = "embedding(16) positions transformer(1,2, causal) dense(classes)";
        Path small = folder.resolve("words.gradus");
        assertThat(train(words, small, "run3").code()).isZero();
        assertThat(Cli.run("summary", small).out())
                .contains("Causal TransformerEncoder of 1 block, width 16, 2 heads", "PositionalEmbedding 8 × 16");
        Cli.Outcome written =
                Cli.run("generate", small, "--prompt", "ab", "--length", 12, "--temperature", 0, "--quiet");
        assertThat(written.out().strip()).isEqualTo("abcdef\nabcdef");
        Cli.Outcome seeing = train(words.replace(", causal", ""), folder.resolve("seeing.gradus"), "run4");
        assertThat(seeing.code()).isEqualTo(2);
        assertThat(seeing.err())
                .contains("language model: no place may see a later token", "use transformer(…, causal)");
    }

    private static final String TOKENIZER = """
            {"decoder": {"type": "Fuse"}, "model": {"type": "BPE", "unk_token": null, "merges": ["a b", "c d", "cd e"],
             "vocab": {"a": 0, "b": 1, "c": 2, "d": 3, "e": 4, "f": 5, "\\n": 6, "ab": 7, "cd": 8, "cde": 9}}}
            """;

    private static Cli.Outcome tokens(Path text, Path tokenizer, Path model, String run) {
        return Cli.run(
                "train",
                text,
                "--task",
                "language-model",
                "--tokenizer",
                tokenizer,
                "--context",
                4,
                "--epochs",
                20,
                "--batch-size",
                8,
                "--learning-rate",
                0.02,
                "--network",
                "embedding(16) conv(32,3, padding=causal) relu dense(classes)",
                "--out",
                model,
                "--run-dir",
                folder.resolve(run));
    }

    @Test
    void tokens_of_a_tokenizer_file_are_learned_and_kept_with_the_model() throws IOException {
        Path tokenizer = Cli.write(folder, "tokenizer.json", TOKENIZER);
        Path pairs = folder.resolve("pairs.gradus");
        Cli.Outcome out = tokens(text, tokenizer, pairs, "run5");
        assertThat(out.code()).isZero();
        assertThat(out.out()).contains("Task: which of the 10 tokens of " + tokenizer + " comes next");
        byte[] before = Cli.bytes(folder.resolve("run5").resolve("model.gradus"));
        assertThat(Cli.run("resume", folder.resolve("run5")).code()).isZero();
        assertThat(Cli.bytes(folder.resolve("run5").resolve("model.gradus"))).isEqualTo(before);

        Files.delete(tokenizer);
        Cli.Outcome written =
                Cli.run("generate", pairs, "--prompt", "ab", "--length", 6, "--temperature", 0, "--quiet");
        assertThat(written.out().strip()).isEqualTo("abcdef\nabcdef");
        assertThat(Cli.run("evaluate", pairs, text).out()).contains("accuracy 1.0");
        assertThat(Cli.run("summary", pairs).out()).contains("of 10 different tokens, 4 seen at once");
        Cli.Outcome unknown = Cli.run("generate", pairs, "--prompt", "xyz");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("every character needs a token, but 'x' (U+0078) has none");
    }

    @Test
    void a_tokenizer_that_does_not_serve_is_told_and_nothing_is_written() {
        Path none = folder.resolve("no.gradus");
        Path good = Cli.write(folder, "good.json", TOKENIZER);
        Cli.Outcome missing = tokens(text, folder.resolve("missing.json"), none, "no1");
        assertThat(missing.code()).isEqualTo(4);
        assertThat(missing.err()).contains("missing.json");
        Path words = Cli.write(folder, "words.json", "{\"model\": {\"type\": \"WordPiece\"}}");
        Cli.Outcome other = tokens(text, words, none, "no2");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("words.json", "the type must be 'BPE', got 'WordPiece'");
        Path far = Cli.write(folder, "far.json", TOKENIZER.replace("9}", "999999999}"));
        assertThat(tokens(text, far, none, "no3").err())
                .contains("far.json", "the tokens must be numbered from 0 without great gaps");
        Path strange = Cli.write(folder, "strange.txt", "abcxyz".repeat(100));
        assertThat(tokens(strange, good, none, "no4").err()).contains("but 'x' (U+0078) has none");
        Path brief = Cli.write(folder, "brief.txt", "abcdeabcdeabcde");
        assertThat(tokens(brief, good, none, "no5").err()).contains("use a longer text or shorter windows");
        Cli.Outcome table = Cli.run("train", Cli.sample("spirals.csv"), "--target", "arm", "--tokenizer", good);
        assertThat(table.code()).isEqualTo(2);
        assertThat(table.err()).contains("data.columns.tokenizer: only a language model learns tokens");
        assertThat(none).doesNotExist();
    }

    private static Cli.Outcome train(String words, Path model, String run) {
        return Cli.run(
                "train",
                text,
                "--task",
                "language-model",
                "--context",
                8,
                "--epochs",
                20,
                "--batch-size",
                8,
                "--learning-rate",
                0.01,
                "--network",
                words,
                "--out",
                model,
                "--run-dir",
                folder.resolve(run));
    }

    @Test
    void what_is_wrong_is_told() {
        assertThat(Cli.run("predict", model, text).err()).contains("holds a language model, which writes texts");
        assertThat(Cli.run("generate", model, "--temperature", -1).err()).contains("the temperature must be");
        assertThat(Cli.run("generate", model, "--length", 0).code()).isEqualTo(2);
        Path empty = Cli.write(folder, "empty.txt", "");
        Cli.Outcome nothing =
                Cli.run("train", empty, "--task", "language-model", "--out", folder.resolve("none.gradus"));
        assertThat(nothing.code()).isEqualTo(1);
        assertThat(folder.resolve("none.gradus")).doesNotExist();
    }
}
