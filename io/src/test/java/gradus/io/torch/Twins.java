package gradus.io.torch;

import static gradus.io.torch.Twin.Layout.CHANNELS_FIRST;
import static gradus.io.torch.Twin.Layout.SAME;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.attention.PatchEmbedding;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Activate;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.GroupNorm;
import gradus.nn.layer.InstanceNorm;
import gradus.nn.layer.Layer;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Permute;
import gradus.nn.layer.Prelu;
import gradus.nn.layer.Reshape;
import gradus.nn.layer.Residual;
import gradus.nn.layer.RmsNorm;
import gradus.nn.layer.Sequential;
import gradus.nn.layer.Stat;
import gradus.nn.recurrent.LastStep;
import gradus.nn.recurrent.MeanOverTime;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvOptions;
import gradus.nn.spatial.ConvTranspose;
import gradus.nn.spatial.DepthwiseSeparable;
import gradus.nn.spatial.Padding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Finds the layer of ours that a case of PyTorch's speaks of.
final class Twins {
    private static final Key KEY = Key.of(1);
    private static final ConvOptions SAME_SIZE = ConvOptions.of(3).withPadding(Padding.same());

    private Twins() {}

    static Twin of(TorchCase reference) {
        return switch (reference.kind()) {
            case "linear" -> linear(reference);
            case "conv" -> Twin.of(conv(reference), CHANNELS_FIRST, Twins::kernels);
            case "residual" -> residual(reference);
            case "conv_transpose" -> Twin.of(transposed(reference), CHANNELS_FIRST, Twins::kernels);
            case "batch_norm" -> batchNorm(reference);
            case "layer_norm" -> Twin.of(LayerNorm.of(features(reference)), SAME, Twins::scaled);
            case "group_norm" ->
                Twin.of(GroupNorm.of(reference.number("groups"), features(reference)), CHANNELS_FIRST, Twins::scaled);
            case "instance_norm" -> Twin.of(InstanceNorm.of(features(reference)), CHANNELS_FIRST, Twins::scaled);
            case "rms_norm" ->
                Twin.of(
                        new RmsNorm(new Param(reference.tensor("param.weight")), 1e-6),
                        SAME,
                        theirs -> Map.of("scale", part(theirs, "weight")));
            case "activation" -> moving(new Activate(Activation.named(reference.text("name"))));
            case "separable" -> Twin.of(DepthwiseSeparable.of(3, 5, SAME_SIZE, KEY), CHANNELS_FIRST, Twins::separable);
            case "patches" -> Twin.of(PatchEmbedding.of(2, 3, 5, KEY), SAME, Twins::patches);
            case "flatten" -> moving(new Flatten());
            case "permute" -> moving(Permute.of(2, 1));
            case "reshape" -> moving(new Reshape(List.of(4, 3)));
            case "last-step" -> moving(new LastStep());
            case "mean-over-time" -> moving(new MeanOverTime());
            case "prelu" -> single(new Prelu(new Param(reference.tensor("param.weight"))));
            case "embedding" -> {
                Tensor table = reference.tensor("param.weight");
                yield single(Embedding.of(table.size(0), table.size(1), KEY));
            }
            case "max_pool",
                    "avg_pool",
                    "adaptive_avg_pool",
                    "adaptive_max_pool",
                    "upsample",
                    "pixel_shuffle",
                    "pad",
                    "global-avg-pool",
                    "global-max-pool" -> Twin.of(SpatialTwins.of(reference), CHANNELS_FIRST, theirs -> theirs);
            default -> throw new AssertionError("no twin of " + reference);
        };
    }

    /// The twin of a layer with one parameter, that PyTorch calls `weight`.
    private static Twin single(Layer layer) {
        String path = Parameters.of(layer).keySet().iterator().next();
        return Twin.of(layer, SAME, theirs -> Map.of(path, part(theirs, "weight")));
    }

    /// The twin of a layer without parameters.
    private static Twin moving(Layer layer) {
        return Twin.of(layer, SAME, theirs -> theirs);
    }

    private static Map<String, Tensor> separable(Map<String, Tensor> theirs) {
        Map<String, Tensor> ours = new LinkedHashMap<>();
        ours.put("depthwise.weight", Twin.kernelFirst(part(theirs, "depthwise.weight")));
        ours.put("pointwise.weight", Twin.kernelFirst(part(theirs, "pointwise.weight")));
        ours.put("pointwise.bias", part(theirs, "pointwise.bias"));
        return ours;
    }

    private static Map<String, Tensor> patches(Map<String, Tensor> theirs) {
        Tensor kernels = Twin.kernelFirst(part(theirs, "projection.weight"));
        Map<String, Tensor> ours = new LinkedHashMap<>();
        ours.put("projection.weight", kernels.reshape(-1, kernels.size(3)));
        ours.put("projection.bias", part(theirs, "projection.bias"));
        return ours;
    }

