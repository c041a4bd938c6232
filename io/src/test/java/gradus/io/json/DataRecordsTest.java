package gradus.io.json;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.nn.data.image.ImageScaling;
import gradus.nn.data.image.ImageSize;
import gradus.nn.data.series.SeriesScaling;
import gradus.nn.data.series.Windows;
import gradus.nn.data.text.BytePairForm;
import gradus.nn.data.text.BytePairs;
import gradus.nn.data.text.CharacterVocabulary;
import gradus.nn.data.text.TextChange;
import gradus.nn.data.text.TextCut;
import gradus.nn.data.text.TokenJoin;
import gradus.nn.data.text.Unknown;
import gradus.nn.data.text.WordVocabulary;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a model must know of its data can be kept in its file.
class DataRecordsTest {
    static List<Record> records() {
        return List.of(
                ImageSize.colour(32, 32),
                new ImageScaling(List.of(0.1307), List.of(0.3081)),
                new SeriesScaling(List.of("a", "b"), List.of(1.0, 2.0), List.of(0.5, 3.0)),
                Windows.of(336, 96).withTargets("OT"),
                new CharacterVocabulary("\n ab\uD83D\uDE00", Unknown.REPLACE),
                new WordVocabulary(List.of("the", "cat")),
                form());
    }

    private static BytePairForm form() {
        return new BytePairForm(
                Map.of("a", 0, "b", 1, "ab", 2, "<end>", 3),
                List.of(new BytePairForm.Merge("a", "b")),
                new BytePairForm.Rules(Optional.of("<end>"), List.of(BytePairForm.Rules.Option.FUSE_UNKNOWN), "", ""),
                List.of(new BytePairForm.Added(3, "<end>", BytePairForm.Added.Trim.LEFT)),
                List.of(new TextChange.Unicode(Normalizer.Form.NFC), new TextChange.LowerCase()),
                List.of(
                        new TextCut.Split(TextCut.Split.GPT2, TextCut.Split.Keep.ALL),
                        new TextCut.Bytes(),
                        new TextCut.Marked("▁", TextCut.Marked.Prefix.FIRST)),
                List.of(new TokenJoin.Bytes(), new TokenJoin.Strip(" ", 1, 0), new TokenJoin.Fuse()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void record_comes_back_from_its_document(Record record) {
        assertThat(again(record.getClass(), record)).isEqualTo(record);
    }

    private static <R extends Record> Record again(Class<R> type, Record record) {
        RecordJson form = RecordJson.create();
        String text = Json.toText(form.toJson(type, type.cast(record)));
        return form.fromJson(type, Json.parse(text, "a record"), "a record");
    }

    @Test
    void tokenizer_is_the_same_again() {
        RecordJson json = RecordJson.create();
        BytePairForm read = json.fromJson(BytePairForm.class, json.toJson(BytePairForm.class, form()), "a tokenizer");
        assertThat(BytePairs.of(read).encode("ABba <end>"))
                .isEqualTo(BytePairs.of(form()).encode("ABba <end>"));
    }
}
