package gradus.examples.guide;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.Loader;
import gradus.nn.data.series.Sequences;
import gradus.nn.data.text.CharacterVocabulary;
import gradus.nn.data.text.TextWindows;
import gradus.nn.layer.Context;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.recurrent.Gru;
import gradus.nn.recurrent.Lstm;
import gradus.nn.recurrent.RecurrentOptions;
import gradus.nn.train.Goal;
import gradus.nn.train.Judged;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Chapter 10: networks that read step by step.
public final class SequencesChapter {
    private SequencesChapter() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(System.out);
    }

    // snippet reader
    record Reader(Gru gru, Linear out) {}
    // end

    static void show(PrintStream out) {
        // snippet words
        var words = Networks.of("lstm(16, bidirectional) dropout(.1) lstm(16, last) dense(classes)");
        var network = words.build(Shape.of(20, 3), 4, Key.of(1)); // 20 steps of 3 numbers, 4 classes
        Tensor batch = Tensor.zeros(2, 20, 3);
        out.println(network.forward(batch, Context.inference()).shape());
        // end
        masked(out);
        streams(out);
        steps(out);
    }

    private static void masked(PrintStream out) {
        // snippet made
        List<float[]> sequences = new ArrayList<>(); // of 4 to 9 numbers: does the first one come again?
        int[] classes = new int[200];
        for (int i = 0; i < 200; i++) {
            float[] sequence = new float[4 + i % 6];
            for (int t = 0; t < sequence.length; t++) {
                sequence[t] = Key.of(7).fold(i).uniform(t) < 0.5 ? -1 : 1;
            }
            sequences.add(sequence);
            classes[i] = sequence[0] > 0 ? 1 : 0;
        }
        var data = Sequences.of(sequences, 1, classes); // parts: numbers, class, mask
        // end
        // snippet masked
        var last = RecurrentOptions.defaults().withOutput(RecurrentOptions.Output.LAST);
        var reader = new Reader(Gru.of(1, 12, 1, last, Key.of(1)), Linear.of(12, 2, Key.of(2)));
        Goal<Reader> goal = (network, batch, context) -> {
            Tensor read = network.gru().forward(batch.get(0), batch.get(2), context);
            return Judged.of(Loss.CROSS_ENTROPY, network.out().forward(read, context), batch.get(1));
        };
        var run = Training.of(reader, data, goal)
                .optimizer(Adam.of(0.02))
                .epochs(12)
                .fit();
        out.println("loss below 0.1: " + (run.history().getLast().trainingLoss() < 0.1));
        // end
    }

    private static void streams(PrintStream out) {
        // snippet streams
        String text = "to be or not to be, that is the question; ".repeat(40);
        var letters = CharacterVocabulary.of(text);
        var data = TextWindows.streams(letters.encode(text), 16, 8); // 8 pieces, windows of 16
        var network = Sequential.of(
                Embedding.of(letters.size(), 12, Key.of(1)),
                Lstm.of(12, 32, Key.of(2)).stateful(8),
                Linear.of(32, letters.size(), Key.of(3)));
        var run = Training.of(network, data, Loss.CROSS_ENTROPY)
                .order(Loader.Order.AS_STORED)
                .batchSize(8)
                .optimizer(Adam.of(0.02))
                .epochs(12)
                .fit();
        out.println("loss below 0.5: " + (run.history().getLast().trainingLoss() < 0.5));
        // end
    }

    private static void steps(PrintStream out) {
        // snippet steps
        var lstm = Lstm.of(3, 5, Key.of(4));
        Tensor sequence = Tensor.normal(Key.of(5), 1, 4, 3);
        Tensor whole = lstm.forward(sequence, Context.inference());
        var state = lstm.start(1);
        for (int t = 0; t < 4; t++) {
            var step = lstm.step(sequence.slice(1, t, t + 1).reshape(1, 3), state);
            state = step.state();
        }
        double difference = whole.slice(1, 3, 4)
                .reshape(1, 5)
                .subtract(state.hidden().getFirst())
                .abs()
                .max()
                .item();
        out.println("apart by less than 0.000001: " + (difference < 1e-6));
        // end
    }
}
