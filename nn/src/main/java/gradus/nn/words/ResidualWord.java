package gradus.nn.words;

import gradus.core.type.Shape;
import gradus.nn.init.Initializer;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Residual;
import gradus.nn.layer.Sequential;
import gradus.nn.spatial.AvgPool;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvOptions;
import gradus.nn.spatial.DepthwiseSeparable;
import gradus.nn.spatial.MaxPool;
import java.util.Arrays;
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
        return result.equals(call.input()) ? Residual.of(body) : Residual.of(body, shortcut(call, body, result));
    }

    private static Layer shortcut(Call call, Sequential body, Shape result) {
        boolean normalises = body.layers().stream().anyMatch(BatchNorm.class::isInstance);
        int[] strides = strides(call.axes(), body);
        requireReach(call, result, strides);
        int channels = result.size(-1);
        Layer projection = call.axes() == 0
                ? linear(call, channels, normalises)
                : convolution(call, strides, channels, normalises);
        return normalises ? Sequential.of(projection, BatchNorm.of(channels)) : projection;
    }

    /// Gives how far the words inside move in all along each axis: the product of their strides.
    private static int[] strides(int axes, Sequential body) {
        int[] strides = new int[axes];
        Arrays.fill(strides, 1);
        multiply(body, strides);
        return strides;
    }

    private static void multiply(Layer layer, int[] strides) {
        switch (layer) {
            case Sequential several -> several.layers().forEach(inner -> multiply(inner, strides));
            case Residual residual -> multiply(residual.body(), strides);
            case DepthwiseSeparable separable -> multiply(separable.depthwise().stride(), strides);
            case Conv conv -> multiply(conv.stride(), strides);
            case MaxPool pool -> multiply(pool.options().stride(), strides);
            case AvgPool pool -> multiply(pool.options().stride(), strides);
            default -> {} // what changes places otherwise is found out by its result
        }
    }

    private static void multiply(List<Integer> by, int[] strides) {
        for (int axis = 0; axis < strides.length && !by.isEmpty(); axis++) {
            strides[axis] *= by.get(Math.min(axis, by.size() - 1));
        }
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

    private static Conv convolution(Call call, int[] strides, int channels, boolean normalises) {
        ConvOptions options = ConvOptions.of(1).withStride(strides).withWeights(call.start());
        return Conv.of(
                call.axes(),
                call.features(),
                channels,
                normalises ? options.withoutBias() : options,
                call.key().fold("shortcut"));
    }

    private static void requireReach(Call call, Shape result, int[] strides) {
        Shape input = call.input();
        boolean reaches = input.rank() == result.rank()
                && input.rank() >= 1
                && call.axes() <= 3
                && IntStream.range(0, call.axes())
                        .allMatch(axis -> Math.ceilDiv(input.size(axis), strides[axis]) == result.size(axis));
        if (!reaches) {
            throw new IllegalArgumentException(
                    "a short cut of kernel 1 can change the channels and shrink places by the"
                            + " strides inside, but the words inside make " + result + " of " + input
                            + "; use padding=same inside, and leave flatten and pools of all places for behind");
        }
    }
}
