package gradus.examples.architecture;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.io.text.TextFiles;
import gradus.nn.data.Loader;
import gradus.nn.data.text.CharacterVocabulary;
import gradus.nn.data.text.TextSplit;
import gradus.nn.data.text.TextWindows;
import gradus.nn.layer.Context;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.loss.Loss;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.ClipGlobalNorm;
import gradus.nn.optim.Schedule;
import gradus.nn.recurrent.Lstm;
import gradus.nn.train.Goal;
import gradus.nn.train.Scorer;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.util.Arrays;

/// An LSTM that reads Shakespeare letter by letter in 64 streams. Its state goes on from window to window, gradients
/// stop between them (truncated back-propagation through time, Williams and Peng 1990).
final class ShakespeareLstm {
    private static final int STREAMS = 64;
    private static final int WINDOW = 64;
    private static final int WIDTH = 320;

    private ShakespeareLstm() {}

    /// The network: letters, LSTM, dropout, logits of the next letter.
    record Reader(Embedding letters, Lstm lstm, Dropout dropout, Linear head) implements Layer {
        static Reader of(int vocabulary, int streams, Key key) {
            return new Reader(
                    Embedding.of(vocabulary, 64, key.fold("letters")),
                    Lstm.of(64, WIDTH, key.fold("lstm")).stateful(streams),
                    Dropout.of(0.25),
                    Linear.of(WIDTH, vocabulary, key.fold("head")));
        }

        @Override
        public Tensor forward(Tensor text, Context context) {
            Tensor read = lstm.forward(letters.forward(text, context), context);
            return head.forward(dropout.forward(read, context), context); // [batch, time, vocabulary]
        }
    }

    static Result run(Folders folders, Effort effort, PrintStream out) {
        TextSplit parts = TextSplit.of(TextFiles.read(folders.data().resolve("tinyshakespeare/input.txt")), 0.9);
        CharacterVocabulary letters = CharacterVocabulary.of(parts.train());
        int[] learned = letters.encode(parts.train());
        int streams = effort == Effort.FULL ? STREAMS : 4;
        int taken = effort == Effort.FULL ? learned.length : 3 * streams * WINDOW + 1;
        TextWindows train = TextWindows.streams(Arrays.copyOf(learned, taken), WINDOW, streams);
        int epochs = effort.epochs(16);
        int steps = Math.max(2, epochs * train.size() / streams);
        Reader trained = Training.of(Reader.of(letters.size(), streams, Key.of(1)), train, Loss.CROSS_ENTROPY)
                .optimizer(AdamW.of(4e-3)
                        .schedule(Schedule.OneCycle.of(4e-3, steps))
                        .after(ClipGlobalNorm.of(1)))
                .order(Loader.Order.AS_STORED)
                .batchSize(streams)
                .epochs(epochs)
                .seed(1)
                .listener(Lines.to(out))
                .fit()
                .network();
        int[] held = letters.encode(parts.validation());
        TextWindows judges =
                TextWindows.inOrder(Arrays.copyOf(held, effort.samples(held.length)), effort.samples(1000) - 1);
        Goal<Layer> goal = Goal.of(Loss.CROSS_ENTROPY);
        double loss = goal.measure(trained, judges, Scorer.none()).get("loss");
        return Result.atMost(1.669, "validation loss, nats per character", loss);
    }
}
