package gradus.bench.scaling;

import gradus.bench.own.Samples;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.Loader;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Sgd;
import gradus.nn.train.Run;
import gradus.nn.train.StepByStep;
import gradus.nn.train.TrainEvent;
import gradus.nn.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the loop of [Training#fit()] costs beside its updates: events, sums of losses, reports, the best weights.
///
/// @param bare microseconds of an update by [StepByStep], its batch read before it, median of windows
/// @param fitted microseconds of an update in `fit`, median of windows
/// @param share the median of the windows' shares by which the second is more than the first
record Overhead(double bare, double fitted, double share) {
    static final int STEPS = 100; // of an epoch, and of a window
    private static final int BATCH = 64;

    /// Measures workload W1. Windows take turns, each of an epoch of both kinds, so that a machine that slows down
    /// slows down both.
    ///
    /// @param windows how many windows count
    /// @param warmUp how many there are before
    static Overhead measure(int windows, int warmUp) {
        Samples data = Samples.ofClasses(BATCH * STEPS, 10, 784);
        Layer network = Networks.mlp(128).build(Shape.of(784), 10, Key.of(0));
        Training<Layer, Run<Layer>> training = Training.of(network, data, Loss.CROSS_ENTROPY)
                .optimizer(Sgd.of(0.01))
                .batchSize(BATCH)
                .order(Loader.Order.AS_STORED)
                .epochs(warmUp + windows);
        Turns turns = new Turns(StepByStep.of(training));
        training.listener(turns::hear).fit();
        return of(turns.bare.subList(warmUp, warmUp + windows), turns.fitted.subList(warmUp, warmUp + windows));
    }

    private static Overhead of(List<Double> bare, List<Double> fitted) {
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < bare.size(); i++) {
            shares.add(fitted.get(i) / bare.get(i) - 1);
        }
        return new Overhead(median(bare), median(fitted), median(shares));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Trainer beside bare updates, W1: %.1f µs an update by Training.fit, %.1f by StepByStep: %+.1f %%"
                        + " (median of paired windows of %d updates)",
                fitted,
                bare,
                100 * share,
                STEPS);
    }

    /// Listens to `fit` and does the bare updates between its epochs.
    private static final class Turns {
        final List<Double> bare = new ArrayList<>();
        final List<Double> fitted = new ArrayList<>();
        private final StepByStep<Layer> steps;
        private long start = System.nanoTime();

        Turns(StepByStep<Layer> steps) {
            this.steps = steps;
        }

        void hear(TrainEvent event) {
            if (event instanceof TrainEvent.EpochDone) {
                fitted.add(sinceStart());
                start = System.nanoTime();
                for (int i = 0; i < STEPS; i++) {
                    steps.read();
                    steps.update();
                }
                bare.add(sinceStart());
                start = System.nanoTime();
            }
        }

        private double sinceStart() {
            return (System.nanoTime() - start) / 1e3 / STEPS;
        }
    }
}
