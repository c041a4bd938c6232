package gradus.examples.api;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.compress.Compression;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.FeatureSplit;
import gradus.nn.data.Folds;
import gradus.nn.data.Loader;
import gradus.nn.data.Prefetcher;
import gradus.nn.data.Table;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.data.series.Series;
import gradus.nn.data.series.SeriesSplit;
import gradus.nn.data.series.Windows;
import gradus.nn.exact.Lbfgs;
import gradus.nn.layer.Adapted;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Parameters;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.network.FineTuned;
import gradus.nn.network.Networks;
import gradus.nn.network.Several;
import gradus.nn.summary.NetworkGraph;
import gradus.nn.summary.Warning;
import gradus.nn.train.Autoencoder;
import gradus.nn.train.BatchGradients;
import gradus.nn.train.BestStates;
import gradus.nn.train.CrossValidation;
import gradus.nn.train.Goal;
import gradus.nn.train.Run;
import gradus.nn.train.TrainEvent;
import gradus.nn.train.Training;
import gradus.nn.train.Weights;
import gradus.nn.words.Words;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// Snippets of what goes on around a training.
final class CourseSnippets {
    private CourseSnippets() {}

    /// A small training.
    static Training<Layer, Run<Layer>> training() {
        var data = ArrayDataset.ofClasses(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new int[] {0, 1, 1, 0});
        Layer network = Networks.mlp(8).build(Shape.of(2), 2, Key.of(1));
        return Training.of(network, data, Loss.CROSS_ENTROPY).epochs(5);
    }

    /// Runs them.
    static void run(Path folder, PrintStream out) {
        listeners(folder, out);
        folds(out);
        networks(out);
        models(out);
        exact(out);
    }

    private static void listeners(Path folder, PrintStream out) {
        var training = training();
        // @start region="TrainListener"
        var enough = new AtomicBoolean();
        training.until(enough::get)
                .listener(event -> enough.set(event instanceof TrainEvent.StepDone step && step.loss() < 0.1))
                .fit();
        // @end
        // @start region="BestStates"
        training.listener(BestStates.in(folder, 3, BestStates.Rank.decisive(), out::println))
                .fit();
        // @end
        // @start region="BatchGradients"
        var gradients = BatchGradients.of(training).at(Weights.of(training.network())); // of all samples
        // @end
        out.println(gradients.keySet());
    }

    private static void folds(PrintStream out) {
        var moons = Table.of(
                SampleSet.MOONS.columns(), SampleSet.MOONS.rows(90, Key.of(1)).toList());
        // @start region="CrossValidation"
        var target = moons.target("moon");
        var scores = CrossValidation.of(
                        target,
                        Folds.stratified(target, 3, Key.of(0)),
                        split -> Training.of(Networks.mlp(8), split).epochs(3))
                .run();
        out.println(scores.mean("accuracy") + " ± " + scores.spread("accuracy"));
        // @end
    }

    private static void networks(PrintStream out) {
        // @start region="Words"
        var words = new Words("conv(8,3) relu maxpool(2) dropout(0.2) dense(classes)");
        Layer network = words.build(Shape.of(16, 16, 1), 4, Key.of(1));
        // @end
        // @start region="FineTuned"
        var tuned =
                new FineTuned(network, FineTuned.Head.NEW).build(Shape.of(16, 16, 1), 7, Key.of(2)); // 7 classes now
        // @end
        // @start region="Adapted"
        var adapted = Adapted.of(network, "**.weight", 4, 8, Key.of(3)); // its matrices get changes of rank 4
        // Training.of(adapted, …).freeze(Adapted.NETWORK): only the changes learn
        Layer plain = adapted.merged(); // and go into the weights
        // @end
        // @start region="Compression"
        for (var way : Compression.ordered(List.of(Compression.named("int8"), Compression.named("prune=0.5")))) {
            plain = way.of(plain); // half of the weights are zero, the others have 8 bits
        }
        // @end
        // @start region="Several"
        var five = new Several(5, Networks.mlp(16)); // trained side by side, asked together
        // @end
        // @start region="NetworkGraph"
        for (var place : NetworkGraph.of(network, Shape.of(1, 16, 16, 1)).places()) {
            out.println(place);
        }
        // @end
        // @start region="Warning"
        out.println(Warning.of(tuned, Loss.CROSS_ENTROPY)); // what is hardly meant, such as a softmax before this loss
        // @end
        out.println(five.describe() + Parameters.count(plain));
    }

    private static void models(PrintStream out) {
        var moons = Table.of(
                SampleSet.MOONS.columns(), SampleSet.MOONS.rows(90, Key.of(1)).toList());
        // @start region="ReconstructionModel"
        var rows = FeatureSplit.of(moons, 0.7, 0.3, 0, Key.of(1));
        var model = Training.of(Autoencoder.of(Networks.mlp(8, 1, 8)), rows)
                .epochs(3)
                .fit()
                .model();
        out.println(
                model.reconstruct(Map.of("x", "9", "y", "9", "moon", "lower")).score()); // far from all it has seen
        // @end
        double[] waves = new double[200];
        for (int t = 0; t < waves.length; t++) {
            waves[t] = Math.sin(t / 4.0);
        }
        // @start region="SeriesModel"
        var series = Series.of(List.of("wave"), waves);
        var forecaster = Training.of(Networks.series(), SeriesSplit.of(series, 0.8, 0.2, 0), Windows.of(16, 4))
                .epochs(2)
                .fit()
                .model();
        Series next = forecaster.forecast(series); // the 4 steps after the last
        // @end
        out.println(next.length());
    }

    private static void exact(PrintStream out) {
        var data = ArrayDataset.ofValues(new float[] {1, 2, 3, 4}, 1, new float[] {2, 4, 6, 8});
        Layer network = Networks.linear().build(Shape.of(1), 1, Key.of(1));
        // @start region="Lbfgs"
        var minimum = Lbfgs.of(100).fit(network, data, Goal.of(Loss.MEAN_SQUARED_ERROR), Penalty.none());
        out.println(minimum.objective() + ", " + minimum.reason());
        // @end
        // @start region="Prefetcher"
        var loader = new Loader(data, 2, Loader.Order.SHUFFLED, Key.of(1));
        try (var ahead = new Prefetcher(loader, 2, 0, 0)) { // two batches ahead, from epoch 0, batch 0
            var batch = ahead.next(); // a literal per part
            out.println(batch.size());
        }
        // @end
    }
}
