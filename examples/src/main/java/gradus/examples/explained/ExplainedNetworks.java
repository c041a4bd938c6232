package gradus.examples.explained;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.explain.Explain;
import gradus.explain.step.Focus;
import gradus.explain.step.Labels;
import gradus.nn.activation.Activation;
import gradus.nn.attention.AttentionMask;
import gradus.nn.attention.BlockPlan;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.attention.SinusoidalPositions;
import gradus.nn.attention.TransformerDecoderBlock;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Context;
import gradus.nn.layer.DiagonalNormal;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Residual;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Sgd;
import gradus.nn.recurrent.Gru;
import gradus.nn.recurrent.LastStep;
import gradus.nn.recurrent.Lstm;
import gradus.nn.recurrent.MeanOverTime;
import gradus.nn.recurrent.Rnn;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.MaxPool;
import gradus.nn.train.Goal;
import gradus.nn.train.Judged;
import gradus.nn.train.Moment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Networks of each architecture, small enough to read, each with a step to explain.
final class ExplainedNetworks {
    private static final Key KEY = Key.of(1);

    /// A figure seven of 6 × 6 pixels.
    private static final float[] SEVEN = {
        0, 0, 0, 0, 0, 0,
        0, 1, 1, 1, 1, 0,
        0, 0, 0, 0, 1, 0,
        0, 0, 0, 1, 0, 0,
        0, 0, 1, 0, 0, 0,
        0, 0, 1, 0, 0, 0
    };

    /// Four steps of two numbers.
    private static final Tensor SERIES = Tensor.of(
                    new float[][] {{0.5f, 0.1f}, {0.8f, -0.2f}, {0.3f, -0.5f}, {-0.4f, -0.1f}})
            .reshape(1, 4, 2);

    private ExplainedNetworks() {}

    /// Gives the steps by name, in the order of the guide.
    static Map<String, Explain> all() {
        Map<String, Explain> all = new LinkedHashMap<>();
        all.put("perceptron", perceptron());
        all.put("convolution", convolution());
        all.put("residual", residual());
        all.put("recurrent", sequence("A recurrent network reads four steps", Rnn.of(2, 2, KEY), new LastStep()));
        all.put("lstm", sequence("An LSTM reads four steps", Lstm.of(2, 2, KEY), new LastStep()));
        all.put("gru", sequence("A GRU reads four steps", Gru.of(2, 2, KEY), new LastStep()));
        all.put("autoencoder", autoencoder());
        all.put("variational-autoencoder", variational());
        all.put("transformer-encoder", encoder());
        all.put("transformer-decoder", decoder());
        all.put("language-model", languageModel());
        return all;
    }

    private static Explain told(String title, Layer network, Tensor x, Tensor y, Loss loss, Optimizer optimizer) {
        return Explain.step(network, x, y, loss, optimizer).labels(Labels.of(title));
    }

    private static Explain perceptron() {
        Layer network =
                Sequential.of(Linear.of(2, 3, KEY), new Activate(Activation.TANH), Linear.of(3, 2, KEY.fold(1)));
        return told(
                        "A perceptron learns a point",
                        network,
                        Tensor.of(new float[][] {{0.17f, 0.55f}}),
                        Tensor.of(1L),
                        Loss.CROSS_ENTROPY,
                        Adam.of(0.01))
                .labels(new Labels("A perceptron learns a point", List.of("width", "height"), List.of("red", "blue")));
    }

    private static Explain convolution() {
        Layer network = Sequential.of(
                Conv.of2d(1, 2, 3, KEY),
                new Activate(Activation.RELU),
                MaxPool.of2d(2),
                new Flatten(),
                Linear.of(8, 2, KEY.fold(1)));
        Tensor picture = Tensor.of(Literal.of(SEVEN, 1, 6, 6, 1));
        return told("A convolution sees a seven", network, picture, Tensor.of(1L), Loss.CROSS_ENTROPY, Sgd.of(0.1))
                .focus(Focus.defaults().withLines(6));
    }

    private static Explain residual() {
        Layer body = Sequential.of(Linear.of(2, 2, KEY), new Activate(Activation.RELU));
        Layer network = Sequential.of(Residual.of(body), Linear.of(2, 1, KEY.fold(1)));
        return told(
                "A residual network adds two paths",
                network,
                Tensor.of(new float[][] {{1, -0.5f}, {0.2f, 0.9f}}),
                Tensor.of(new float[][] {{0.3f}, {0.7f}}),
                Loss.MEAN_SQUARED_ERROR,
                Sgd.of(0.1).momentum(0.9));
    }

