package gradus.bench.own;

import gradus.bench.worker.Numbers;
import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.attention.BlockPlan;
import gradus.nn.layer.Activate;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Residual;
import gradus.nn.layer.Sequential;
import gradus.nn.network.Networks;
import gradus.nn.recurrent.LastStep;
import gradus.nn.recurrent.Lstm;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.MaxPool;
import gradus.nn.spatial.Padding;
import java.util.LinkedHashMap;
import java.util.Map;

/// The networks of the workloads, with the numbers that every peer begins with.
final class OwnNetworks {
    private static final Key ANY = Key.of(0);

    private OwnNetworks() {}

    static Layer classifier() {
        return begun(Networks.mlp(128).build(Shape.of(784), 10, ANY));
    }

    static Layer regression() {
        return begun(Networks.mlp(8, 8).activation(Activation.TANH).build(Shape.of(2), 1, ANY));
    }

    static Layer wide() {
        return begun(Networks.mlp(2048, 2048).build(Shape.of(1024), 1024, ANY));
    }

    static Layer convolutional() {
        return begun(Sequential.of(
                convolution(1, 32, 5),
                new Activate(Activation.RELU),
                MaxPool.of2d(2),
                convolution(32, 64, 5),
                new Activate(Activation.RELU),
                MaxPool.of2d(2),
                new Flatten(),
                Linear.of(3136, 512, ANY),
                new Activate(Activation.RELU),
                Linear.of(512, 10, ANY)));
    }

    static Layer residual() {
        Layer body = Sequential.of(
                convolution(64, 64, 3).withoutBias(),
                BatchNorm.of(64),
                new Activate(Activation.RELU),
                convolution(64, 64, 3).withoutBias(),
                BatchNorm.of(64));
        return begun(Sequential.of(Residual.of(body), new Activate(Activation.RELU)));
    }

    private static Conv convolution(int in, int out, int kernel) {
        return Conv.of2d(in, out, kernel, ANY).withPadding(Padding.same());
    }

    static Layer recurrent() {
        return begun(Sequential.of(Lstm.of(64, 256, ANY), new LastStep(), Linear.of(256, 10, ANY)));
    }

    static Layer transformer() {
        return begun(BlockPlan.of(256, 8).encoderBlock(ANY));
    }

    private static <L extends Layer> L begun(L network) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        Parameters.of(network).forEach((path, value) -> {
            int place = values.size();
            int[] sizes = value.shape().sizes();
            float[] numbers = sizes.length > 1
                    ? Numbers.weight(place, sizes)
                    : path.endsWith("scale") ? Numbers.scale(place, sizes[0]) : Numbers.bias(place, sizes[0]);
            values.put(path, Tensor.of(Literal.of(numbers, sizes)));
        });
        return Parameters.with(network, values);
    }
}
