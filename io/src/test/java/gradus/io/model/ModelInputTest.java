package gradus.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.data.image.ImageScaling;
import gradus.nn.data.image.ImageSize;
import gradus.nn.data.text.BytePairForm;
import gradus.nn.data.text.BytePairForm.Merge;
import gradus.nn.data.text.BytePairs;
import gradus.nn.data.text.CharacterVocabulary;
import gradus.nn.data.text.TextCut;
import gradus.nn.data.text.TokenJoin;
import gradus.nn.data.text.Unknown;
import gradus.nn.generation.Generation;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import gradus.nn.metric.TemperatureScaling;
import gradus.nn.train.ImageInput;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Model;
import gradus.nn.train.TextInput;
import gradus.nn.train.TextModel;
import gradus.nn.train.TrainingRegion;
import gradus.nn.train.Trust;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes into models of pictures and texts: judged before anything is planned, and kept in their files.
class ModelInputTest {
    private static final Layer PICTURES = Sequential.of(new Flatten(), Linear.of(4, 2, Key.of(1)));

    @TempDir
    Path folder;

    private static ImageInput input(int side, String... labels) {
        return new ImageInput(ImageSize.grey(side, side), ImageScaling.unit(1), List.of(labels));
    }

    private Path saved(Model model) {
        Path file = folder.resolve("m.gradus");
        model.save(file);
        return file;
    }

    private static void forge(Path file, String from, String to) {
        Container container = Container.read(file);
        Map<String, byte[]> entries = new LinkedHashMap<>(container.entries());
        String text = new String(entries.get("input.json"), StandardCharsets.UTF_8);
        assertThat(text).containsPattern(from);
        entries.put("input.json", text.replaceFirst(from, to).getBytes(StandardCharsets.UTF_8));
        new Container(container.kind(), "Gradus 0.1.0", entries).write(file);
    }

