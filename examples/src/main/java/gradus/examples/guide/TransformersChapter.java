package gradus.examples.guide;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.attention.AttentionMask;
import gradus.nn.attention.BlockPlan;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.attention.FeedForward;
import gradus.nn.attention.MultiHeadAttention;
import gradus.nn.attention.PatchEmbedding;
import gradus.nn.attention.PositionalEmbedding;
import gradus.nn.attention.RotaryPositions;
import gradus.nn.data.text.TextSplit;
import gradus.nn.generation.Generation;
import gradus.nn.layer.Context;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import gradus.nn.network.Networks;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.Schedule;
import gradus.nn.recurrent.MeanOverTime;
import gradus.nn.summary.Summary;
import gradus.nn.train.TextModel;
import gradus.nn.train.Training;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Chapter 11: attention and networks made of it.
public final class TransformersChapter {
    private TransformersChapter() {}

    /// Prints what the chapter shows.
    public static void main(String... args) throws IOException {
        show(System.out, Files.createTempDirectory("gradus"));
    }

    static void show(PrintStream out, Path folder) {
        attention(out);
        stacks(out);
        words(out);
        language(out, folder);
    }

    private static void attention(PrintStream out) {
        // snippet attention
        var attention = MultiHeadAttention.of(8, 2, Key.of(1));
        Tensor input = Tensor.normal(Key.of(2), 1, 3, 8);
        Tensor weights = attention.weights(input, input, AttentionMask.CAUSAL);
        out.println(weights.shape() + ", the first place sees the others with "
                + weights.slice(2, 0, 1).slice(3, 1, 3).sum().item());
        // end
        // snippet masks
        Tensor lengths = Tensor.of(new long[] {3, 5});
        var mask = AttentionMask.CAUSAL.withLengths(lengths, 5);
        Tensor pair = Tensor.normal(Key.of(3), 2, 5, 8);
        out.println(attention.forward(pair, mask, Context.inference()).shape());
        // end
    }

    private static void stacks(PrintStream out) {
        // snippet encoder
        var plan = BlockPlan.of(32, 4).withDropout(0.1);
        var eyes = Sequential.of( // a small vision transformer
                PatchEmbedding.of(4, 1, 32, Key.of(1)),
                PositionalEmbedding.of(49, 32, Key.of(2)),
                plan.encoder(2, Key.of(3)),
                new MeanOverTime(),
                Linear.of(32, 10, Key.of(4)));
        Tensor images = Tensor.zeros(2, 28, 28, 1);
        out.println(eyes.forward(images, Context.inference()).shape());
        // end
        // snippet decoder
        var modern = BlockPlan.of(32, 4)
                .withKvHeads(2)
                .withRotary(RotaryPositions.of())
                .withNorm(BlockPlan.Norm.RMS)
                .withFeedForward(FeedForward.Kind.GATED, Activation.SILU)
                .withBias(BlockPlan.Bias.WITHOUT);
        var encoder = modern.encoder(2, Key.of(5));
        var decoder = modern.decoder(2, Key.of(6));
        Tensor source = Tensor.normal(Key.of(7), 2, 7, 32);
        Tensor target = Tensor.normal(Key.of(8), 2, 4, 32);
        Tensor memory = encoder.forward(source, Context.inference());
        Tensor next = decoder.forward(target, memory, AttentionMask.CAUSAL, AttentionMask.NONE, Context.inference());
        out.println(next.shape() + " of a memory " + memory.shape());
        // end
    }

    private static void words(PrintStream out) {
        // snippet words
        var words = Networks.of(
                "embedding(32, categories=500) positions transformer(2, heads=4) meanovertime dense(classes)");
        out.print(Summary.of(words.build(Shape.of(20), 3, Key.of(9)), Shape.of(1, 20)));
        // end
    }

    private static void language(PrintStream out, Path folder) {
        // snippet language
        String text = "the cat sat on the mat. the dog sat on the cat. ".repeat(30);
        var data = TextSplit.of(text, 0.9);
        var net = CausalLanguageModel.gpt(2, 2, 32); // blocks, heads, width
        var run = Training.of(net, data, 24)
                .optimizer(AdamW.of(3e-3)
                        .schedule(Schedule.CosineDecay.of(3e-3, 120).withWarmUp(10)))
                .steps(120)
                .epochs(100)
                .fit();
        out.println(run.validation().orElseThrow().values().keySet());
        // end
        // snippet generate
        Path file = folder.resolve("cat.gradus");
        run.model().save(file);
        var model = TextModel.load(file);
        out.println(model.generate("the ", 20, Generation.greedy(), Key.of(1)));
        var careful = Generation.plain().withTemperature(0.8).withTopK(5).withTopP(0.95);
        out.println(model.generate("the ", 20, careful, Key.of(1)).length());
        // end
    }
}
