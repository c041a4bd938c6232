package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;

/// One network for every channel of a sequence alone: `[batch, steps, channels] → [batch, outputs, channels]`. The
/// channels share its numbers; each is a sample of `steps` features to it.
///
/// {@snippet file="LayerSnippets.java" region="ChannelWise"}
///
/// @param network takes `[samples, steps]` and gives `[samples, outputs]`
public record ChannelWise(Layer network) implements Layer {
    @Override
    public Tensor forward(Tensor input, Context context) {
        if (input.rank() != 3) {
            throw new ShapeException("channel-wise: the input must be [batch, steps, channels], got " + input.shape()
                    + Origin.here().at());
        }
        int batch = input.size(0);
        int steps = input.size(1);
        int channels = input.size(2);
        Tensor rows = input.transpose().reshape(Shape.of(batch * channels, steps));
        Tensor answers = Inner.forward("network", network, rows, context);
        if (answers.rank() != 2 || answers.size(0) != batch * channels) {
            throw new ShapeException("channel-wise: the network must give [samples, outputs], got " + answers.shape()
                    + " for " + rows.shape() + Origin.here().at());
        }
        return answers.reshape(Shape.of(batch, channels, answers.size(1))).transpose();
    }

    @Override
    public String toString() {
        return "ChannelWise\n  " + network.toString().replace("\n", "\n  ");
    }
}
