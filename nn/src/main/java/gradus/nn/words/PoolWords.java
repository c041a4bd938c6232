package gradus.nn.words;

import gradus.nn.layer.Layer;
import gradus.nn.layer.Permute;
import gradus.nn.layer.Reshape;
import gradus.nn.spatial.AdaptiveAvgPool;
import gradus.nn.spatial.AdaptiveMaxPool;
import gradus.nn.spatial.AvgPool;
import gradus.nn.spatial.ChannelDropout;
import gradus.nn.spatial.GlobalAvgPool;
import gradus.nn.spatial.GlobalMaxPool;
import gradus.nn.spatial.MaxPool;
import gradus.nn.spatial.Pad;
import gradus.nn.spatial.PixelShuffle;
import gradus.nn.spatial.PoolOptions;
import gradus.nn.spatial.Upsample;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// The words for layers that pool, enlarge, pad and reshape; how many axes they work on is read from the sample.
final class PoolWords {
    private static final Parameter[] POOL = {
        Parameter.sizes("size"),
        Parameter.sizesOrName("stride").or("size"),
        Parameter.sizesOrName("padding").or("valid"),
        Parameter.sizes("dilation").or("1")
    };

    private PoolWords() {}

    static List<Word> all() {
        return List.of(
                Word.of("maxpool", call -> MaxPool.of(options(call)), POOL),
                Word.of("avgpool", call -> AvgPool.of(options(call)), POOL),
                Word.of("globalavgpool", _ -> new GlobalAvgPool()),
                Word.of("globalmaxpool", _ -> new GlobalMaxPool()),
                Word.of("adaptiveavgpool", each("bins", AdaptiveAvgPool::of), Parameter.sizes("bins")),
                Word.of("adaptivemaxpool", each("bins", AdaptiveMaxPool::of), Parameter.sizes("bins")),
                Word.of(
                        "upsample",
                        call -> new Upsample(
                                Arrays.stream(call.sizes("factor", axes(call)))
                                        .boxed()
                                        .toList(),
                                call.oneOf("interpolation", Upsample.Interpolation.class)),
                        Parameter.sizes("factor"),
                        Parameter.name("interpolation").or("nearest")),
                Word.of("pixelshuffle", call -> PixelShuffle.of(call.whole("factor")), Parameter.whole("factor")),
                Word.of(
                        "pad",
                        call -> Pad.of(call.oneOf("edge", Pad.Edge.class), call.sizes("places", axes(call))),
                        Parameter.sizes("places"),
                        Parameter.name("edge").or("constant")),
                Word.of("reshape", call -> Reshape.of(call.sizes("sizes")), Parameter.sizes("sizes")),
                Word.of("permute", call -> Permute.of(call.sizes("order")), Parameter.sizes("order")),
                Word.of("channeldropout", call -> ChannelDropout.of(call.number("rate")), Parameter.number("rate")));
    }

    private static Function<Call, Layer> each(String name, Function<int[], Layer> layer) {
        return call -> layer.apply(call.sizes(name, axes(call)));
    }

    private static int axes(Call call) {
        if (call.axes() < 1) {
            throw new IllegalArgumentException("samples need axes before the channels, got " + call.input()
                    + "; reshape gives them axes, as in reshape(28x28x1)");
        }
        return call.axes();
    }

    private static PoolOptions options(Call call) {
        int axes = axes(call);
        return PoolOptions.of(call.sizes("size", axes))
                .withStride(stride(call, axes))
                .withPadding(ConvolutionWords.padding(call, axes))
                .withDilation(call.sizes("dilation", axes));
    }

    /// Gives how far the window moves: by its `size`, or by numbers.
    private static int[] stride(Call call, int axes) {
        String text = call.text("stride");
        if (text.equalsIgnoreCase("size")) {
            return call.sizes("size", axes);
        }
        if (!Character.isDigit(text.charAt(0))) {
            throw new IllegalArgumentException("stride must be size or numbers such as 2 or 2x1, got " + text);
        }
        return call.sizes("stride", axes);
    }
}
