package gradus.nn.network;

import gradus.core.type.Key;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.data.Task;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Sequential;
import gradus.nn.words.Words;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Networks by name.
///
/// {@snippet file="NetworkSnippets.java" region="Networks"}
public final class Networks {
    private Networks() {}

    /// Gives a multilayer perceptron with hidden layers of these sizes, ReLU between them, no dropout and no
    /// normalisation.
    public static Mlp mlp(int... hidden) {
        List<Integer> sizes = Arrays.stream(hidden).boxed().toList();
        return new Mlp(sizes, Activation.RELU, 0, Normalization.NONE, Optional.empty());
    }

    /// Gives a single linear layer: linear or logistic regression.
    public static Mlp linear() {
        return mlp();
    }

    /// Gives the default for tables: an ensemble of eight small perceptrons with a little dropout; 128-64 with SiLU
    /// for classes, 64-32 with tanh for numbers.
    public static Several table(Task task) {
        Mlp member = task.isClassification()
                ? mlp(128, 64).activation(Activation.SILU).dropout(0.1)
                : mlp(64, 32).activation(Activation.TANH).dropout(0.2);
        return new Several(8, member);
    }

    /// Gives the network that words describe, such as `conv(32,3) relu maxpool(2) dense(classes)`; see [Words].
    ///
    /// @throws IllegalArgumentException if there is no such word, or it can't be told what it is, naming the place
    public static Words of(String words) {
        return new Words(words);
    }

    /// Gives the default for images: blocks of a convolution of 3 × 3, ReLU and a pool of 2 × 2, with 32, 64,
    /// 128 and 256 channels, while the shorter side has 8 places or more, at most four. Where more than 16 are
    /// left, their mean is taken, otherwise a quarter of the numbers is dropped. Then comes a hidden layer of 128
    /// with ReLU and a dropout of a half, and the classes.
    ///
    /// @param sample the shape of an image `[height, width, channels]`
    public static Words image(Shape sample) {
        StringBuilder words = new StringBuilder();
        int side = Math.min(sample.size(0), sample.size(1));
        int channels = 32;
        for (int block = 0; block < 4 && side >= 8; block++, side /= 2, channels *= 2) {
            words.append("conv(").append(channels).append(",3, padding=same) relu maxpool(2) ");
        }
        String end = side > 16 ? "globalavgpool " : "dropout(.25) ";
        return of(words + end + "dense(128) relu dropout(.5) dense(classes)");
    }

    /// Gives the default for autoencoders of rows: a perceptron of three hidden layers with SiLU between them. The
    /// middle one is a third as wide as a row, rounded up, at least 2 and at most 32, but 1 for rows of one or two
    /// numbers, which 2 would let through as they are; the others are twice as wide as a row, 16 to 128.
    ///
    /// @param features the numbers of a row, at least 1
    /// @throws IllegalArgumentException if there are none
    public static Mlp autoencoder(int features) {
        if (features < 1) {
            throw new IllegalArgumentException("autoencoder: a row must have at least 1 number, got " + features
                    + Origin.here().at());
        }
        int side = Math.clamp(2L * features, 16, 128);
        int code = features <= 2 ? 1 : Math.clamp(Math.ceilDiv(features, 3), 2, 32);
        return mlp(side, code, side).activation(Activation.SILU);
    }

    /// Gives the default for autoencoders of images: convolutions of 3 × 3 with 32 channels and ReLU, each behind
    /// it a pool of 2 × 2, until the shorter side is below 14, at least one; then as many transposed convolutions
    /// that double the sides, and one to the channels of the image.
    ///
    /// The middle has few places but not few numbers: 28 × 28 × 1 become 7 × 7 × 32 = 1568, twice as many as go in.
    /// Only the lost places and what it has learnt from keep it from copying; noise on what goes in hinders that
    /// further, and a narrow layer, as in a perceptron, most.
    ///
    /// @param sample the shape of an image `[height, width, channels]`
    public static Words autoencoder(Shape sample) {
        StringBuilder narrowing = new StringBuilder();
        Deque<String> widening = new ArrayDeque<>();
        int height = sample.size(0);
        int width = sample.size(1);
        while (Math.min(height, width) >= 14 || narrowing.isEmpty()) {
            narrowing.append("conv(32,3, padding=same) relu maxpool(2, padding=same) ");
            String doubling = height % 2 == 0 && width % 2 == 0
                    ? "padding=same"
                    : "padding=1, outputpadding=" + (1 - height % 2) + "x" + (1 - width % 2);
            widening.push("convtranspose(32,3, stride=2, " + doubling + ") relu ");
            height = Math.ceilDiv(height, 2);
            width = Math.ceilDiv(width, 2);
        }
        return of(narrowing + String.join("", widening) + "conv(outputs,3, padding=same)");
    }

    /// Gives the default for series: one linear map from the past to the forecast, shared by the channels.
    public static PerChannel series() {
        return new PerChannel(linear());
    }

    /// Builds a network behind an input layer, as one [Sequential]: the input is its layer 0.
    ///
    /// @param input the front, such as a [gradus.nn.layer.TabularInput]
    /// @param features how many features the front gives
    /// @param architecture the rest
    /// @param outFeatures how many outputs are wanted
    /// @param key the randomness of the rest
    public static Sequential behind(Layer input, int features, Architecture architecture, int outFeatures, Key key) {
        Layer rest = architecture.build(Shape.of(features), outFeatures, key);
        return rest instanceof Sequential sequential ? sequential.after(input) : Sequential.of(input, rest);
    }
}
