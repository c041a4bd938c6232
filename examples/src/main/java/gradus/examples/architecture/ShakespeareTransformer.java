package gradus.examples.architecture;

import gradus.core.type.Key;
import gradus.io.text.TextFiles;
import gradus.nn.attention.BlockPlan;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.attention.CausalLanguagePlan;
import gradus.nn.data.text.CharacterVocabulary;
import gradus.nn.data.text.TextSplit;
import gradus.nn.data.text.TextWindows;
import gradus.nn.generation.Generation;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.ClipGlobalNorm;
import gradus.nn.optim.Decay;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Schedule;
import gradus.nn.train.Goal;
import gradus.nn.train.Scorer;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/// A causal transformer that writes Shakespeare letter by letter: 4 blocks of 4 heads, 128 wide, a context of 64, 2,000
/// updates on 12 pieces each, the configuration that nanoGPT publishes for a processor, but for the learning rate: the
/// published 10⁻³ is for a larger network. Of 1, 2 and 4 · 10⁻³ this one was best on the last ninth of the training
/// text, held out.
final class ShakespeareTransformer {
    private static final int CONTEXT = 64;
    private static final int BATCH = 12;
    private static final double RATE = 4e-3;

    private ShakespeareTransformer() {}

    static Result run(Folders folders, Effort effort, PrintStream out) {
        TextSplit parts = TextSplit.of(TextFiles.read(folders.data().resolve("tinyshakespeare/input.txt")), 0.9);
        CharacterVocabulary letters = CharacterVocabulary.of(parts.train());
        int steps = effort.steps(2000);
        TextWindows train = TextWindows.random(letters.encode(parts.train()), CONTEXT, BATCH * Math.min(steps, 250));
        CausalLanguageModel model = Training.of(
                        plan().build(letters.size(), CONTEXT, Key.of(1)), train, Loss.CROSS_ENTROPY)
                .optimizer(optimizer(steps))
                .batchSize(BATCH)
                .epochs(Math.ceilDiv(steps, Math.min(steps, 250)))
                .prefetch(2)
                .seed(1)
                .listener(Lines.to(out))
                .fit()
                .network();
        List<Integer> written = Generation.plain()
                .withTemperature(0.8)
                .continued(model.reader(), List.of(letters.encode("\n")[0]), effort.samples(500), Key.of(3));
        out.println(letters.decode(written.stream().mapToInt(Integer::intValue).toArray()));
        Goal<Layer> goal = Goal.of(Loss.CROSS_ENTROPY);
        int[] held = letters.encode(parts.validation());
        TextWindows judges = TextWindows.inOrder(Arrays.copyOf(held, effort.samples(held.length)), CONTEXT);
        double loss = goal.measure(model, judges, Scorer.none()).get("loss");
        return Result.atMost(1.88, "validation loss, nats per character", loss);
    }

    private static CausalLanguagePlan plan() {
        CausalLanguagePlan gpt = CausalLanguageModel.gpt(4, 4, 128);
        return gpt.withBlock(gpt.block().withBias(BlockPlan.Bias.WITHOUT));
    }

    private static Optimizer optimizer(int steps) {
        int warmUp = Math.min(100, steps / 2);
        return AdamW.of(RATE)
                .betas(0.9, 0.99)
                .decay(Decay.of(0.1))
                .schedule(new Schedule.CosineDecay(RATE, RATE / 10, Math.max(1, steps - warmUp)).withWarmUp(warmUp))
                .after(ClipGlobalNorm.of(1));
    }
}
