package gradus.nn.words;

import gradus.nn.init.Initializer;
import gradus.nn.layer.Layer;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvOptions;
import gradus.nn.spatial.ConvTranspose;
import gradus.nn.spatial.DepthwiseSeparable;
import gradus.nn.spatial.Padding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/// The words for convolutions. How many axes a window slides along is read from the sample, or said: `conv1d`.
final class ConvolutionWords {
    private static final Parameter[] CONV = {
        Parameter.whole("filters"),
        Parameter.sizes("kernel"),
        Parameter.sizes("stride").or("1"),
        Parameter.sizesOrName("padding").or("valid"),
        Parameter.sizes("dilation").or("1"),
        Parameter.whole("groups").or("1"),
        Parameter.yes("bias")
    };
    private static final Parameter[] TRANSPOSED = Stream.concat(
                    Stream.of(CONV), Stream.of(Parameter.sizes("outputpadding").or("0")))
            .toArray(Parameter[]::new);

    private ConvolutionWords() {}

    static List<Word> all() {
        List<Word> words = new ArrayList<>();
        words.add(Word.of("conv", call -> conv(call, call.axes()), CONV));
        words.add(Word.of("convtranspose", call -> transposed(call, call.axes()), TRANSPOSED));
        for (int axes = 1; axes <= 3; axes++) {
            int wanted = axes;
            words.add(Word.of("conv" + axes + "d", exactly(wanted, call -> conv(call, wanted)), CONV));
            words.add(Word.of(
                    "convtranspose" + axes + "d", exactly(wanted, call -> transposed(call, wanted)), TRANSPOSED));
        }
        words.add(Word.of(
                "depthwise",
                ConvolutionWords::depthwise,
                Parameter.sizes("kernel"),
                Parameter.sizes("stride").or("1"),
                Parameter.sizesOrName("padding").or("valid"),
                Parameter.sizes("dilation").or("1"),
                Parameter.yes("bias")));
        words.add(Word.of(
                "separable",
                exactly(
                        2,
                        call -> DepthwiseSeparable.of(
                                call.features(), call.whole("filters"), options(call, 2, 1), call.key())),
                Parameter.whole("filters"),
                Parameter.sizes("kernel"),
                Parameter.sizes("stride").or("1"),
                Parameter.sizesOrName("padding").or("valid"),
                Parameter.sizes("dilation").or("1"),
                Parameter.yes("bias")));
        return words;
    }

    private static Function<Call, Layer> exactly(int axes, Function<Call, Layer> layer) {
        return call -> {
            if (call.axes() != axes) {
                throw new IllegalArgumentException("samples must have " + axes + (axes == 1 ? " axis" : " axes")
                        + " and channels, got " + call.input());
            }
            return layer.apply(call);
        };
    }

    private static Layer conv(Call call, int axes) {
        return layer(call, axes, call.whole("filters"), options(call, axes, call.whole("groups")));
    }

    private static Layer depthwise(Call call) {
        int channels = call.features();
        return layer(call, call.axes(), channels, options(call, call.axes(), channels));
    }

    private static Layer layer(Call call, int axes, int filters, ConvOptions options) {
        return Conv.of(sliding(call, axes), call.features(), filters, options, call.key());
    }

    private static Layer transposed(Call call, int axes) {
        int known = sliding(call, axes);
        ConvOptions options = options(call, known, call.whole("groups"));
        return ConvTranspose.of(axes, call.features(), call.whole("filters"), options, call.key())
                .withOutputPadding(call.sizes("outputpadding", known));
    }

    private static int sliding(Call call, int axes) {
        if (axes < 1 || axes > 3) {
            throw new IllegalArgumentException("a window slides along 1, 2 or 3 axes before the channels, but samples"
                    + " are " + call.input() + "; reshape gives them axes, as in reshape(28x28x1)");
        }
        return axes;
    }

    private static ConvOptions options(Call call, int axes, int groups) {
        ConvOptions options = ConvOptions.of(call.sizes("kernel", axes))
                .withStride(call.sizes("stride", axes))
                .withPadding(padding(call, axes))
                .withDilation(call.sizes("dilation", axes))
                .withGroups(groups)
                .withWeights(call.start())
                .withBiases(Initializer.zeros());
        return call.isOn("bias") ? options : options.withoutBias();
    }

    /// Gives what surrounds the input: `valid`, `same`, `causal` or numbers.
    static Padding padding(Call call, int axes) {
        String text = call.text("padding").toLowerCase(Locale.ROOT);
        return switch (text) {
            case "valid" -> Padding.valid();
            case "same" -> Padding.same();
            case "causal" -> Padding.causal();
            default -> {
                if (!Character.isDigit(text.charAt(0))) {
                    throw new IllegalArgumentException(
                            "padding must be valid, same, causal or numbers such as 1 or 1x2, got " + text);
                }
                yield Padding.of(call.sizes("padding", axes));
            }
        };
    }
}