    private static Explain sequence(String title, Layer reader, Layer ending) {
        Layer network = Sequential.of(reader, ending, Linear.of(2, 1, KEY.fold(1)));
        return told(title, network, SERIES, Tensor.of(new float[][] {{-0.6f}}), Loss.MEAN_SQUARED_ERROR, Sgd.of(0.1))
                .focus(Focus.defaults().withLines(4));
    }

    private static Explain autoencoder() {
        Layer network =
                Sequential.of(Linear.of(4, 2, KEY), new Activate(Activation.SIGMOID), Linear.of(2, 4, KEY.fold(1)));
        Map<String, Literal> batch = new LinkedHashMap<>();
        batch.put(
                "features", Tensor.of(new float[][] {{0.9f, 0.1f, 0.8f, 0.2f}}).literal());
        Goal<Layer> goal = Goal.reconstruction(Loss.MEAN_SQUARED_ERROR);
        return Explain.of(Moment.first(network, goal, Adam.of(0.01), batch))
                .labels(Labels.of("An autoencoder squeezes four numbers through two"));
    }

    /// An encoder that gives a distribution and a decoder that makes numbers of a draw.
    record Variational(Linear encoder, Linear decoder) {
        /// The negated evidence lower bound (Kingma and Welling 2014).
        static Judged judge(Variational network, List<Tensor> batch, Context context) {
            Tensor x = batch.getFirst();
            DiagonalNormal code = DiagonalNormal.halves(network.encoder().forward(x, context));
            Tensor logits = network.decoder().forward(code.draw(context), context);
            return Judged.of(Judged.Mean.perSample(Loss.BINARY_CROSS_ENTROPY.each(logits, x))
                    .plus(Judged.Mean.perSample(code.divergence())));
        }
    }

    private static Explain variational() {
        Variational network = new Variational(Linear.of(3, 2, KEY), Linear.of(1, 3, KEY.fold(1)));
        Map<String, Literal> batch = new LinkedHashMap<>();
        batch.put("features", Tensor.of(new float[][] {{1, 0, 1}}).literal());
        Goal<Variational> goal = Variational::judge;
        return Explain.of(Moment.first(network, goal, Adam.of(0.01), batch))
                .labels(Labels.of("A variational autoencoder draws its code"));
    }

    private static Explain encoder() {
        Layer network = Sequential.of(
                Embedding.of(4, 2, KEY),
                SinusoidalPositions.of(),
                BlockPlan.of(2, 1).withHidden(3).encoder(1, KEY.fold(1)),
                new MeanOverTime(),
                Linear.of(2, 2, KEY.fold(2)));
        return told(
                        "A transformer encoder reads three tokens",
                        network,
                        Tensor.of(1L, 3L, 2L).reshape(1, 3),
                        Tensor.of(0L),
                        Loss.CROSS_ENTROPY,
                        Sgd.of(0.1))
                .focus(Focus.defaults().withLines(6));
    }

    /// Sees itself through a causal mask, and the memory that it gets, here its own input, by cross-attention.
    record Reader(TransformerDecoderBlock block, Linear head) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return head.forward(
                    block.forward(input, input, AttentionMask.CAUSAL, AttentionMask.NONE, context), context);
        }
    }

    private static Explain decoder() {
        Layer network = new Reader(BlockPlan.of(3, 1).withHidden(3).decoderBlock(KEY), Linear.of(3, 1, KEY.fold(1)));
        Tensor series = Tensor.of(new float[][] {{0.5f, 0.1f, -0.7f}, {0.8f, -0.2f, 0.4f}})
                .reshape(1, 2, 3);
        Tensor wanted = Tensor.of(new float[][] {{0.3f}, {-0.4f}}).reshape(1, 2, 1);
        return told("A decoder block reads two steps", network, series, wanted, Loss.MEAN_SQUARED_ERROR, Sgd.of(0.1))
                .focus(Focus.defaults().withLines(3).withTerms(4));
    }

    private static Explain languageModel() {
        Layer network = CausalLanguageModel.gpt(1, 2, 4).build(5, 3, KEY);
        return told(
                        "A causal language model predicts each next token",
                        network,
                        Tensor.of(1L, 3L, 2L).reshape(1, 3),
                        Tensor.of(3L, 2L, 4L).reshape(1, 3),
                        Loss.CROSS_ENTROPY,
                        Adam.of(0.01))
                .focus(Focus.defaults().withLines(4).withTerms(6));
    }
}
