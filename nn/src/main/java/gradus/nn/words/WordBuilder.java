package gradus.nn.words;

import gradus.core.graph.Build;
import gradus.core.tensor.Tensor;
import gradus.core.type.DTypeException;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Builds the layers of a network in text, with the shape of a sample traced from word to word.
final class WordBuilder {
    /// One row could hide an axis that a layer drops.
    private static final int ROWS = 2;
    /// Repeats within repeats multiply.
    private static final int MOST_WORDS = 10_000;

    private final String text;
    private final Shape sample;
    private final int outFeatures;

    private WordBuilder(String text, Shape sample, int outFeatures) {
        this.text = text;
        this.sample = sample;
        this.outFeatures = outFeatures;
    }

    static Sequential build(String text, Shape sample, int outFeatures, Key key) {
        Sequential network = network(text, sample, outFeatures, key);
        Shape result = traced(network, sample);
        if (result.rank() == 0 || result.size(-1) != outFeatures) {
            throw new IllegalArgumentException("network: the last word must give " + outFeatures
                    + (outFeatures == 1 ? " output" : " outputs") + ", but \"" + text + "\" gives " + result
                    + " for each sample; end it with dense(classes)");
        }
        return network;
    }

    static Sequential build(String text, Shape sample, Shape wanted, Key key) {
        Sequential network = network(text, sample, wanted.size(-1), key);
        Shape result = traced(network, sample);
        if (!result.equals(wanted)) {
            throw new IllegalArgumentException("network: the last word must give " + wanted + ", but \"" + text
                    + "\" gives " + result + " for each sample; end it with conv(outputs,3, padding=same), or with"
                    + " dense(" + wanted.count() + ") reshape("
                    + Arrays.stream(wanted.sizes()).mapToObj(String::valueOf).collect(Collectors.joining("x")) + ")");
        }
        return network;
    }

    private static Sequential network(String text, Shape sample, int outFeatures, Key key) {
        List<Term> terms = WordReader.read(text);
        if (count(terms) > MOST_WORDS) {
            throw new IllegalArgumentException("network: at most " + MOST_WORDS + " words make a network, those inside"
                    + " others and repeated ones counted, got more; repeat fewer times");
        }
        return new WordBuilder(text, sample, outFeatures).sequence(terms, sample, key);
    }

    /// Counts words, those inside others and repeated ones, up to one above the most that there may be.
    private static int count(List<Term> terms) {
        long words = 0;
        for (Term term : terms) {
            words += switch (term) {
                case Term.Use use -> 1L + count(use.body());
                case Term.Repeat repeat -> (long) repeat.times() * count(repeat.body());
            };
        }
        return (int) Math.min(MOST_WORDS + 1, words);
    }

    /// Gives the shape that a layer makes of a sample's; nothing is computed.
    static Shape traced(Layer layer, Shape sample) {
        TensorType batch = TensorType.float32().with(Shape.of(ROWS).append(sample));
        Tensor result = layer.forward(Tensor.of(Build.input("sample", batch)), Context.inference());
        int[] sizes = result.shape().sizes();
        return Shape.of(Arrays.copyOfRange(sizes, 1, sizes.length));
    }

    /// Gives the layers of terms one after another.
    Sequential sequence(List<Term> terms, Shape input, Key key) {
        List<Term.Use> uses = new ArrayList<>();
        flatten(terms, uses);
        List<Layer> layers = new ArrayList<>();
        Shape shape = input;
        for (int i = 0; i < uses.size(); i++) {
            Term.Use use = uses.get(i);
            Places places = new Places(sample, shape, outFeatures, new Turn(key, layers.size()), after(uses, i));
            try {
                for (Layer layer : use.word().maker().layers(new Call(this, use, places))) {
                    shape = traced(layer, shape);
                    layers.add(layer);
                }
            } catch (ShapeException | DTypeException | IllegalArgumentException | IndexOutOfBoundsException e) {
                throw problem(use, shape, e);
            }
        }
        return new Sequential(layers);
    }

    /// What a word finds where it stands.
    ///
    /// @param sample the shape of the network's sample
    /// @param input the shape that the words before give
    /// @param outFeatures how many outputs are wanted of the network
    /// @param turn where its randomness comes from
    /// @param next the activation behind it, if there is one
    record Places(Shape sample, Shape input, int outFeatures, Turn turn, Optional<Activation> next) {}

    /// Which layer of a sequence comes next.
    ///
    /// @param sequence the randomness of the sequence
    /// @param index how many layers stand before
    record Turn(Key sequence, int index) {}

    private static void flatten(List<Term> terms, List<Term.Use> uses) {
        for (Term term : terms) {
            switch (term) {
                case Term.Use use -> uses.add(use);
                case Term.Repeat repeat ->
                    Collections.nCopies(repeat.times(), repeat.body()).forEach(body -> flatten(body, uses));
            }
        }
    }

    /// Gives the activation that the numbers of a word go through first.
    private static Optional<Activation> after(List<Term.Use> uses, int index) {
        for (Term.Use use : uses.subList(index + 1, uses.size())) {
            Optional<Activation> activation = WordTable.activation(use.word());
            if (activation.isPresent()) {
                return activation;
            }
            if (!WordTable.keepsScale(use.word())) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private IllegalArgumentException problem(Term.Use use, Shape shape, RuntimeException cause) {
        String message = String.valueOf(cause.getMessage());
        return message.startsWith("network: ")
                ? new IllegalArgumentException(message, cause)
                : new IllegalArgumentException(
                        "network: " + use + " does not fit samples of " + shape + " at "
                                + WordScanner.where(text, use.at()) + ": " + message,
                        cause);
    }
}
