package gradus.nn.train;

import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import java.util.List;

/// The goal of a layer or an ensemble of layers: one part of a batch is asked, the next is what is right.
record Supervised(Loss loss) implements Goal<Layer> {
    @Override
    public Judged judge(Layer network, List<Tensor> batch, Context context) {
        if (batch.size() < 2) {
            throw new IllegalArgumentException("training: a loss needs features and a target, got samples of "
                    + batch.size() + " part; for an autoencoder use Goal.reconstruction");
        }
        return Answers.of(network, batch, context).judged(loss, context);
    }

    @Override
    public String describe() {
        return loss.toString();
    }
}