    private static Tensor part(Map<String, Tensor> theirs, String name) {
        Tensor tensor = theirs.get(name);
        if (tensor == null) {
            throw new AssertionError("no " + name + " among " + theirs.keySet());
        }
        return tensor;
    }

    private static int features(TorchCase reference) {
        return reference.tensor("param.weight").size(0);
    }

    private static Map<String, Tensor> scaled(Map<String, Tensor> theirs) {
        Map<String, Tensor> ours = new LinkedHashMap<>();
        ours.put("scale", part(theirs, "weight"));
        ours.put("shift", part(theirs, "bias"));
        return ours;
    }

    private static Map<String, Tensor> kernels(Map<String, Tensor> theirs) {
        Map<String, Tensor> ours = new LinkedHashMap<>();
        ours.put("weight", Twin.kernelFirst(part(theirs, "weight")));
        ours.put("bias", part(theirs, "bias"));
        return ours;
    }

    private static Twin linear(TorchCase reference) {
        Shape weight = reference.tensor("param.weight").shape();
        UnaryOperator<Map<String, Tensor>> parameters = theirs -> {
            Map<String, Tensor> ours = new LinkedHashMap<>();
            ours.put("weight", part(theirs, "weight").transpose());
            ours.put("bias", part(theirs, "bias"));
            return ours;
        };
        return Twin.of(Linear.of(weight.size(1), weight.size(0), KEY), SAME, parameters);
    }

    private static Twin batchNorm(TorchCase reference) {
        BatchNorm layer = BatchNorm.of(features(reference));
        BatchNorm standing = new BatchNorm(
                layer.scale(),
                layer.shift(),
                new Stat(reference.tensor("buffer.running_mean")),
                new Stat(reference.tensor("buffer.running_var")),
                layer.momentum(),
                layer.epsilon());
        Twin twin = Twin.of(standing, CHANNELS_FIRST, Twins::scaled);
        return reference.text("mode").equals("train") ? twin.training() : twin;
    }

    /// The first block of a stage of a residual network, in the training mode.
    private static Twin residual(TorchCase reference) {
        ConvOptions around = ConvOptions.of(3).withPadding(Padding.of(1)).withoutBias();
        int stride = reference.number("stride");
        Layer body = Sequential.of(
                Conv.of2d(2, 3, around.withStride(stride), KEY),
                BatchNorm.of(3),
                new Activate(Activation.RELU),
                Conv.of2d(3, 3, around, KEY),
                BatchNorm.of(3));
        Layer shortcut = Sequential.of(
                Conv.of2d(2, 3, ConvOptions.of(1).withStride(stride).withoutBias(), KEY), BatchNorm.of(3));
        return Twin.of(Residual.of(body, shortcut), CHANNELS_FIRST, Twins::ofResidual)
                .training();
    }

    private static Map<String, Tensor> ofResidual(Map<String, Tensor> theirs) {
        Map<String, Tensor> ours = new LinkedHashMap<>();
        theirs.forEach((name, value) -> {
            String path = name.replaceFirst("^(body|shortcut)\\.(\\d)", "$1.layers.$2");
            ours.put(
                    value.rank() == 4
                            ? path
                            : path.replaceFirst("weight$", "scale").replaceFirst("bias$", "shift"),
                    value.rank() == 4 ? Twin.kernelFirst(value) : value);
        });
        return ours;
    }

    private static ConvOptions options(TorchCase reference, Tensor weight, int around) {
        int[] kernel = new int[weight.rank() - 2];
        for (int axis = 0; axis < kernel.length; axis++) {
            kernel[axis] = weight.size(axis + 2);
        }
        return new ConvOptions(
                ConvOptions.of(kernel).kernel(),
                List.of(reference.number("stride")),
                Padding.of(around),
                List.of(reference.number("dilation")),
                reference.number("groups"),
                Initializer.heNormal(),
                Optional.of(Initializer.zeros()));
    }

    private static Layer conv(TorchCase reference) {
        Tensor weight = reference.tensor("param.weight");
        ConvOptions options = options(reference, weight, reference.number("padding"));
        int in = weight.size(1) * reference.number("groups");
        int out = weight.size(0);
        return Conv.of(weight.rank() - 2, in, out, options, KEY);
    }

    private static Layer transposed(TorchCase reference) {
        Tensor weight = reference.tensor("param.weight");
        ConvOptions options = options(reference, weight, reference.number("padding"));
        int in = weight.size(0);
        int out = weight.size(1) * reference.number("groups");
        int more = reference.number("output_padding");
        return ConvTranspose.of(weight.rank() - 2, in, out, options, KEY).withOutputPadding(more);
    }
}
