package gradus.nn.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gradus.core.type.FormatException;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    @Test
    void characters_are_numbered_in_order_and_come_back() {
        CharacterVocabulary vocabulary = CharacterVocabulary.of("banana 😀 cab");
        assertThat(vocabulary.characters()).isEqualTo(" abcn😀");
        assertThat(vocabulary.size()).isEqualTo(6);
        assertThat(vocabulary.encode("nab😀")).containsExactly(4, 1, 2, 5);
        assertThat(vocabulary.decode(vocabulary.encode("cab 😀 banana"))).isEqualTo("cab 😀 banana");
        assertThat(vocabulary.encode("")).isEmpty();
    }

    @Test
    void unknown_character_is_refused_or_replaced() {
        CharacterVocabulary vocabulary = CharacterVocabulary.of("abc");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> vocabulary.encode("ab😀"))
                .withMessage("encode: every character must be one of the 3 of the training text, got '😀' (U+1F600) at"
                        + " position 2; leave it out, or let unknown characters be replaced");
        CharacterVocabulary replacing = vocabulary.withUnknown(Unknown.REPLACE);
        assertThat(replacing.size()).isEqualTo(4);
        assertThat(replacing.encode("axb")).containsExactly(0, 3, 1);
        assertThat(replacing.decode(0, 3, 1)).isEqualTo("a\uFFFDb");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vocabulary.decode(3))
                .withMessage("decode: token numbers must lie in 0 … 2, got 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CharacterVocabulary.of(""))
                .withMessage("character vocabulary: it needs characters in ascending order, each once, got \"\"");
    }

    @Test
    void what_a_vocabulary_does_not_have_is_named_once() {
        CharacterVocabulary characters = CharacterVocabulary.of("abc");
        assertThat(characters.unseen("a☃b😀☃")).containsExactly("'☃' (U+2603)", "'😀' (U+1F600)");
        assertThat(characters.unseen("cab")).isEmpty();
        WordVocabulary words = WordVocabulary.of(List.of("the cat"), 5);
        assertThat(words.unseen("The dog, the cat")).containsExactly("'dog'", "','");
    }

    @Test
    void frequent_words_have_tokens_and_the_others_share_one() {
        WordVocabulary vocabulary = WordVocabulary.of(List.of("The cat saw the dog.", "The DOG saw it!"), 4);
        assertThat(vocabulary.words()).containsExactly("the", "dog", "saw", "!");
        assertThat(vocabulary.size()).isEqualTo(6);
        assertThat(vocabulary.encode("The cat's dog!")).containsExactly(2, 1, 3, 5);
        assertThat(vocabulary.decode(2, 1, 0)).isEqualTo("the <other> <padding>");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WordVocabulary(List.of("a", "a")))
                .withMessage("word vocabulary: every word must stand there once, got one twice");
    }

    @Test
    void text_is_cut_in_two() {
        assertThat(TextSplit.of("0123456789", 0.85)).isEqualTo(new TextSplit("01234567", "89"));
        assertThat(TextSplit.of("ab😀cd", 0.5).train()).isEqualTo("ab");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextSplit.of("abc", 0.1))
                .withMessage("text split: the share must lie between 0 and 1 and leave no part empty, got 0.1 of 3"
                        + " characters");
    }
}
