package gradus.io.model;

import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Param;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Records that a user of the library would write.
final class OwnLayers {
    private OwnLayers() {}

    /// A network of layers that its components declare.
    record Net(Layer first, List<Block> blocks, Map<String, Scale> scales, Optional<Shape> note, Layer last)
            implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            Tensor x = first.forward(input, context);
            for (Block block : blocks) {
                x = block.forward(x, context);
            }
            for (Scale scale : scales.values()) {
                x = scale.forward(x, context);
            }
            return last.forward(x, context);
        }
    }

    sealed interface Block extends Layer {}

    record Bend(Activation activation) implements Block {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return activation.apply(input);
        }
    }

    record Shift(Tensor fixed, Param learned) implements Block {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return input.add(fixed).add(learned.value());
        }
    }

    /// It has the name of a layer of the library in another case of words.
    record Linear(Param factor) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return input.multiply(factor.value());
        }
    }

    record Scale(Param factor, double by, List<Float> unused) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return input.multiply(factor.value()).multiply(by);
        }
    }

    /// It holds what no file can hold.
    record Opaque(Object anything) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return input;
        }
    }
}