    private static void refused(Path file, String... parts) {
        assertThatThrownBy(() -> Model.load(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("read " + file)
                .hasMessageContainingAll(parts);
    }

    @Test
    void a_model_of_pictures_keeps_where_they_lay_and_its_temperature() {
        TrainingRegion region = new TrainingRegion(List.of(0, 7), List.of(0.5, 0.25), List.of(2.0, 1.0, 3.0), 0.1);
        Trust trust = new Trust(Optional.of(region), Optional.of(new TemperatureScaling(1.7)));
        ImageModel model = new ImageModel(PICTURES, input(2, "a", "b"), trust, SampleModels.provenance());
        Path file = saved(model);
        ImageModel loaded = ImageModel.load(file);
        assertThat(loaded.trust()).isEqualTo(trust);
        byte[] pixels = {1, 20, 50, 90};
        assertThat(loaded.predict(pixels)).isEqualTo(model.predict(pixels));
        assertThat(loaded.predict(pixels).novelty()).isPresent();

        Container whole = Container.read(file);
        Map<String, byte[]> entries = new LinkedHashMap<>(whole.entries());
        String text = new String(entries.get("trust.json"), StandardCharsets.UTF_8);
        assertThat(text).contains("[ 0, 7 ]");
        entries.put("trust.json", text.replace("[ 0, 7 ]", "[ 0, 8 ]").getBytes(StandardCharsets.UTF_8));
        new Container(whole.kind(), whole.madeBy(), entries).write(file);
        refused(file, "looks at feature 8, but a sample has 8 features");
    }

    @Test
    void a_network_is_judged_when_a_model_is_made() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageModel(PICTURES, input(2, "a", "b", "c"), SampleModels.provenance()))
                .withMessage("image model: the network must give [2, 3], one output for each label, but gives"
                        + " float32[2, 2] for 2 samples");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageModel(PICTURES, input(3, "a", "b"), SampleModels.provenance()))
                .withMessageStartingWith(
                        "image model: the network must take samples of [3, 3, 1]; layers.1, Linear 4 → 2: linear");
        TextInput texts = new TextInput(CharacterVocabulary.of("abc"), 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextModel(PICTURES, texts, SampleModels.provenance()))
                .withMessageStartingWith(
                        "text model: the network must take samples of [2]; layers.1, Linear 4 → 2: linear");
    }

    @Test
    void a_picture_whose_plan_can_not_be_is_refused_in_prose() {
        Path file = saved(new ImageModel(PICTURES, input(2, "a", "b"), SampleModels.provenance()));
        forge(file, "\"b\"", "\"b\", \"c\"");
        refused(file, "must give [2, 3]", "do network.json and input.json come from one model?");
        forge(file, "\"height\" *: *2", "\"height\": 32768");
        refused(file, "image model: the network must take samples of [32768, 2, 1]");
        forge(file, "\"width\" *: *2", "\"width\": 32768");
        refused(file, "image model: the network must take samples of [32768, 32768, 1]");
    }

    @Test
    void a_text_longer_than_its_network_sees_is_refused_in_prose() {
        TextInput input = new TextInput(CharacterVocabulary.of("abc"), 4);
        Layer network = CausalLanguageModel.gpt(1, 1, 4)
                .build(Shape.of(4), input.tokenizer().size(), Key.of(1));
        Path file = saved(new TextModel(network, input, SampleModels.provenance()));
        forge(file, "\"context\" *: *4", "\"context\": 2000000000");
        refused(file, "text model: the network must take samples of [2000000000]");
    }

    /// Tokens of bytes: the 256 characters that stand for bytes, of which `é` is made by a merge.
    private static BytePairs bytes() {
        Map<String, Integer> vocabulary = new HashMap<>();
        for (String character : "a b Ġ Ã © â Ĥ ¬ Ã©".split(" ")) {
            vocabulary.put(character, vocabulary.size());
        }
        return BytePairs.of(new BytePairForm(
                vocabulary,
                List.of(new Merge("Ã", "©")),
                BytePairForm.Rules.defaults(),
                List.of(new BytePairForm.Added(9, "<end>", BytePairForm.Added.Trim.BOTH)),
                List.of(),
                List.of(new TextCut.Split(TextCut.Split.GPT2, TextCut.Split.Keep.ALL), new TextCut.Bytes()),
                List.of(new TokenJoin.Bytes())));
    }

    @Test
    void byte_pairs_come_back_with_their_model_as_they_were() {
        BytePairs pairs = bytes();
        Layer network = CausalLanguageModel.gpt(1, 1, 4).build(Shape.of(8), pairs.size(), Key.of(3));
        TextModel model = new TextModel(network, new TextInput(pairs, 8), SampleModels.provenance());
        Path file = saved(model);
        TextModel read = TextModel.load(file);
        String text = "ab é €<end> b";
        assertThat(read.input().tokenizer().encode(text)).isEqualTo(pairs.encode(text));
        assertThat(read.input().tokenizer().decode(pairs.encode(text))).isEqualTo("ab é €<end>b");
        assertThat(((BytePairs) read.input().tokenizer()).form()).isEqualTo(pairs.form());
        assertThat(read.generate("ab", 12, Generation.plain(), Key.of(2)))
                .isEqualTo(model.generate("ab", 12, Generation.plain(), Key.of(2)));
        byte[] first = Container.read(file).entries().get("input.json");
        assertThat(Container.read(saved(read)).entries().get("input.json")).isEqualTo(first);
        forge(file, "\"Ġ\" *: *2", "\"Ġ\": 3");
        refused(file, "input.json: tokenizer", "every token must have a number of its own");
    }

    @Test
    void vocabularies_are_written_as_they_always_were() {
        TextInput input = new TextInput(CharacterVocabulary.of("abc").withUnknown(Unknown.REPLACE), 4);
        Layer network = CausalLanguageModel.gpt(1, 1, 4)
                .build(Shape.of(4), input.tokenizer().size(), Key.of(1));
        Path file = saved(new TextModel(network, input, SampleModels.provenance()));
        assertThat(new String(Container.read(file).entries().get("input.json"), StandardCharsets.UTF_8))
                .contains("\"character-vocabulary\"");
        assertThat(TextModel.load(file).input()).isEqualTo(input);
    }

    @Test
    void a_text_that_ends_within_a_character_is_shown_without_it() {
        BytePairs pairs = bytes();
        int[] whole = pairs.encode("a€");
        assertThat(pairs.decodeWhole(whole)).isEqualTo("a€");
        assertThat(pairs.decode(whole[0], whole[1], whole[2])).isEqualTo("a\uFFFD");
        assertThat(pairs.decodeWhole(whole[0], whole[1], whole[2])).isEqualTo("a");
        assertThat(pairs.decodeWhole(whole[0], whole[1])).isEqualTo("a");
        int follows = pairs.token("¬");
        assertThat(pairs.decodeWhole(0, follows)).isEqualTo("a\uFFFD"); // no byte to come can mend this
        assertThat(pairs.decodeWhole()).isEmpty();
    }

    @Test
    void nothing_is_generated_that_a_byte_to_come_would_change() {
        BytePairs pairs = bytes();
        Layer network = CausalLanguageModel.gpt(1, 1, 4).build(Shape.of(32), pairs.size(), Key.of(3));
        TextModel model = new TextModel(network, new TextInput(pairs, 32), SampleModels.provenance());
        for (int length = 1; length < 24; length++) {
            String shorter = model.generate("a", length, Generation.plain(), Key.of(5));
            assertThat(model.generate("a", length + 1, Generation.plain(), Key.of(5)))
                    .startsWith(shorter);
        }
    }
}
