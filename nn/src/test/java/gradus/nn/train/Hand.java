package gradus.nn.train;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Parameters;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Optimizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What training does, done by hand with eager tensors.
final class Hand {
    private Hand() {}

    static Tensor features(ArrayDataset data) {
        float[] all = new float[data.size() * data.width()];
        for (int i = 0; i < data.size(); i++) {
            System.arraycopy(data.features(i), 0, all, i * data.width(), data.width());
        }
        return Tensor.of(Literal.of(all, data.size(), data.width()));
    }

    static Tensor targets(ArrayDataset data) {
        boolean classes = data.sampleTypes().get(1).dtype() == DType.INT64;
        Literal literal = Literal.zeros(data.sampleTypes()
                .get(1)
                .with(Shape.of(data.size()).append(data.sampleTypes().get(1).shape())));
        for (int i = 0; i < data.size(); i++) {
            if (classes) {
                literal.longs()[i] = (long) data.target(i);
            } else {
                literal.set(i, data.target(i));
            }
        }
        return Tensor.of(literal);
    }

    /// Gives the parameters after so many full-batch updates, and the losses before each.
    static Map<String, Tensor> updated(
            Layer network, Loss loss, Optimizer optimizer, ArrayDataset data, int updates, List<Double> losses) {
        Map<String, Tensor> parameters = Parameters.of(network);
        Map<String, Tensor> state = optimizer.init(parameters);
        for (int step = 0; step < updates; step++) {
            var slope = slope(network, loss, parameters, data);
            losses.add(slope.value().item());
            Map<String, Tensor> scalars = new LinkedHashMap<>();
            optimizer
                    .scalars(step)
                    .forEach((name, value) -> scalars.put(name, Tensor.of(Literal.scalar(DType.FLOAT32, value))));
            var update = optimizer.update(
                    named(List.copyOf(parameters.keySet()), slope.gradients()), state, parameters, scalars);
            Map<String, Tensor> moved = new LinkedHashMap<>();
            parameters.forEach(
                    (path, value) -> moved.put(path, value.add(update.updates().get(path))));
            parameters = moved;
            state = update.state();
        }
        return parameters;
    }

    static double gradientNorm(Layer network, ArrayDataset data) {
        return Math.sqrt(slope(network, Loss.CROSS_ENTROPY, Parameters.of(network), data).gradients().stream()
                .mapToDouble(gradient -> gradient.square().sum().item())
                .sum());
    }

    private static Autodiff.ValueAndGradients slope(
            Layer network, Loss loss, Map<String, Tensor> parameters, ArrayDataset data) {
        List<String> names = List.copyOf(parameters.keySet());
        return Autodiff.valueAndGradients(
                values -> loss.of(
                        Parameters.with(network, named(names, values)).forward(features(data), Context.inference()),
                        targets(data)),
                List.copyOf(parameters.values()));
    }

    private static Map<String, Tensor> named(List<String> names, List<Tensor> values) {
        Map<String, Tensor> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            map.put(names.get(i), values.get(i));
        }
        return map;
    }
}
