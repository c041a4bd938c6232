package gradus.nn.words;

import gradus.core.type.Shape;
import gradus.nn.init.Initializer;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Residual;
import gradus.nn.layer.Sequential;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvOptions;
import java.util.List;
import java.util.stream.IntStream;

/// The word `residual( … )`. Where the words inside change channels or shrink the places, the short cut is a
/// convolution of kernel 1 with their stride, or a linear layer where there are no places; if they normalise by
/// batches, it does, too (option B of He et al. 2016).
final class ResidualWord {
    private ResidualWord() {}

    static Word word() {
        return new Word("residual", List.of(), Word.Inside.NETWORK, call -> List.of(residual(call)));
    }

    private static Residual residual(Call call) {
        Sequential body = call.body();
        Shape result = WordBuilder.traced(body, call.input());
        return result.equals(call.input())
                ? Residual.of(body)
                : Residual.of(
                        body, shortcut(call, result, body.layers().stream().anyMatch(BatchNorm.class::isInstance)));
    }

    private static Layer shortcut(Call call, Shape result, boolean normalises) {
        requireReach(call, result);
        int channels = result.size(-1);
        Layer projection =
                call.axes() == 0 ? linear(call, channels, normalises) : convolution(call, result, channels, normalises);
        return normalises ? Sequential.of(projection, BatchNorm.of(channels)) : projection;
    }

    private static Linear linear(Call call, int features, boolean normalises) {
        return normalises
                ? Linear.withoutBias(
                        call.features(), features, call.start(), call.key().fold("shortcut"))
                : Linear.of(
                        call.features(),
                        features,
                        call.start(),
                        Initializer.zeros(),
                        call.key().fold("shortcut"));
    }

    private static Conv convolution(Call call, Shape result, int channels, boolean normalises) {
        int[] strides = IntStream.range(0, call.axes())
                .map(axis -> stride(call.input().size(axis), result.size(axis)))
                .toArray();
        ConvOptions options = ConvOptions.of(1).withStride(strides).withWeights(call.start());
        return Conv.of(
                call.axes(),
                call.features(),
                channels,
                normalises ? options.withoutBias() : options,
                call.key().fold("shortcut"));
    }

    /// Gives the smallest stride that leaves so many places, or 0 if there is none.
    private static int stride(int places, int left) {
        return IntStream.rangeClosed(1, places)
                .filter(stride -> Math.ceilDiv(places, stride) == left)
                .findFirst()
                .orElse(0);
    }

    private static void requireReach(Call call, Shape result) {
        Shape input = call.input();
        boolean reaches = input.rank() == result.rank()
                && input.rank() >= 1
                && call.axes() <= 3
                && IntStream.range(0, call.axes()).allMatch(axis -> stride(input.size(axis), result.size(axis)) > 0);
        if (!reaches) {
            throw new IllegalArgumentException("a short cut of kernel 1 can change the channels and shrink places by a"
                    + " stride, but the words inside make " + result + " of " + input
                    + "; use padding=same inside, and leave flatten and pools of all places for behind");
        }
    }
}
