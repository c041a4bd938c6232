package gradus.examples.book;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.train.Run;
import gradus.nn.train.Training;

/// Chapter 7: a network that learns its samples by heart, and what helps.
public final class OverFitting {
    private OverFitting() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(new Page(System.out));
    }

    static void show(Page page) {
        var few = waves(20, 1);
        var held = waves(200, 2);
        // snippet big
        Layer big = mlp(0, 64, 64);
        var run = training(big, few, held).fit();
        for (int epoch : new int[] {10, 50, 100, 200, 400, 600}) {
            var report = run.history().get(epoch - 1);
            page.line("epoch %3d: training %.2f, validation %.2f", epoch, report.trainingLoss(), report.decisive());
        }
        // end
        page.space();
        // snippet early
        var stopped = training(big, few, held).earlyStopping(100).fit();
        page.line(
                "%s; validation %.2f",
                stopped.reason(), stopped.best().orElseThrow().decisive());
        // end
        page.space();
        // snippet cures
        page.line("as it was   %s", losses(run));
        page.line("8 units     %s", losses(training(mlp(0, 8), few, held).fit()));
        page.line(
                "penalty L2  %s",
                losses(training(big, few, held).penalty(Penalty.l2(0.003)).fit()));
        page.line("dropout     %s", losses(training(mlp(0.1, 64, 64), few, held).fit()));
        page.line(
                "500 samples %s",
                losses(training(big, waves(500, 1), held).epochs(60).fit()));
        // end
    }

    // snippet training
    private static Layer mlp(double dropout, int... hidden) {
        return Networks.mlp(hidden).activation(Activation.TANH).dropout(dropout).build(Shape.of(1), 1, Key.of(1));
    }

    private static Training<Layer, Run<Layer>> training(Layer network, ArrayDataset data, ArrayDataset held) {
        return Training.of(network, data, Loss.MEAN_SQUARED_ERROR)
                .validation(held)
                .optimizer(Adam.of(0.01))
                .batchSize(20)
                .epochs(600);
    }
    // end

    // snippet losses
    private static String losses(Run<Layer> run) {
        var report = run.history().getLast();
        return Page.row("%.2f", report.trainingLoss(), report.decisive());
    }
    // end

    // snippet waves
    private static ArrayDataset waves(int rows, long seed) {
        Key key = Key.of(seed);
        float[] x = new float[rows];
        float[] y = new float[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = (float) (4 * key.fold("x").uniform(i) - 2);
            y[i] = (float) (Math.sin(1.5 * x[i]) + 0.4 * key.fold("noise").normal(i));
        }
        return ArrayDataset.ofValues(x, 1, y);
    }
    // end
}
