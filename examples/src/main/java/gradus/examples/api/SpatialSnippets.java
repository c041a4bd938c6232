package gradus.examples.api;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.nn.layer.Context;
import gradus.nn.spatial.AdaptiveAvgPool;
import gradus.nn.spatial.AdaptiveMaxPool;
import gradus.nn.spatial.AvgPool;
import gradus.nn.spatial.ChannelDropout;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvOptions;
import gradus.nn.spatial.ConvTranspose;
import gradus.nn.spatial.DepthwiseSeparable;
import gradus.nn.spatial.GlobalAvgPool;
import gradus.nn.spatial.GlobalMaxPool;
import gradus.nn.spatial.MaxPool;
import gradus.nn.spatial.Pad;
import gradus.nn.spatial.Padding;
import gradus.nn.spatial.PixelShuffle;
import gradus.nn.spatial.PoolOptions;
import gradus.nn.spatial.Upsample;
import java.io.PrintStream;
import java.util.List;

/// Snippets of the layers of pictures and signals.
final class SpatialSnippets {
    private SpatialSnippets() {}

    /// Runs them.
    static void run(PrintStream out) {
        convolutions(out);
        pools(out);
        sizes(out);
    }

    private static void convolutions(PrintStream out) {
        Tensor images = Tensor.ones(2, 16, 16, 3);
        Context context = Context.inference();
        // @start region="ConvOptions"
        var options = ConvOptions.of(3, 3).withStride(2, 2).withPadding(Padding.same());
        Tensor halved = Conv.of2d(3, 8, options, Key.of(1)).forward(images, context); // [2, 8, 8, 8]
        // @end
        // @start region="ConvTranspose"
        var up = ConvTranspose.of2d(8, 3, ConvOptions.of(2, 2).withStride(2, 2), Key.of(2));
        Tensor back = up.forward(halved, context); // [2, 16, 16, 3]
        // @end
        // @start region="DepthwiseSeparable"
        Tensor cheap = DepthwiseSeparable.of(3, 8, 3, Key.of(3)).forward(images, context); // [2, 14, 14, 8]
        // @end
        // @start region="Padding"
        var same = Padding.same(); // the output as long as the input over the stride
        var past = Padding.causal(); // zeros before the first step only
        // @end
        // @start region="ChannelDropout"
        var dropout = ChannelDropout.of(0.2); // whole channels of a sample
        // @end
        out.printf("%s%n", List.of(back.shape(), cheap.shape(), same, past, dropout));
    }

    private static void pools(PrintStream out) {
        Tensor maps = Tensor.ones(2, 7, 7, 4);
        Context context = Context.inference();
        // @start region="PoolOptions"
        var overlapping = MaxPool.of(PoolOptions.of(3, 3).withStride(2, 2));
        Tensor small = overlapping.forward(maps, context); // [2, 3, 3, 4]
        // @end
        // @start region="AvgPool"
        Tensor means = AvgPool.of2d(7).forward(maps, context); // [2, 1, 1, 4]
        // @end
        // @start region="GlobalAvgPool"
        Tensor one = new GlobalAvgPool().forward(maps, context); // [2, 4]
        // @end
        // @start region="GlobalMaxPool"
        Tensor most = new GlobalMaxPool().forward(maps, context); // [2, 4]
        // @end
        // @start region="AdaptiveAvgPool"
        Tensor bins = AdaptiveAvgPool.of(2, 2).forward(maps, context); // [2, 2, 2, 4] of any size
        // @end
        // @start region="AdaptiveMaxPool"
        Tensor peaks = AdaptiveMaxPool.of(2, 2).forward(maps, context); // [2, 2, 2, 4]
        // @end
        out.printf(
                "%s%n", List.of(small.shape(), means.shape(), one.shape(), most.shape(), bins.shape(), peaks.shape()));
    }

    private static void sizes(PrintStream out) {
        Tensor maps = Tensor.ones(1, 4, 4, 8);
        Context context = Context.inference();
        // @start region="Upsample"
        Tensor twice = Upsample.nearest(2, 2).forward(maps, context); // [1, 8, 8, 8]
        Tensor smooth = Upsample.linear(2, 2).forward(maps, context);
        // @end
        // @start region="PixelShuffle"
        Tensor shuffled = PixelShuffle.of(2).forward(maps, context); // [1, 8, 8, 2]: channels become places
        // @end
        // @start region="Pad"
        Tensor framed = Pad.of(Pad.Edge.REFLECT, 1, 1).forward(maps, context); // [1, 6, 6, 8]
        // @end
        out.printf("%s%n", List.of(twice.shape(), smooth.shape(), shuffled.shape(), framed.shape()));
    }
}
