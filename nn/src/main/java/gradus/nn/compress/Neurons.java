package gradus.nn.compress;

import gradus.core.tensor.Tensor;
import gradus.core.tree.Surgery;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Activate;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Sequential;
import gradus.nn.layer.Stat;
import gradus.nn.spatial.AvgPool;
import gradus.nn.spatial.ChannelDropout;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.GlobalAvgPool;
import gradus.nn.spatial.GlobalMaxPool;
import gradus.nn.spatial.MaxPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Leaves neurons and channels out of a trained network (Li et al. 2017): what comes is a plain network with narrower
/// layers, smaller and faster by itself.
///
/// It works on each [Sequential]: between a linear layer or convolution and the next one may stand functions of single
/// numbers, dropout, batch normalisation, pools and [Flatten]. A neuron counts as much as the product of the norms of
/// the weights that lead to it and from it; behind a batch normalisation its γ stands for the first. Whatever else
/// lies in the network, and its outputs, stay.
public final class Neurons {
    private final List<Layer> layers;

    private Neurons(List<Layer> layers) {
        this.layers = new ArrayList<>(layers);
    }

    /// Gives a network without the neurons that count least.
    ///
    /// @param share the share of each hidden layer that is left out, in [0, 1); at least one neuron stays
    public static <L> L without(L network, double share) {
        Pruning.requireShare(share);
        return Surgery.replaceAll(network, Sequential.class, (_, part) -> {
            Neurons neurons = new Neurons(part.layers());
            if (!neurons.narrowed(share)) {
                return part;
            }
            neurons.layers.replaceAll(layer -> without(layer, share)); // a part that is changed is not looked into
            return new Sequential(neurons.layers);
        });
    }

    private boolean narrowed(double share) {
        boolean changed = false;
        for (int first = 0; first < layers.size(); first++) {
            OptionalInt next = next(first);
            if (next.isPresent()) {
                changed |= narrow(first, next.getAsInt(), share);
            }
        }
        return changed;
    }

    /// Gives the layer that reads what another one makes, if all between passes each channel on by itself.
    private OptionalInt next(int first) {
        if (weight(layers.get(first)).isEmpty()) {
            return OptionalInt.empty();
        }
        for (int i = first + 1; i < layers.size(); i++) {
            if (weight(layers.get(i)).isPresent()) {
                return OptionalInt.of(i);
            }
            if (!passes(layers.get(i))) {
                break;
            }
        }
        return OptionalInt.empty();
    }

    private static Optional<Tensor> weight(Layer layer) {
        return switch (layer) {
            case Linear linear -> Optional.of(linear.weight().value());
            case Conv conv when conv.groups() == 1 -> Optional.of(conv.weight().value());
            default -> Optional.empty();
        };
    }

    private static boolean passes(Layer layer) {
        return switch (layer) {
            case Activate(Activation function) ->
                !function.equals(Activation.SOFTMAX) && !function.equals(Activation.LOG_SOFTMAX);
            case Dropout _, ChannelDropout _, BatchNorm _, Flatten _ -> true;
            case MaxPool _, AvgPool _, GlobalMaxPool _, GlobalAvgPool _ -> true;
            default -> false;
        };
    }

    private boolean narrow(int first, int next, double share) {
        int channels = weight(layers.get(first)).orElseThrow().size(-1);
        int stay = Math.max(1, channels - (int) Math.round(share * channels));
        if (stay == channels) {
            return false;
        }
        double[] worth = worth(first, next, channels);
        int[] kept = IntStream.range(0, channels)
                .boxed()
                .sorted((a, b) -> Double.compare(worth[b], worth[a]))
                .limit(stay)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        layers.set(first, making(layers.get(first), kept));
        for (int i = first + 1; i < next; i++) {
            if (layers.get(i) instanceof BatchNorm norm) {
                layers.set(i, picked(norm, channels, kept));
            }
        }
        layers.set(next, reading(layers.get(next), channels, kept));
        return true;
    }

    /// Gives what each channel counts between two layers.
    private double[] worth(int first, int next, int channels) {
        Tensor made = weight(layers.get(first)).orElseThrow();
        double[] worth = squares(made.literal(), 1, channels);
        for (int i = first + 1; i < next; i++) {
            if (layers.get(i) instanceof BatchNorm norm) {
                worth = squares(norm.scale().value().literal(), 1, channels);
            }
        }
        Tensor read = weight(layers.get(next)).orElseThrow();
        double[] from = squares(read.literal(), read.size(-1), channels);
        for (int c = 0; c < channels; c++) {
            worth[c] *= from[c];
        }
        return worth;
    }

    /// The sum of squares by channel; numbers of one channel stand `inner` together.
    private static double[] squares(Literal numbers, int inner, int channels) {
        double[] sums = new double[channels];
        for (int i = 0; i < numbers.count(); i++) {
            sums[i / inner % channels] += numbers.get(i) * numbers.get(i);
        }
        return sums;
    }

    private static Layer making(Layer layer, int... kept) {
        return switch (layer) {
            case Linear linear ->
                new Linear(last(linear.weight(), kept), linear.bias().map(bias -> last(bias, kept)));
            case Conv conv ->
                new Conv(
                        last(conv.weight(), kept),
                        conv.bias().map(bias -> last(bias, kept)),
                        conv.stride(),
                        conv.padding(),
                        conv.dilation(),
                        1);
            default -> layer;
        };
    }

    private static Layer reading(Layer layer, int channels, int... kept) {
        return switch (layer) {
            case Linear linear -> new Linear(beforeLast(linear.weight(), channels, kept), linear.bias());
            case Conv conv ->
                new Conv(
                        beforeLast(conv.weight(), channels, kept),
                        conv.bias(),
                        conv.stride(),
                        conv.padding(),
                        conv.dilation(),
                        1);
            default -> layer;
        };
    }

    private static BatchNorm picked(BatchNorm norm, int channels, int... kept) {
        return new BatchNorm(
                last(norm.scale(), channels, kept),
                last(norm.shift(), channels, kept),
                new Stat(last(new Param(norm.mean().value()), channels, kept).value()),
                new Stat(
                        last(new Param(norm.variance().value()), channels, kept).value()),
                norm.momentum(),
                norm.epsilon());
    }

    private static Param last(Param param, int... kept) {
        return last(param, param.value().size(-1), kept);
    }

    /// Behind a [Flatten] the last axis has places and channels, channels last.
    private static Param last(Param param, int channels, int... kept) {
        Shape shape = param.value().shape();
        int places = shape.size(-1) / channels;
        return picked(param, channels, 1, shape.with(-1, places * kept.length), kept);
    }

    /// Behind a [Flatten] a row stands for a place and a channel, channels last.
    private static Param beforeLast(Param param, int channels, int... kept) {
        Shape shape = param.value().shape();
        int places = shape.size(-2) / channels;
        return picked(param, channels, shape.size(-1), shape.with(-2, places * kept.length), kept);
    }

    private static Param picked(Param param, int channels, int inner, Shape shape, int... kept) {
        Literal from = param.value().literal();
        Literal to = Literal.zeros(from.type().with(shape));
        int at = 0;
        for (int outer = 0; outer < from.count() / (channels * inner); outer++) {
            for (int channel : kept) {
                for (int i = 0; i < inner; i++) {
                    to.set(at++, from.get((outer * channels + channel) * inner + i));
                }
            }
        }
        return new Param(Tensor.of(to));
    }
}
