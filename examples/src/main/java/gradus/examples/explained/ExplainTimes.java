package gradus.examples.explained;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.explain.Explain;
import gradus.explain.document.Explanation;
import gradus.explain.render.Render;
import gradus.explain.render.TextStyle;
import gradus.explain.step.Labels;
import gradus.nn.activation.Activation;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Sgd;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.MaxPool;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/// How long it takes to explain a step of networks that are too large to be shown whole, and how long the documents
/// are; and how fast the scalar graph of a small network is computed: the command `make explaining`.
public final class ExplainTimes {
    private static final Key KEY = Key.of(1);
    private static final double NANOSECONDS = 1e9;
    private static final double MILLION = 1e6;
    private static final int ROUNDS = 2000;

    private ExplainTimes() {}

    /// Measures and prints.
    public static void main(String... args) {
        for (int round = 0; round < 2; round++) {
            networks().forEach(ExplainTimes::print);
        }
        ScalarGraph graph = ScalarGraph.ofPerceptron();
        System.out.printf(
                Locale.ROOT,
                "- scalar graph of a step of a perceptron 2-16-16-2: %d nodes, %.1f million in a second%n",
                graph.nodes(),
                graph.nodesPerSecond(ROUNDS) / MILLION);
    }

    /// Gives a perceptron of 784-512-10, a LeNet and a language model of twelve blocks, each with a step.
    static Map<String, Explain> networks() {
        Map<String, Explain> all = new LinkedHashMap<>();
        all.put("perceptron 784-512-10", perceptron());
        all.put("LeNet", leNet());
        all.put("language model of 12 blocks", languageModel());
        return all;
    }

    private static Explain perceptron() {
        Layer network =
                Sequential.of(Linear.of(784, 512, KEY), new Activate(Activation.RELU), Linear.of(512, 10, KEY.fold(1)));
        return Explain.step(network, Tensor.normal(KEY, 1, 784), Tensor.of(3L), Loss.CROSS_ENTROPY, Sgd.of(0.1))
                .labels(Labels.of("A perceptron"));
    }

    private static Explain leNet() {
        Layer network = Sequential.of(
                Conv.of2d(1, 6, 5, KEY),
                new Activate(Activation.TANH),
                MaxPool.of2d(2),
                Conv.of2d(6, 16, 5, KEY.fold(1)),
                new Activate(Activation.TANH),
                MaxPool.of2d(2),
                new Flatten(),
                Linear.of(256, 120, KEY.fold(2)),
                new Activate(Activation.TANH),
                Linear.of(120, 84, KEY.fold(3)),
                new Activate(Activation.TANH),
                Linear.of(84, 10, KEY.fold(4)));
        return Explain.step(network, Tensor.normal(KEY, 1, 28, 28, 1), Tensor.of(3L), Loss.CROSS_ENTROPY, Sgd.of(0.1))
                .labels(Labels.of("A LeNet"));
    }

    private static Explain languageModel() {
        long[] ids = LongStream.range(0, 16).toArray();
        Layer network = CausalLanguageModel.gpt(12, 4, 64).build(65, 16, KEY);
        Tensor tokens = Tensor.of(ids).reshape(1, ids.length);
        return Explain.step(network, tokens, tokens, Loss.CROSS_ENTROPY, Adam.of(0.001))
                .labels(Labels.of("A language model"));
    }

    private static void print(String name, Explain explain) {
        long start = System.nanoTime();
        Explanation explanation = explain.explanation();
        double seconds = (System.nanoTime() - start) / NANOSECONDS;
        String text = Render.text(explanation, TextStyle.plain());
        System.out.printf(
                Locale.ROOT,
                "- %s: %.1f s, %d numbers in %d lines of text, %d derivatives checked%n",
                name,
                seconds,
                explanation.lines().size(),
                text.lines().count(),
                explanation.agreement().differences());
    }
}
