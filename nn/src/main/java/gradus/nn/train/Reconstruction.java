package gradus.nn.train;

import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import java.util.List;
import java.util.Optional;

/// The goal of an autoencoder: the input is what is right.
record Reconstruction(Loss loss) implements Goal<Layer> {
    @Override
    public Judged judge(Layer network, List<Tensor> batch, Context context) {
        return Judged.of(loss, network.forward(batch.getFirst(), context), batch.getFirst());
    }

    @Override
    public Optional<Loss> lossOfAnswers() {
        return Optional.of(loss);
    }

    @Override
    public boolean readsTargets() {
        return false;
    }
}
