package gradus.examples.api;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.nn.activation.Activation;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Blend;
import gradus.nn.layer.ChannelWise;
import gradus.nn.layer.Context;
import gradus.nn.layer.DiagonalNormal;
import gradus.nn.layer.Ensemble;
import gradus.nn.layer.ExponentialBasis;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.FromLastValue;
import gradus.nn.layer.GroupNorm;
import gradus.nn.layer.InstanceNorm;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Permute;
import gradus.nn.layer.PickChannels;
import gradus.nn.layer.PiecewiseLinear;
import gradus.nn.layer.Prelu;
import gradus.nn.layer.RadialBasis;
import gradus.nn.layer.Reshape;
import gradus.nn.layer.RmsNorm;
import gradus.nn.layer.Sequential;
import gradus.nn.layer.TabularInput;
import java.io.PrintStream;
import java.util.List;

/// Snippets of the small general layers.
final class LayerSnippets {
    private LayerSnippets() {}

    // @start region="Param"
    record Scale(Param factor) implements Layer { // a layer's parameters are its components of this type
        static Scale of(int channels) {
            return new Scale(new Param(Tensor.ones(channels)));
        }

        @Override
        public Tensor forward(Tensor input, Context context) {
            return input.multiply(factor.value());
        }
    }
    // @end

    /// Runs them.
    static void run(PrintStream out) {
        shapes(out);
        rules(out);
        several(out);
        inputs(out);
    }

    private static void shapes(PrintStream out) {
        Tensor images = Tensor.ones(2, 4, 4, 3);
        Context context = Context.inference();
        // @start region="Flatten"
        Tensor rows = new Flatten().forward(images, context); // [2, 4, 4, 3] to [2, 48]
        // @end
        // @start region="Reshape"
        Tensor squares = Reshape.of(4, 4, 3).forward(rows, context); // [2, 48] to [2, 4, 4, 3]
        // @end
        // @start region="Permute"
        Tensor channelsFirst = Permute.of(3, 1, 2).forward(squares, context); // [2, 4, 4, 3] to [2, 3, 4, 4]
        // @end
        // @start region="PickChannels"
        Tensor redAndBlue = new PickChannels(List.of(0, 2)).forward(images, context); // [2, 4, 4, 2]
        // @end
        out.println(channelsFirst.shape() + " " + redAndBlue.shape());
        out.println(Scale.of(3).forward(images, context).shape());
    }

    private static void rules(PrintStream out) {
        // @start region="Context"
        var learning = Context.training(Key.of(7)); // dropout drops, batch normalisation counts
        var answering = Context.inference(); // neither does
        // @end
        // @start region="Initializer"
        var layer = Linear.of(64, 32, Initializer.before(Activation.RELU), Initializer.zeros(), Key.of(1));
        // @end
        // @start region="RmsNorm"
        var rmsNorm = RmsNorm.of(64); // over the last axis, without a mean
        // @end
        // @start region="GroupNorm"
        var groupNorm = GroupNorm.of(4, 32); // 32 channels in 4 groups
        // @end
        // @start region="InstanceNorm"
        var instanceNorm = InstanceNorm.of(32); // each channel of each sample by itself
        // @end
        // @start region="Prelu"
        var prelu = Prelu.of(32); // a learned slope for each channel's negative numbers
        // @end
        // @start region="Activation"
        Tensor y = Activation.named("gelu").apply(Tensor.of(-1.0, 0.0, 1.0));
        // @end
        out.printf(
                "%s%n",
                List.of(
                        learning.mode(),
                        answering.mode(),
                        layer.weight().value().shape(),
                        y));
        out.printf("%s%n", List.of(rmsNorm, groupNorm, instanceNorm, prelu).size());
    }

    private static void several(PrintStream out) {
        Layer first = Linear.of(3, 2, Key.of(1));
        Layer second = Linear.of(3, 2, Key.of(2));
        // @start region="Ensemble"
        var ensemble =
                new Ensemble(List.of(first, second), Ensemble.Join.PROBABILITIES); // each member learns by itself
        // @end
        // @start region="Blend"
        var blend = new Blend(List.of(first, second), List.of(0.75, 0.25), Ensemble.Join.VALUES);
        // @end
        // @start region="DiagonalNormal"
        var code = DiagonalNormal.halves(Tensor.of(new double[][] {{0, 1, -1, 0}})); // means, then log variances
        Tensor apart = code.divergence(); // from the standard normal, per sample
        // @end
        out.printf("%s%n", List.of(ensemble.members().size(), blend.weights(), apart));
    }

    private static void inputs(PrintStream out) {
        // @start region="TabularInput"
        var input = TabularInput.of(5, List.of(12, 7), Key.of(1)); // 5 numbers, 2 columns of many categories
        // @end
        // @start region="RadialBasis"
        var near = new RadialBasis(new Param(Tensor.of(new double[][] {{0, 0}, {1, 1}})), 0.5);
        // @end
        // @start region="ExponentialBasis"
        var tips = new ExponentialBasis(new Param(Tensor.of(new double[][] {{0, 0}, {1, 1}})), 0.5);
        // @end
        // @start region="PiecewiseLinear"
        var bends =
                new PiecewiseLinear(List.of(0, 0), List.of(0.0, 10.0), List.of(10.0, 20.0)); // column 0 in two pieces
        // @end
        // @start region="ChannelWise"
        var each = new ChannelWise(Linear.of(24, 6, Key.of(1))); // every channel's 24 steps to its next 6
        // @end
        // @start region="FromLastValue"
        var change = FromLastValue.of(
                Sequential.of(new Flatten(), Linear.of(48, 6, Key.of(1)), new Activate(Activation.IDENTITY)),
                6,
                List.of(0)); // learns what is added to the last value of channel 0
        // @end
        out.printf(
                "%s%n",
                List.of(input.numericColumns(), bends, near.gamma() + tips.gamma(), each, change)
                        .size());
    }
}
