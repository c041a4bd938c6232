package gradus.examples.api;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.attention.AttentionMask;
import gradus.nn.attention.BlockPlan;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.attention.MultiHeadAttention;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Context;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Layer;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Residual;
import gradus.nn.layer.Sequential;
import gradus.nn.network.Networks;
import gradus.nn.recurrent.Gru;
import gradus.nn.recurrent.Lstm;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.MaxPool;
import gradus.nn.summary.Summary;
import java.io.PrintStream;

/// Snippets of networks and layers.
final class NetworkSnippets {
    private NetworkSnippets() {}

    // @start region="Layer"
    record Gate(Linear value, Linear gate) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return value.forward(input, context)
                    .multiply(gate.forward(input, context).sigmoid());
        }
    }
    // @end

    /// Runs them.
    static void run(PrintStream out) {
        plans(out);
        simple(out);
        normal(out);
        spatial(out);
        sequences(out);
    }

    private static void plans(PrintStream out) {
        // @start region="Networks"
        var mlp = Networks.mlp(64, 64).dropout(0.1);
        var words = Networks.of("conv(8,3) relu maxpool(2) dense(classes)");
        Layer network = words.build(Shape.of(28, 28, 1), 10, Key.of(1));
        // @end
        out.println(mlp);
        // @start region="Mlp"
        Layer small = Networks.mlp(16).activation(Activation.TANH).build(Shape.of(4), 3, Key.of(1));
        // @end
        // @start region="Summary"
        out.print(Summary.of(network, Shape.of(1, 28, 28, 1))); // layers, shapes, parameters, work, warnings
        // @end
        // @start region="Parameters"
        Tensor theta = Parameters.flatten(small); // one vector
        var same = Parameters.restore(small, theta);
        out.println(Parameters.of(same).keySet()); // [layers.0.weight, layers.0.bias, …]
        // @end
        // @start region="Architecture"
        Architecture plan = Architecture.of(
                "one layer", (sample, outputs, key) -> Sequential.of(Linear.of(sample.size(0), outputs, key)));
        // @end
        out.println(plan.describe());
    }

    private static void simple(PrintStream out) {
        // @start region="Linear"
        var linear = Linear.of(3, 2, Key.of(1));
        Tensor y = linear.forward(Tensor.ones(5, 3), Context.inference()); // [5, 2]
        // @end
        // @start region="Sequential"
        var network =
                Sequential.of(Linear.of(3, 8, Key.of(1)), new Activate(Activation.RELU), Linear.of(8, 2, Key.of(2)));
        // @end
        // @start region="Activate"
        var gelu = new Activate(Activation.GELU);
        // @end
        // @start region="Dropout"
        var dropout = Dropout.of(0.1);
        Tensor kept = dropout.forward(Tensor.ones(2, 3), Context.inference()); // in training alone it drops
        // @end
        // @start region="Embedding"
        var vectors = Embedding.of(100, 16, Key.of(1));
        Tensor looked = vectors.forward(Tensor.of(new long[] {3, 7}), Context.inference()); // [2, 16]
        // @end
        // @start region="Residual"
        var block = Residual.of(Sequential.of(Linear.of(8, 8, Key.of(1)), new Activate(Activation.RELU)));
        // @end
        out.println(y.shape() + " " + network + gelu + kept.shape() + looked.shape() + block);
    }

    private static void normal(PrintStream out) {
        // @start region="BatchNorm"
        var batchNorm = BatchNorm.of(8); // per channel, over the batch
        // @end
        // @start region="LayerNorm"
        var layerNorm = LayerNorm.of(8); // per sample and place, over the last axis
        // @end
        out.println(batchNorm + " " + layerNorm);
    }

    private static void spatial(PrintStream out) {
        // @start region="Conv"
        var conv = Conv.of2d(1, 8, 3, Key.of(1)); // 1 channel to 8, kernel 3 × 3
        Tensor maps = conv.forward(Tensor.zeros(2, 28, 28, 1), Context.inference()); // [2, 26, 26, 8]
        // @end
        // @start region="MaxPool"
        Tensor half = MaxPool.of2d(2).forward(maps, Context.inference()); // [2, 13, 13, 8]
        // @end
        out.println(half.shape());
    }

    private static void sequences(PrintStream out) {
        // @start region="Lstm"
        var lstm = Lstm.of(3, 16, Key.of(1));
        Tensor states = lstm.forward(Tensor.zeros(2, 20, 3), Context.inference()); // [2, 20, 16]
        // @end
        // @start region="Gru"
        var gru = Gru.of(3, 16, Key.of(1));
        // @end
        // @start region="MultiHeadAttention"
        var attention = MultiHeadAttention.of(32, 4, Key.of(1));
        Tensor text = Tensor.normal(Key.of(2), 1, 10, 32);
        Tensor mixed = attention.forward(text, AttentionMask.CAUSAL, Context.inference()); // [1, 10, 32]
        // @end
        // @start region="BlockPlan"
        var encoder = BlockPlan.of(32, 4).withDropout(0.1).encoder(2, Key.of(1)); // two blocks
        // @end
        // @start region="CausalLanguageModel"
        var gpt = CausalLanguageModel.gpt(2, 4, 64); // blocks, heads, width
        var llama = CausalLanguageModel.llama(2, 4, 64, 172); // and the width of the feed-forward part
        // @end
        out.println(states.shape() + " " + gru.hashCode() + mixed.shape() + encoder.hashCode() + gpt + llama);
    }
}
