package gradus.io.torch;

import gradus.nn.layer.Layer;
import gradus.nn.spatial.AdaptiveAvgPool;
import gradus.nn.spatial.AdaptiveMaxPool;
import gradus.nn.spatial.AvgPool;
import gradus.nn.spatial.GlobalAvgPool;
import gradus.nn.spatial.GlobalMaxPool;
import gradus.nn.spatial.MaxPool;
import gradus.nn.spatial.Pad;
import gradus.nn.spatial.Padding;
import gradus.nn.spatial.PixelShuffle;
import gradus.nn.spatial.PoolOptions;
import gradus.nn.spatial.Upsample;
import java.util.Arrays;
import java.util.List;

/// Layers without parameters that change the places of an image, beside PyTorch's.
final class SpatialTwins {
    private SpatialTwins() {}

    static Layer of(TorchCase reference) {
        return switch (reference.kind()) {
            case "max_pool" -> MaxPool.of(options(reference));
            case "avg_pool" -> AvgPool.of(options(reference));
            case "adaptive_avg_pool" -> AdaptiveAvgPool.of(bins(reference));
            case "adaptive_max_pool" -> AdaptiveMaxPool.of(bins(reference));
            case "global-avg-pool" -> new GlobalAvgPool();
            case "global-max-pool" -> new GlobalMaxPool();
            case "pixel_shuffle" -> PixelShuffle.of(reference.number("factor"));
            case "pad" -> pad(reference);
            default -> upsample(reference);
        };
    }

    private static PoolOptions options(TorchCase reference) {
        int[] size = new int[reference.tensor("in.x").rank() - 2];
        Arrays.fill(size, reference.number("kernel"));
        return PoolOptions.of(size)
                .withStride(reference.number("stride"))
                .withPadding(Padding.of(reference.number("padding")));
    }

    private static int[] bins(TorchCase reference) {
        return reference
                .config()
                .get("size")
                .valueStream()
                .mapToInt(n -> n.asInt())
                .toArray();
    }

    private static Layer upsample(TorchCase reference) {
        if (reference.text("mode").equals("nearest")) {
            return Upsample.nearest(2, 2);
        }
        boolean aligned = reference.config().get("align_corners").asBoolean();
        return new Upsample(
                List.of(2, 2), aligned ? Upsample.Interpolation.LINEAR_ALIGNED : Upsample.Interpolation.LINEAR);
    }

    /// PyTorch names the last axis first.
    private static Layer pad(TorchCase reference) {
        List<Integer> pad =
                reference.config().get("pad").valueStream().map(n -> n.asInt()).toList();
        Pad.Edge edge = switch (reference.text("mode")) {
            case "reflect" -> Pad.Edge.REFLECT;
            case "replicate" -> Pad.Edge.REPLICATE;
            case "circular" -> Pad.Edge.CIRCULAR;
            default -> Pad.Edge.CONSTANT;
        };
        return new Pad(List.of(pad.get(2), pad.get(0)), List.of(pad.get(3), pad.get(1)), edge, 0);
    }
}
