package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gradus.core.type.Key;
import gradus.nn.data.text.CharacterVocabulary;
import gradus.nn.data.text.Tokenizer;
import gradus.nn.data.text.Unknown;
import gradus.nn.generation.Generation;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Sequential;
import gradus.nn.recurrent.Lstm;
import gradus.nn.recurrent.RecurrentOptions;
import gradus.nn.recurrent.RecurrentOptions.Directions;
import gradus.nn.recurrent.RecurrentOptions.Output;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Generation by reading the window anew.
class WindowReaderTest {
    private static final CharacterVocabulary LETTERS = CharacterVocabulary.of("abcd");

    private static TextModel model(Directions directions, int hidden) {
        RecurrentOptions options =
                RecurrentOptions.defaults().withOutput(Output.SEQUENCE).withDirections(directions);
        Layer network =
                Sequential.of(Embedding.of(LETTERS.size(), 3, Key.of(1)), Lstm.of(3, hidden, 1, options, Key.of(2)));
        Provenance provenance = new Provenance(Version.current(), "none", "", Map.of(), Map.of());
        return new TextModel(network, new TextInput(LETTERS, 5), provenance);
    }

    @Test
    void unknown_characters_are_never_written() {
        Tokenizer letters = CharacterVocabulary.of("abc").withUnknown(Unknown.REPLACE);
        Provenance provenance = new Provenance(Version.current(), "none", "", Map.of(), Map.of());
        TextModel model = new TextModel(Embedding.of(4, 4, Key.of(1)), new TextInput(letters, 5), provenance);
        assertThat(model.generate("☃a", 300, Generation.plain(), Key.of(2)))
                .hasSize(300)
                .containsPattern("^[abc]+$");
    }

    @Test
    void a_network_that_reads_forward_is_read_by_its_window() {
        TextModel model = model(Directions.FORWARD, LETTERS.size());
        assertThat(model.reader().read(1)).hasSize(LETTERS.size());
    }

    @Test
    void a_network_that_sees_later_tokens_can_not_write() {
        TextModel model = model(Directions.BOTH_SUMMED, LETTERS.size());
        assertThatIllegalArgumentException()
                .isThrownBy(model::reader)
                .withMessage("language model: no place may see a later token, or it reads what it is to say, but the"
                        + " answer at place 1 of 5 changes with token 5; use transformer(…, causal), attention(…,"
                        + " causal), conv(…, padding=causal) or recurrent layers that read forward");
    }
}
