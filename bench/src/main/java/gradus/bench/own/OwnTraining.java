package gradus.bench.own;

import gradus.bench.worker.Session;
import gradus.nn.data.Loader;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Optimizer;
import gradus.nn.train.StepByStep;
import gradus.nn.train.Training;

/// Updates of a network: the planned step of training, over and over with one batch.
final class OwnTraining implements Session {
    private final StepByStep<Layer> steps;
    private double loss = Double.NaN;

    OwnTraining(Layer network, Samples samples, Loss loss, Optimizer optimizer) {
        steps = StepByStep.of(Training.of(network, samples, loss)
                .optimizer(optimizer)
                .batchSize(samples.size())
                .order(Loader.Order.AS_STORED));
    }

    @Override
    public void step() {
        loss = steps.update();
    }

    @Override
    public double value() {
        return loss;
    }
}
