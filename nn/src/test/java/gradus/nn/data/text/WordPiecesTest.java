package gradus.nn.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.nn.data.text.WordPieces.Letters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WordPiecesTest {
    private static final WordPieces PIECES =
            new WordPieces(List.of("[PAD]", "[UNK]", "[CLS]", "ab", "##c", "a", "b", "##b", "mask"), Letters.KEPT);

    @Test
    @Timeout(20)
    void a_word_without_end_is_unknown_at_once() {
        assertThat(PIECES.encode("x".repeat(2_000_000) + " abc")).containsExactly(1, 3, 4);
        assertThat(PIECES.encode("ab" + "c".repeat(98))).hasSize(99).doesNotContain(1);
        assertThat(PIECES.encode("ab" + "c".repeat(99))).containsExactly(1);
    }

    @Test
    void a_sign_that_the_vocabulary_lacks_is_read_as_letters() {
        assertThat(PIECES.encode("[CLS]ab")).containsExactly(2, 3);
        assertThat(PIECES.encode("ab [MASK] abc")).containsExactly(3, 1, 1, 1, 3, 4);
    }

    @Test
    void signs_that_steer_a_printer_are_dropped_and_blanks_part_words() {
        assertThat(PIECES.encode("a\fb\u000Bc")).containsExactly(3, 4);
        assertThat(PIECES.encode("a\tb\r\na\u00A0b")).containsExactly(5, 6, 5, 6);
    }
}
