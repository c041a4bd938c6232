package gradus.nn.train;

import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import java.util.List;

/// The goal of a denoising autoencoder: what was there before it was spoilt is right.
record Denoising(Loss loss, Goal.Spoil spoil) implements Goal<Layer> {
    @Override
    public Judged judge(Layer network, List<Tensor> batch, Context context) {
        Tensor clean = batch.getFirst();
        Tensor given = context.isTraining() ? spoil.spoilt(clean, context) : clean;
        return Judged.of(loss, network.forward(given, context), clean);
    }

    @Override
    public boolean readsTargets() {
        return false;
    }

    @Override
    public String describe() {
        return "reconstruction of what was there before noise: " + loss.name();
    }
}
