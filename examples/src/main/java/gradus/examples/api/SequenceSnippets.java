package gradus.examples.api;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.nn.attention.AdditiveAttention;
import gradus.nn.attention.AttentionMask;
import gradus.nn.attention.BlockPlan;
import gradus.nn.attention.Causal;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.attention.DotProductAttention;
import gradus.nn.attention.Glu;
import gradus.nn.attention.MultiHeadAttention;
import gradus.nn.attention.PatchEmbedding;
import gradus.nn.attention.PositionalEmbedding;
import gradus.nn.attention.RotaryPositions;
import gradus.nn.attention.SinusoidalPositions;
import gradus.nn.layer.Context;
import gradus.nn.recurrent.Gru;
import gradus.nn.recurrent.LastStep;
import gradus.nn.recurrent.Lstm;
import gradus.nn.recurrent.MeanOverTime;
import gradus.nn.recurrent.RecurrentOptions;
import gradus.nn.recurrent.Rnn;
import java.io.PrintStream;
import java.util.List;

/// Snippets of recurrent layers and attention.
final class SequenceSnippets {
    private SequenceSnippets() {}

    /// Runs them.
    static void run(PrintStream out) {
        recurrent(out);
        attention(out);
        positions(out);
        transformers(out);
    }

    private static void recurrent(PrintStream out) {
        Tensor sequences = Tensor.ones(2, 20, 3);
        Context context = Context.inference();
        // @start region="Rnn"
        var rnn = Rnn.of(3, 16, Key.of(1));
        // @end
        // @start region="RecurrentOptions"
        var both = RecurrentOptions.defaults().withDirections(RecurrentOptions.Directions.BOTH_CONCATENATED);
        var deep = Lstm.of(3, 16, 2, both, Key.of(1)); // two layers, each in both directions
        // @end
        // @start region="RecurrentLayer"
        var gru = Gru.of(3, 16, Key.of(1));
        var read = gru.run(sequences, gru.start(2), context); // every output, and the state at the end
        var next = gru.step(Tensor.ones(2, 3), read.state()); // one step more
        // @end
        // @start region="LastStep"
        Tensor last = new LastStep().forward(read.output(), context); // [2, 20, 16] to [2, 16]
        // @end
        // @start region="MeanOverTime"
        Tensor mean = new MeanOverTime().forward(read.output(), context); // [2, 20, 16] to [2, 16]
        // @end
        // @start region="Stateful"
        var carrying = Gru.of(3, 16, Key.of(1)).stateful(2); // two streams; the state goes on from call to call
        var fresh = carrying.reset();
        // @end
        out.printf("%s%n", List.of(rnn.outSize(), deep.outSize(), next.output().shape(), last.shape(), mean.shape()));
        out.println(fresh.carried().size());
    }

    private static void attention(PrintStream out) {
        Tensor text = Tensor.normal(Key.of(2), 1, 4, 8);
        // @start region="DotProductAttention"
        var dot = DotProductAttention.of();
        Tensor mixed = dot.attend(text, text, text, AttentionMask.CAUSAL, Context.inference()); // [1, 4, 8]
        // @end
        // @start region="AdditiveAttention"
        var additive = AdditiveAttention.of(8, 8, 16, Key.of(1));
        Tensor shares = additive.weights(text, text, AttentionMask.NONE); // [1, 4, 4], rows that add up to 1
        // @end
        // @start region="AttentionMask"
        Tensor lengths = Tensor.of(new long[] {3});
        var mask = AttentionMask.CAUSAL.withLengths(lengths, 4); // no later word, no padding
        // @end
        // @start region="Causal"
        var layer = new Causal(MultiHeadAttention.of(8, 2, Key.of(1))); // no word sees a later one
        // @end
        out.printf(
                "%s%n",
                List.of(mixed.shape(), shares.shape(), mask.sight(), layer.forward(text, Context.inference()))
                        .size());
    }

    private static void positions(PrintStream out) {
        Context context = Context.inference();
        Tensor text = Tensor.zeros(1, 4, 8);
        // @start region="PositionalEmbedding"
        Tensor learned = PositionalEmbedding.of(128, 8, Key.of(1)).forward(text, context); // up to 128 places
        // @end
        // @start region="SinusoidalPositions"
        Tensor waves = SinusoidalPositions.of().forward(text, context);
        // @end
        // @start region="RotaryPositions"
        var turned = MultiHeadAttention.of(8, 2, Key.of(1)).withRotary(RotaryPositions.of());
        // @end
        // @start region="PatchEmbedding"
        var patches = PatchEmbedding.of(7, 1, 64, Key.of(1)); // squares of 7 × 7 pixels become vectors of 64
        Tensor words = patches.forward(Tensor.zeros(1, 28, 28, 1), context); // [1, 16, 64]
        // @end
        out.printf("%s%n", List.of(learned.shape(), waves.shape(), turned.headSize(), words.shape()));
    }

    private static void transformers(PrintStream out) {
        Context context = Context.inference();
        // @start region="TransformerDecoder"
        var plan = BlockPlan.of(8, 2);
        var encoder = plan.encoder(2, Key.of(1));
        var decoder = plan.decoder(2, Key.of(2));
        Tensor memory = encoder.forward(Tensor.normal(Key.of(3), 1, 6, 8), context);
        Tensor said = decoder.forward(
                Tensor.normal(Key.of(4), 1, 3, 8),
                memory,
                AttentionMask.CAUSAL,
                AttentionMask.NONE,
                context); // [1, 3, 8]
        // @end
        // @start region="CausalLanguagePlan"
        var small = CausalLanguageModel.gpt(2, 2, 8).withDropout(0.1);
        CausalLanguageModel model = small.build(64, 50, Key.of(1)); // 64 places, 50 tokens
        // @end
        // @start region="Glu"
        Tensor gated = Glu.of().forward(said, context); // one half of the channels opens the other: [1, 3, 4]
        // @end
        out.printf("%s%n", List.of(said.shape(), model.context(), gated.shape()));
    }
}
