package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Layers one after another.
///
/// {@snippet file="NetworkSnippets.java" region="Sequential"}
///
/// @param layers the layers, the first of which sees the input
public record Sequential(List<Layer> layers) implements Layer {
    public Sequential {
        layers = List.copyOf(layers);
    }

    /// Gives layers one after another.
    public static Sequential of(Layer... layers) {
        return new Sequential(List.of(layers));
    }

    /// Gives these layers with another in front.
    public Sequential after(Layer first) {
        List<Layer> all = new ArrayList<>(List.of(first));
        all.addAll(layers);
        return new Sequential(all);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        Tensor x = input;
        for (int i = 0; i < layers.size(); i++) {
            x = Inner.forward("layers", i, layers.get(i), x, context);
        }
        return x;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Sequential");
        for (int i = 0; i < layers.size(); i++) {
            text.append("\n  ").append(i).append("  ");
            text.append(layers.get(i).toString().replace("\n", "\n  "));
        }
        return text.toString();
    }
}
