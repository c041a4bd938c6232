package gradus.nn.network;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Layer;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A multilayer perceptron: for each hidden size [Linear], normalisation, activation, dropout; then a [Linear] to
/// the outputs.
///
/// Weights of hidden layers start by He (normal) before ReLU and its relatives, by LeCun (normal) before SELU, else
/// by Glorot (uniform); those of the output by Glorot; biases with zeros. A layer before batch normalisation has no
/// bias: the shift of the normalisation is one. Samples of more than one axis, such as images, are flattened first.
///
/// {@snippet file="NetworkSnippets.java" region="Mlp"}
///
/// @param hidden the sizes of hidden layers, none for a single linear layer
/// @param activation the function of hidden layers
/// @param dropout the rate of dropout behind hidden layers
/// @param normalization what stands before the activation
/// @param initializer the start of hidden weights, or empty for the default
public record Mlp(
        List<Integer> hidden,
        Activation activation,
        double dropout,
        Normalization normalization,
        Optional<Initializer> initializer)
        implements Architecture {
    public Mlp {
        hidden = List.copyOf(hidden);
        for (int size : hidden) {
            if (size <= 0) {
                throw new IllegalArgumentException("mlp: sizes of hidden layers must be positive, got " + hidden);
            }
        }
        dropout = new Dropout(dropout).rate();
    }

    /// Gives this plan with another activation.
    public Mlp activation(Activation activation) {
        return new Mlp(hidden, activation, dropout, normalization, initializer);
    }

    /// Gives this plan with dropout behind hidden layers.
    public Mlp dropout(double dropout) {
        return new Mlp(hidden, activation, dropout, normalization, initializer);
    }

    /// Gives this plan with a normalisation before the activations.
    public Mlp normalization(Normalization normalization) {
        return new Mlp(hidden, activation, dropout, normalization, initializer);
    }

    /// Gives this plan with another start of hidden weights.
    public Mlp initializer(Initializer initializer) {
        return new Mlp(hidden, activation, dropout, normalization, Optional.of(initializer));
    }

    @Override
    public Sequential build(Shape sample, int outFeatures, Key key) {
        List<Layer> layers = new ArrayList<>();
        if (sample.rank() != 1) {
            layers.add(new Flatten());
        }
        int features = sample.count();
        for (int size : hidden) {
            addHidden(layers, features, size, key.fold(layers.size()));
            features = size;
        }
        layers.add(Linear.of(features, outFeatures, key.fold(layers.size())));
        return new Sequential(layers);
    }

    private void addHidden(List<Layer> layers, int features, int size, Key key) {
        Initializer weights = initializer.orElseGet(() -> Initializer.before(activation));
        switch (normalization) {
            case NONE -> layers.add(Linear.of(features, size, weights, Initializer.zeros(), key));
            case BATCH -> {
                layers.add(Linear.withoutBias(features, size, weights, key));
                layers.add(BatchNorm.of(size));
            }
            case LAYER -> {
                layers.add(Linear.of(features, size, weights, Initializer.zeros(), key));
                layers.add(LayerNorm.of(size));
            }
        }
        layers.add(new Activate(activation));
        if (dropout > 0) {
            layers.add(new Dropout(dropout));
        }
    }

    @Override
    public String describe() {
        if (hidden.isEmpty()) {
            return "linear model";
        }
        String sizes = hidden.stream().map(String::valueOf).collect(Collectors.joining("-"));
        StringBuilder text = new StringBuilder("multilayer perceptron " + sizes + ", " + activation);
        switch (normalization) {
            case NONE -> {}
            case BATCH -> text.append(", batch normalisation");
            case LAYER -> text.append(", layer normalisation");
        }
        return dropout > 0 ? text + ", dropout " + dropout : text.toString();
    }
}
