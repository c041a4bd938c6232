package gradus.nn.words;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Sequential;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A network in text, such as
/// `conv(32,3) relu conv(64,3) relu maxpool(2) dropout(.25) dense(128) relu dense(classes)`.
///
/// Words stand for layers in the order of the data. What a layer needs to know of its input is found by tracing the
/// shape of a sample through the words before it. A word takes values by place or by name (`conv(32,3, stride=2)`);
/// a switch by its name alone (`lstm(64, bidirectional)`). `3*( … )` stands for three times the words inside, each
/// time with numbers of their own; `residual( … )` adds the input to what the words make of it, through a short cut
/// of kernel 1 where they change the shape as a stride does. `positions`, `attention` and `transformer` look over
/// sequences; `causal` hides later steps. Sizes that the data decide have names: `classes` or `outputs` for what is
/// wanted, `inputs` for the numbers of a sample, `channels` for its last size.
///
/// `dense` flattens images and volumes first, which the summary shows as a layer; it works on every step of a
/// sequence, and `last` or `globalavgpool` makes one vector of the steps. Weights start by He before ReLU and its
/// relatives, by LeCun before SELU, else by Glorot, as in a multilayer perceptron: the same sizes and key give the same
/// numbers. [#words()] gives all words.
///
/// {@snippet file="CourseSnippets.java" region="Words"}
///
/// @param text the words; kept with single blanks
public record Words(String text) implements Architecture {
    /// Reads the text.
    ///
    /// @throws IllegalArgumentException if there is no such word, or it can't be told what it is, naming the place
    public Words {
        text = Term.print(WordReader.read(text));
    }

    /// Gives how each word is used, by word, with the values that hold where nothing is said.
    public static SequencedMap<String, String> words() {
        SequencedMap<String, String> usages = new LinkedHashMap<>();
        WordTable.all().forEach((name, word) -> usages.put(name, word.usage()));
        return usages;
    }

    /// Builds the network.
    ///
    /// @throws IllegalArgumentException if a layer does not fit what the words before it give, or the last one does
    /// not give the outputs that are wanted
    @Override
    public Sequential build(Shape sample, int outFeatures, Key key) {
        return WordBuilder.build(text, sample, outFeatures, key);
    }

    /// Builds the network for results of a shape, such as pictures; `outputs` is its last size.
    ///
    /// @param sample the shape of one sample
    /// @param result the shape of the result of one sample
    /// @throws IllegalArgumentException if a layer does not fit what the words before it give, or the last one does
    /// not give that shape
    public Sequential build(Shape sample, Shape result, Key key) {
        return WordBuilder.build(text, sample, result, key);
    }

    @Override
    public String describe() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
