package gradus.examples.guide;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Context;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Layer;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Sequential;
import gradus.nn.network.Networks;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.MaxPool;
import gradus.nn.summary.Summary;
import java.io.PrintStream;

/// Chapter 8: layers and networks.
public final class NetworksChapter {
    private NetworksChapter() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(System.out);
    }

    // snippet own
    record Bottleneck(LayerNorm norm, Linear down, Linear up, Dropout dropout) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            Tensor inner = down.forward(norm.forward(input, context), context).relu();
            return input.add(up.forward(dropout.forward(inner, context), context));
        }
    }
    // end

    private static void showMistake(Layer same, PrintStream out) {
        // snippet shapes
        try {
            same.forward(Tensor.zeros(5, 32, 32, 1), Context.inference());
        } catch (ShapeException e) {
            out.println(e.getMessage().split(" at ")[0]); // the line of the program follows
        }
        // end
    }

    static void show(PrintStream out) {
        // snippet words
        var words = Networks.of("conv(8,3) relu maxpool(2) dense(32) relu dense(classes)");
        var network = words.build(Shape.of(28, 28, 1), 10, Key.of(1));
        out.print(Summary.of(network, Shape.of(1, 28, 28, 1)));
        // end
        // snippet records
        var key = Key.of(1);
        var same = Sequential.of(
                Conv.of2d(1, 8, 3, key.fold(0)),
                new Activate(Activation.RELU),
                MaxPool.of2d(2),
                new Flatten(),
                Linear.of(1352, 32, key.fold(1)),
                new Activate(Activation.RELU),
                Linear.of(32, 10, key.fold(2)));
        Tensor images = Tensor.zeros(5, 28, 28, 1);
        out.println(same.forward(images, Context.inference()).shape());
        // end
        showMistake(same, out);
        // snippet forward
        var block = new Bottleneck(
                LayerNorm.of(16), Linear.of(16, 4, Key.of(2)), Linear.of(4, 16, Key.of(3)), Dropout.of(0.1));
        out.println(Parameters.of(block).keySet());
        // end
        // snippet mistake
        try {
            Networks.of("conv(8,3) relu maxpol(2)");
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
        }
        // end
    }
}
