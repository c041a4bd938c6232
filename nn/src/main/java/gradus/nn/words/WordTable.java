package gradus.nn.words;

import gradus.core.type.Key;
import gradus.nn.activation.Activation;
import gradus.nn.init.Initializer;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.GroupNorm;
import gradus.nn.layer.InstanceNorm;
import gradus.nn.layer.Layer;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Linear;
import gradus.nn.layer.RmsNorm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// All words of the language of networks.
final class WordTable {
    private static final List<String> KEEPING_SCALE =
            List.of("dropout", "channeldropout", "batchnorm", "layernorm", "groupnorm", "instancenorm", "rmsnorm");

    private static final SequencedMap<String, Word> ALL = table();

    private WordTable() {}

    /// Gives the words by name.
    static SequencedMap<String, Word> all() {
        return ALL;
    }

    private static SequencedMap<String, Word> table() {
        List<Word> words = new ArrayList<>(plain());
        words.addAll(ConvolutionWords.all());
        words.addAll(PoolWords.all());
        words.addAll(RecurrentWords.all());
        words.addAll(AttentionWords.all());
        words.addAll(ActivationWords.all());
        SequencedMap<String, Word> table = new LinkedHashMap<>();
        words.forEach(word -> table.put(word.name(), word));
        return Collections.unmodifiableSequencedMap(table);
    }

    private static List<Word> plain() {
        return List.of(
                new Word(
                        "dense",
                        List.of(Parameter.whole("features"), Parameter.yes("bias")),
                        Word.Inside.VALUES,
                        WordTable::dense),
                Word.of("flatten", _ -> new Flatten()),
                Word.of("dropout", call -> Dropout.of(call.number("rate")), Parameter.number("rate")),
                Word.of("batchnorm", call -> BatchNorm.of(call.features())),
                Word.of("layernorm", call -> LayerNorm.of(call.features())),
                Word.of(
                        "groupnorm",
                        call -> GroupNorm.of(call.whole("groups"), call.features()),
                        Parameter.whole("groups").or("8")),
                Word.of("instancenorm", call -> InstanceNorm.of(call.features())),
                Word.of("rmsnorm", call -> RmsNorm.of(call.features())),
                Word.of(
                        "embedding",
                        call -> Embedding.of(call.whole("categories"), call.whole("width"), call.key()),
                        Parameter.whole("width"),
                        Parameter.whole("categories").or("classes")),
                ResidualWord.word());
    }

    private static List<Layer> dense(Call call) {
        boolean flattens = call.input().rank() > 2;
        int inFeatures = flattens ? call.input().count() : call.features();
        Key key = call.key(flattens ? 1 : 0);
        int outFeatures = call.whole("features");
        Linear linear = call.isOn("bias")
                ? Linear.of(inFeatures, outFeatures, call.start(), Initializer.zeros(), key)
                : Linear.withoutBias(inFeatures, outFeatures, call.start(), key);
        return flattens ? List.of(new Flatten(), linear) : List.of(linear);
    }

    /// Gives the activation that a word stands for.
    static Optional<Activation> activation(Word word) {
        return ActivationWords.activation(word);
    }

    /// Says whether a word leaves the scale of numbers to the layer before it.
    static boolean keepsScale(Word word) {
        return KEEPING_SCALE.contains(word.name());
    }
}
