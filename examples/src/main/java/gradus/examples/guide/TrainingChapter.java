package gradus.examples.guide;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.nn.activation.Activation;
import gradus.nn.data.Dataset;
import gradus.nn.data.Table;
import gradus.nn.data.TableSplit;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.metric.TemperatureScaling;
import gradus.nn.network.Networks;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.ClipGlobalNorm;
import gradus.nn.optim.Decay;
import gradus.nn.optim.Groups;
import gradus.nn.optim.Schedule;
import gradus.nn.optim.WeightAverage;
import gradus.nn.train.Goal;
import gradus.nn.train.NonFinite;
import gradus.nn.train.Stopping;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Chapter 13: optimizers, a run, and how far to trust its answers.
public final class TrainingChapter {
    private TrainingChapter() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(System.out);
    }

    // snippet mixed
    record Mixed(Layer network) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return Parameters.as(network, DType.BFLOAT16).forward(input.as(DType.BFLOAT16), context);
        }
    }
    // end

    static void show(PrintStream out) {
        rules(out, GoalsChapter.waves());
        novelty(out);
        temperature(out);
    }

    private static void rules(PrintStream out, Dataset waves) {
        var network =
                Sequential.of(Linear.of(8, 3, Key.of(1)), new Activate(Activation.TANH), Linear.of(3, 8, Key.of(2)));
        // snippet rules
        var rates = Schedule.CosineDecay.of(3e-3, 150).withWarmUp(10);
        var groups = Groups.of(AdamW.of(3e-3).schedule(rates))
                .scaled("layers.2.**", 0.1)
                .with("**.bias", AdamW.of(1e-3).decay(Decay.NONE));
        var optimizer = new WeightAverage(groups.after(ClipGlobalNorm.of(1)), 0.99);
        // end
        // snippet training
        var training = Training.of(network, waves, Goal.reconstruction(Loss.MEAN_SQUARED_ERROR))
                .optimizer(optimizer)
                .penalty(Penalty.l2(1e-5))
                .batchSize(64)
                .microBatch(16) // the same update from four parts
                .freeze("layers.0.bias")
                .nonFinite(NonFinite.SKIP)
                .validation(waves)
                .stopping(Stopping.afterEpochs(40).withPatience(5).withLossBelow(0.001));
        var run = training.fit();
        // end
        out.println(run.reason());
        var mixed = Training.of(new Mixed(network), waves, Goal.reconstruction(Loss.MEAN_SQUARED_ERROR));
        out.println("mixed: " + mixed.epochs(1).fit().reason());
    }

    private static TableSplit flowers() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean rose = i % 2 == 0;
            double petal = (rose ? 3 : 6) + Key.of(1).normal(i);
            double sepal = (rose ? 5 : 6) + Key.of(2).normal(i);
            rows.add(List.of(
                    String.format(Locale.ROOT, "%.2f", petal),
                    String.format(Locale.ROOT, "%.2f", sepal),
                    rose ? "rose" : "iris"));
        }
        return Table.of(List.of("petal", "sepal", "flower"), rows)
                .target("flower")
                .split(0.8, 0.1, 0.1, Key.of(1));
    }

    private static void novelty(PrintStream out) {
        TableSplit flowers = flowers();
        // snippet novelty
        var model = Training.of(Networks.mlp(8), flowers).epochs(40).fit().model();
        var usual =
                model.predict(Map.of("petal", "4.5", "sepal", "5.5")).novelty().orElseThrow();
        var strange =
                model.predict(Map.of("petal", "45", "sepal", "5.5")).novelty().orElseThrow();
        out.println(usual.isFar() + ", " + strange.isFar());
        // end
    }

    private static void temperature(PrintStream out) {
        // snippet temperature
        double[] logits = {4, 0, 0, 4, 4, 0, 4, 0}; // four samples of two classes, three of them right
        var scaling = TemperatureScaling.fit(logits, new int[] {0, 1, 1, 0});
        out.printf(Locale.ROOT, "%.2f, %.2f%n", scaling.temperature(), scaling.probabilities(logits, 2)[0]);
        // end
    }
}
