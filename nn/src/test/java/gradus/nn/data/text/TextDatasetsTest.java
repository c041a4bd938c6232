package gradus.nn.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.data.Batches;
import gradus.nn.data.Loader;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TextDatasetsTest {
    private static int[] counting(int length) {
        return IntStream.range(0, length).toArray();
    }

    private static void refused(ThrowingCallable action, String message) {
        assertThatExceptionOfType(FormatException.class).isThrownBy(action).withMessage(message);
    }

    @Test
    void target_is_the_next_token() {
        TextWindows windows = TextWindows.inOrder(counting(10), 3);
        assertThat(windows.size()).isEqualTo(3);
        List<Literal> sample = Batches.sample(windows, 2, Key.of(0));
        assertThat(sample.get(0).longs()).containsExactly(6, 7, 8);
        assertThat(sample.get(1).longs()).containsExactly(7, 8, 9);
        assertThat(TextWindows.inOrder(counting(9), 3).size()).isEqualTo(2);
    }

    @Test
    void random_windows_reach_every_place_and_depend_on_the_key() {
        TextWindows windows = TextWindows.random(counting(9), 4, 100);
        boolean[] seen = new boolean[5];
        for (int i = 0; i < 100; i++) {
            long[] input = Batches.sample(windows, i, Key.of(i)).get(0).longs();
            assertThat(input[3]).isEqualTo(input[0] + 3);
            seen[(int) input[0]] = true;
        }
        assertThat(seen).containsOnly(true);
        assertThat(windows.size()).isEqualTo(100);
        assertThat(Batches.sample(windows, 1, Key.of(7))).isEqualTo(Batches.sample(windows, 1, Key.of(7)));
    }

    @Test
    void each_row_of_a_stream_goes_on_where_it_stopped() {
        TextWindows windows = TextWindows.streams(counting(26), 4, 2);
        assertThat(windows.size()).isEqualTo(6);
        Loader loader = new Loader(windows, 2, Loader.Order.AS_STORED, Key.of(0));
        List<List<Literal>> batches = Batches.of(loader, 0, 3);
        assertThat(batches.get(0).getFirst().longs()).containsExactly(0, 1, 2, 3, 12, 13, 14, 15);
        assertThat(batches.get(1).getFirst().longs()).containsExactly(4, 5, 6, 7, 16, 17, 18, 19);
        assertThat(batches.get(2).get(1).longs()).containsExactly(9, 10, 11, 12, 21, 22, 23, 24);
    }

    @Test
    void lines_begin_and_end_with_the_line_feed_and_padding_is_ignored() {
        CharacterVocabulary vocabulary = CharacterVocabulary.of("ab\nc");
        TextLines lines = TextLines.of(vocabulary, List.of("ab", "c"));
        assertThat(lines.length()).isEqualTo(3);
        assertThat(lines.boundary()).isZero();
        List<Literal> batch = Batches.empty(lines, 2);
        lines.read(0, Key.of(0), batch, 0);
        lines.read(1, Key.of(0), batch, 1);
        assertThat(batch.get(0).longs()).containsExactly(0, 1, 2, 0, 3, 0);
        assertThat(batch.get(1).longs()).containsExactly(1, 2, 0, 3, 0, TextLines.IGNORED);
        assertThat(batch.get(2).bytes()).containsExactly(1, 1, 1, 1, 1, 0);
        assertThat(Batches.sample(lines.paddedTo(4), 0, Key.of(0)).get(1).longs())
                .containsExactly(1, 2, 0, -1);
    }

    @Test
    void texts_are_padded_and_cut() {
        WordVocabulary vocabulary = WordVocabulary.of(List.of("good film", "bad film"), 10);
        LabelledTexts texts = LabelledTexts.of(vocabulary, List.of("good", "bad film film"), new int[] {1, 0}, 2);
        List<Literal> batch = Batches.empty(texts, 2);
        texts.read(0, Key.of(0), batch, 0);
        texts.read(1, Key.of(0), batch, 1);
        assertThat(batch.get(0).longs()).containsExactly(4, 0, 3, 2);
        assertThat(batch.get(1).longs()).containsExactly(1, 0);
        assertThat(batch.get(2).bytes()).containsExactly(1, 0, 1, 1);
    }

    @Test
    void empty_and_too_long_texts_are_refused() {
        refused(
                () -> TextWindows.inOrder(counting(4), 4),
                "text windows: a window of 4 tokens and the one after it need 5 tokens, but the text has 4; use a longer"
                        + " text or shorter windows");
        refused(
                () -> TextWindows.streams(counting(13), 4, 4),
                "text windows: 4 streams need at least as many windows of 4 tokens, but the text of 13 tokens has 3; use"
                        + " fewer streams or shorter windows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextWindows.inOrder(counting(4), 0))
                .withMessage("text windows: the length must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextWindows.random(counting(4), 1, 0))
                .withMessage("text windows: an epoch needs at least one sample, got 0");
        CharacterVocabulary vocabulary = CharacterVocabulary.of("ab\nc");
        refused(() -> TextLines.of(vocabulary, List.of()), "text lines: at least one line is needed, got none");
        refused(
                () -> TextLines.of(vocabulary, List.of("a", "")),
                "text lines: every line needs a character, but line 2 is empty; leave it out");
        refused(
                () -> TextLines.of(vocabulary, List.of("abc")).paddedTo(3),
                "text lines: a line and its line feed must fit into 3 tokens, but line 1 needs 4; allow more or leave it"
                        + " out");
        WordVocabulary words = WordVocabulary.of(List.of("a"), 1);
        refused(
                () -> TextLines.of(words, List.of("a")),
                "text lines: the line feed must be one token, got 0; make the vocabulary of a text with line feeds");
        refused(
                () -> LabelledTexts.of(words, List.of("a", " "), new int[2], 3),
                "texts: every text needs a token, but text 2, \"\", has none; leave it out");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelledTexts.of(words, List.of("a"), new int[2], 3))
                .withMessage("texts: at least one text, one class for each and a length of at least 1 are needed, got 1"
                        + " texts, 2 classes, length 3");
    }
}
