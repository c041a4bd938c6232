package gradus.examples.api;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.ArrayDataset;
import gradus.nn.exact.LeastSquares;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.metric.ConfusionMatrix;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.ClipGlobalNorm;
import gradus.nn.optim.Groups;
import gradus.nn.optim.Schedule;
import gradus.nn.optim.Sgd;
import gradus.nn.train.Goal;
import gradus.nn.train.StepByStep;
import gradus.nn.train.Stopping;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.util.List;

/// Snippets of training.
final class TrainingSnippets {
    private TrainingSnippets() {}

    /// Runs them.
    static void run(PrintStream out) {
        var data = ArrayDataset.ofClasses(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new int[] {0, 1, 1, 0});
        Layer network = Networks.mlp(8).build(Shape.of(2), 2, Key.of(1));
        training(network, data, out);
        optimizers(out);
        judging(out);
    }

    private static void training(Layer network, ArrayDataset data, PrintStream out) {
        // @start region="Training"
        var run = Training.of(network, data, Loss.CROSS_ENTROPY)
                .optimizer(Adam.of(0.05))
                .epochs(20)
                .fit();
        out.println(run.reason() + ", loss " + run.history().getLast().trainingLoss());
        // @end
        // @start region="Stopping"
        var rules = Stopping.afterEpochs(40).withPatience(5).withLossBelow(0.001);
        var stopped =
                Training.of(network, data, Loss.CROSS_ENTROPY).stopping(rules).fit();
        // @end
        // @start region="TrainState"
        var training = Training.of(network, data, Loss.CROSS_ENTROPY);
        var half = training.epochs(5).fit();
        var whole = training.epochs(10).resume(half.state()); // the bits of an unbroken run
        // @end
        // @start region="StepByStep"
        var steps = StepByStep.of(training);
        steps.read(); // the next batch
        double loss = steps.update();
        // @end
        // @start region="Goal"
        var autoencoder = Networks.mlp(1).build(Shape.of(2), 2, Key.of(1));
        var mirrored = Training.of(autoencoder, data, Goal.reconstruction(Loss.MEAN_SQUARED_ERROR));
        // @end
        out.println(stopped.reason() + " " + whole.reason() + loss + mirrored.batchSize());
    }

    private static void optimizers(PrintStream out) {
        // @start region="Sgd"
        var sgd = Sgd.of(0.05).momentum(0.9);
        // @end
        // @start region="Adam"
        var adam = Adam.of(1e-3).schedule(Schedule.CosineDecay.of(1e-3, 1000));
        // @end
        // @start region="AdamW"
        var adamW = AdamW.of(1e-3).after(ClipGlobalNorm.of(1)); // clipped before the rule
        // @end
        // @start region="Schedule"
        var rates = Schedule.CosineDecay.of(3e-3, 1000).withWarmUp(50);
        // @end
        // @start region="Groups"
        var groups = Groups.of(AdamW.of(1e-3)).scaled("layers.0.**", 0.1); // the first layer more slowly
        // @end
        // @start region="Penalty"
        var penalty = Penalty.l2(1e-4); // training.penalty(penalty)
        // @end
        out.println(sgd + " " + adam + adamW + rates + groups + penalty);
    }

    private static void judging(PrintStream out) {
        // @start region="Loss"
        Tensor logits = Tensor.of(new float[][] {{2, 0}, {0, 1}});
        Tensor each = Loss.CROSS_ENTROPY.each(logits, Tensor.of(new long[] {0, 0})); // one loss per sample
        // @end
        // @start region="ConfusionMatrix"
        var matrix = ConfusionMatrix.of(List.of("cat", "dog"), new int[] {0, 0, 1, 1}, new int[] {0, 1, 1, 1});
        out.println(matrix.accuracy() + " " + matrix.recall(0)); // 0.75 0.5
        // @end
        // @start region="LeastSquares"
        Tensor design = Tensor.of(new double[][] {{1, 1}, {2, 1}, {3, 1}});
        var line = LeastSquares.solve(design, Tensor.of(3.0, 5.0, 7.0)); // y = 2x + 1
        // @end
        out.println(each.shape() + " " + line.coefficients());
    }
}
